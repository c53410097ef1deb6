package dev.vitals.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jar this command was started from: the one that is loaded into other JVMs. */
final class AgentJar {
  private AgentJar() {}

  /**
   * @throws Failure where there is no such jar, or it is not an agent's
   */
  static Path own() throws Failure {
    // With java -jar the class path is the jar and nothing else.
    Path jar = Path.of(System.getProperty("java.class.path", "")).toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar) || attribute(jar, "Agent-Class").isEmpty()) {
      throw new Failure(
          ExitCode.FAILURE,
          "this command was not started from the agent's jar",
          "start it as java -jar vitals.jar");
    }
    return jar;
  }

  /** The version in the jar's manifest; empty where there is none. */
  static String version(Path jar) {
    return attribute(jar, Attributes.Name.IMPLEMENTATION_VERSION.toString());
  }

  private static String attribute(Path jar, String name) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String value = manifest == null ? null : manifest.getMainAttributes().getValue(name);
      return value == null ? "" : value;
    } catch (IOException e) {
      return "";
    }
  }
}
