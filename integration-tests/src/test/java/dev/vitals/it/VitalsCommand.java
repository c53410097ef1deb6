package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One call of the agent's command line in a JVM of its own, and what came of it. */
record VitalsCommand(int exitCode, String output) {
  private static final long LIMIT_SECONDS = 60;

  static VitalsCommand run(Jdk jdk, String... arguments) {
    return run(jdk, HostProcess.vitalsJar(), arguments);
  }

  static VitalsCommand run(Jdk jdk, Path jar, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(jdk.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-jar", jar.toAbsolutePath().normalize().toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** Any other tool that answers on its standard output. */
  static VitalsCommand run(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().keySet().removeIf(name -> name.startsWith("VITALS_"));
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      Process process = builder.start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end: " + output);
      }
      return new VitalsCommand(process.exitValue(), output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Fails with what was printed when the exit code is another one. */
  VitalsCommand expect(int expected) {
    assertEquals(expected, exitCode, output);
    return this;
  }
}
