package com.example.witness;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Another agent, which looks at the threads of an application that has no console: name, daemon or
 * not, context class loader, group, with tabs between.
 */
public final class Onlooker {
  private Onlooker() {}

  /** Does nothing: in front of a main it is the agent that costs least. */
  public static void premain(String arguments, Instrumentation jvm) {}

  /**
   * Takes one look.
   *
   * @param file to write to
   */
  public static void agentmain(String file, Instrumentation jvm) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      ThreadGroup group = thread.getThreadGroup();
      text.append(thread.getName() + "\t" + thread.isDaemon() + "\t");
      ClassLoader loader = thread.getContextClassLoader();
      text.append((loader == null ? null : loader.getClass().getName()) + "\t");
      text.append((group == null ? null : group.getName()) + "\n");
    }
    Files.writeString(Path.of(file), text);
  }
}
