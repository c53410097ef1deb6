package dev.vitals.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server of this machine that a test starts and ends; what it says goes into a file. */
final class Tool implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long END_SECONDS = 20;

  private final Process process;
  private final Path said;

  private Tool(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  /**
   * The first of these programs that is on the PATH. Where there is none the test is skipped,
   * visibly; but in CI it fails.
   */
  static String require(String... names) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      for (String name : names) {
        File program = new File(folder, name);
        if (program.canExecute()) {
          return program.getPath();
        }
      }
    }
    String missing = "there is no " + String.join(" or ", names) + " on the PATH";
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      throw new AssertionError(missing);
    }
    System.err.println("SKIPPED: " + missing);
    assumeTrue(false, "SKIPPED: " + missing);
    throw new AssertionError("unreachable");
  }

  /** Starts it, and returns when it is ready. */
  static Tool start(Path said, List<String> command, BooleanSupplier isReady) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      Tool tool = new Tool(process, said);
      if (!Poll.until(START_LIMIT, () -> !process.isAlive() || isReady.getAsBoolean())
          || !process.isAlive()) {
        tool.close();
        throw new AssertionError(command + " did not start: " + tool.said());
      }
      return tool;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Everything it has said. */
  String said() {
    try {
      return Files.readString(said);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
