package dev.vitals.boot;

import java.lang.instrument.Instrumentation;

/**
 * The doors: {@code -javaagent}, runtime attach and the command line.
 *
 * <p>The only classes of ours on the host's class path, and the first version that is loaded stays
 * for the life of the JVM: tiny, and compiled for Java 8 so that an older JVM can say that it is
 * too old and run its application.
 *
 * <p><i>Errors:</i> nothing is ever thrown into the host, and nothing ends it: one line on stderr
 * at most.
 */
public final class Vitals {
  private static final int OLDEST_JAVA = 17;

  private Vitals() {}

  /** Called by the JVM before the application's main. */
  public static void premain(String arguments, Instrumentation jvm) {
    try {
      if (isOldEnough() && !isJdkTool(arguments)) {
        Session.open(arguments, jvm, true);
      }
    } catch (Throwable failure) {
      complain(failure);
    }
  }

  /** Called by the JVM when the agent is attached to it. */
  public static void agentmain(String arguments, Instrumentation jvm) {
    try {
      if (isOldEnough()) {
        Session.open(arguments, jvm, false);
      }
    } catch (Throwable failure) {
      complain(failure);
    }
  }

  /** The command line, in a JVM of its own. */
  public static void main(String[] arguments) throws Exception {
    if (!isOldEnough()) {
      System.exit(1);
    }
    ClassLoader loader = new IsolatedLoader(Session.ownJar(), ClassLoader.getSystemClassLoader());
    Object exitCode =
        loader
            .loadClass("dev.vitals.cli.Cli")
            .getMethod("run", String[].class)
            .invoke(null, (Object) arguments);
    System.exit(((Integer) exitCode).intValue());
  }

  private static boolean isOldEnough() {
    String version = System.getProperty("java.specification.version", "0");
    int feature = version.startsWith("1.") ? 8 : Integer.parseInt(version);
    if (feature < OLDEST_JAVA) {
      System.err.println(
          "vitals: needs Java "
              + OLDEST_JAVA
              + " or newer, this is Java "
              + version
              + ": not started");
      return false;
    }
    return true;
  }

  /**
   * JAVA_TOOL_OPTIONS also reaches jcmd, javac, keytool and their like: they are none of our
   * business.
   */
  private static boolean isJdkTool(String arguments) {
    String module = System.getProperty("jdk.module.main", "");
    boolean tool = module.startsWith("jdk.") || module.startsWith("java.");
    return tool && (arguments == null || arguments.indexOf("enabled=true") < 0);
  }

  private static void complain(Throwable failure) {
    try {
      Throwable cause = failure;
      while (cause instanceof java.lang.reflect.InvocationTargetException
          && cause.getCause() != null) {
        cause = cause.getCause();
      }
      System.err.println("vitals: did not start, the application runs without it: " + cause);
    } catch (Throwable alsoFailed) {
      // There is nobody left to tell.
    }
  }
}
