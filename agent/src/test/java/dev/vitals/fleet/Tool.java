package dev.vitals.fleet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a program of the machine. */
final class Tool {
  private Tool() {}

  /** What a program printed, and its exit code. */
  record Run(int exitCode, String output) {}

  /** Skips the test, visibly, where the program is not there. */
  static Run run(Path folder, String... command) throws IOException, InterruptedException {
    assumeTrue(onPath(command[0]), "SKIPPED: there is no " + command[0] + " on the PATH");
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Run(process.waitFor(), output);
  }

  private static boolean onPath(String program) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      if (new File(folder, program).canExecute()) {
        return true;
      }
    }
    return false;
  }
}
