package dev.vitals.boot;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Knows whether an agent runs in this JVM, whatever version it is: there is never a second one.
 *
 * <p><i>Threads:</i> any.
 */
final class Session {
  private static final String JAR = "jar=";
  private static final String COMMAND = "command=";
  private static final String OUT = ";out=";
  private static final long LONGEST_LEAVE_NANOS = 10000000000L;

  /**
   * Takes a command to the running agent, and returns null when that is just leaving; null while
   * there is none.
   */
  private static Function<String, String> running;

  private Session() {}

  /**
   * Starts an agent, or takes the arguments to the one that runs.
   *
   * @param arguments the user's; {@code jar=<path>;} before them names the jar to load, because
   *     this class may stem from an older one
   */
  static synchronized void open(String arguments, Instrumentation jvm, boolean premain)
      throws Exception {
    String rest = arguments == null ? "" : arguments;
    File jar;
    if (rest.startsWith(JAR)) {
      int end = rest.indexOf(';');
      jar = new File(rest.substring(JAR.length(), end < 0 ? rest.length() : end));
      rest = end < 0 ? "" : rest.substring(end + 1);
    } else {
      jar = ownJar();
    }
    String command = rest.startsWith(COMMAND) ? rest : COMMAND + "again;argument=" + rest;
    long deadlineNanos = System.nanoTime() + LONGEST_LEAVE_NANOS;
    while (running != null) {
      if (running.apply(command) != null) {
        return;
      }
      long leftMillis = (deadlineNanos - System.nanoTime()) / 1000000L;
      if (leftMillis <= 0L) {
        throw new IllegalStateException("the agent before it does not leave");
      }
      Session.class.wait(leftMillis);
    }
    if (rest.startsWith(COMMAND)) {
      refuse(rest);
      return;
    }
    start(jar, rest, jvm, premain);
  }

  /** Answers a command although nobody is there to carry it out: exit code 5. */
  private static void refuse(String command) throws IOException {
    int out = command.lastIndexOf(OUT);
    File file = out < 0 ? null : new File(command.substring(out + OUT.length()));
    if (file != null && file.isFile()) {
      try (FileOutputStream answer = new FileOutputStream(file)) {
        answer.write("5\nno agent is attached".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void start(File jar, String arguments, Instrumentation jvm, boolean premain)
      throws Exception {
    ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
    try {
      platform = (ClassLoader) ClassLoader.class.getMethod("getPlatformClassLoader").invoke(null);
    } catch (NoSuchMethodException olderJava) {
      // Cannot be: Java 17 was asked for before.
    }
    final IsolatedLoader loader = new IsolatedLoader(jar, platform);
    boolean started = false;
    try {
      Runnable stopped =
          new Runnable() {
            @Override
            public void run() {
              close(loader);
            }
          };
      @SuppressWarnings("unchecked")
      Function<String, String> agent =
          (Function<String, String>)
              loader
                  .loadClass("dev.vitals.agent.Entry")
                  .getMethod(
                      "start", String.class, Instrumentation.class, boolean.class, Runnable.class)
                  .invoke(null, arguments, jvm, Boolean.valueOf(premain), stopped);
      running = agent;
      started = agent != null;
    } finally {
      if (!started) {
        loader.close();
      }
    }
  }

  private static synchronized void close(IsolatedLoader loader) {
    running = null;
    loader.close();
    Session.class.notifyAll();
  }

  static File ownJar() throws URISyntaxException {
    return new File(
        Session.class.getProtectionDomain().getCodeSource().getLocation().toURI().getPath());
  }
}
