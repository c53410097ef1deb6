package dev.vitals.agent;

import dev.vitals.config.Settings;
import dev.vitals.instrumentation.Instrumentations;
import dev.vitals.weave.LibraryInstrumentation;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where the boot class comes in. Makes the probe exist before any class that names it is touched.
 *
 * <p><i>Errors:</i> whatever is thrown here ends as one line on stderr, with nothing woven.
 */
public final class Entry {
  private Entry() {}

  /**
   * Starts the agent.
   *
   * @param arguments the user's
   * @param premain whether the application's main has not begun
   * @param stopped to be run when the agent has left the JVM
   * @return what takes commands to the agent; null where it is switched off
   */
  public static UnaryOperator<String> start(
      String arguments, Instrumentation jvm, boolean premain, Runnable stopped) throws Exception {
    try {
      BaseModule.open(jvm);
      List<String> warnings = new ArrayList<>();
      Settings settings =
          Settings.load(arguments, System.getProperties(), System.getenv(), names(), warnings);
      if (!settings.enabled()) {
        String line = switchedOff(settings);
        AgentProperties.failed("vitals " + line);
        new Log(settings.quiet(), settings.logFile()).say(line);
        return null;
      }
      BaseModule.defineProbe();
      return Agent.start(arguments, settings, warnings, jvm, premain, stopped);
    } catch (Throwable failure) {
      AgentProperties.failed(failure.toString());
      throw failure;
    }
  }

  /** With the place it is said at: a variable may be meant for the application. */
  static String switchedOff(Settings settings) {
    return "is switched off (enabled=false from " + settings.origin("enabled") + ')';
  }

  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (LibraryInstrumentation instrumentation : Instrumentations.ALL) {
      names.add(instrumentation.name());
    }
    return names;
  }
}
