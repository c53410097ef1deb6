package dev.vitals.cli;

import java.util.Properties;

/** What the Java runtimes on both sides can do. */
final class Jdk {
  static final int OLDEST = 17;

  /** From here on a JVM prints a warning of its own when an agent comes while it runs. */
  static final int WARNS_OF_DYNAMIC_AGENTS = 21;

  private Jdk() {}

  static boolean hasAttachModule() {
    return ModuleLayer.boot().findModule("jdk.attach").isPresent();
  }

  /** The feature release, such as 17, of the JVM with these system properties. */
  static int feature(Properties system) {
    String version = system.getProperty("java.specification.version", "0");
    try {
      return version.startsWith("1.") ? 8 : Integer.parseInt(version);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  static void requireSupported(Properties system) throws Failure {
    if (feature(system) < OLDEST) {
      throw new Failure(
          ExitCode.FAILURE,
          "the application runs on Java " + system.getProperty("java.version"),
          "Vitals needs Java " + OLDEST + " or newer");
    }
  }
}
