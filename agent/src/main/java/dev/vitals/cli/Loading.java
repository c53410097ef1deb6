package dev.vitals.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Loads the agent's jar into another JVM, with the argument its first class understands. */
final class Loading {
  /** What the attach protocol of JVMs before 24 carries at most, jar and arguments together. */
  private static final int LONGEST = 1023;

  private Loading() {}

  static void load(Connection connection, Path jar, String arguments) throws Failure {
    String path = jar.toString();
    if (path.indexOf(';') >= 0) {
      throw new Failure(
          ExitCode.USAGE, "the path of the jar contains a semicolon: " + path, "move the jar");
    }
    String all = "jar=" + path + ";" + arguments;
    if ((path + "=" + all).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new Failure(
          ExitCode.USAGE,
          "the arguments are too long for an attach",
          "put them into a file: -C config=/path/vitals.yaml");
    }
    Finding readable = Diagnosis.jar(connection.pid(), jar);
    if (readable.forbids()) {
      throw readable.asFailure();
    }
    connection.load(path, all);
  }
}
