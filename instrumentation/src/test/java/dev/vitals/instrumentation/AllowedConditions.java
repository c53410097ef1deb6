package dev.vitals.instrumentation;

import java.util.Map;

/**
 * The advice that decides something, with the number of its conditions and the reason. Decision
 * 0002 allows to look at what the probe gave back; everything else is the probe's to decide.
 */
final class AllowedConditions {
  private static final String OUTERMOST = "asks the request only where its outermost call begins";
  private static final String ENDED =
      "asks the request only where its outermost call ends, and marks it only where it must";
  private static final String SUSPENDED = "listens only to a request that is counted";

  static final Map<String, Condition> ALL =
      Map.ofEntries(
          Map.entry("ServletInstrumentation$Jakarta.enter", new Condition(1, OUTERMOST)),
          Map.entry("ServletInstrumentation$Jakarta.exit", new Condition(2, ENDED)),
          Map.entry("ServletInstrumentation$JakartaAsync.exit", new Condition(1, SUSPENDED)),
          Map.entry("JavaxServlet$Javax.enter", new Condition(1, OUTERMOST)),
          Map.entry("JavaxServlet$Javax.exit", new Condition(2, ENDED)),
          Map.entry("JavaxServlet$JavaxAsync.exit", new Condition(1, SUSPENDED)),
          Map.entry("JavaxServlet$Javax3.enter", new Condition(1, OUTERMOST)),
          Map.entry("JavaxServlet$Javax3.exit", new Condition(2, ENDED)),
          Map.entry("JavaxServlet$Javax3Async.exit", new Condition(1, SUSPENDED)),
          Map.entry("JdkHttpServerInstrumentation$Handled.enter", new Condition(1, OUTERMOST)),
          Map.entry(
              "JdkHttpServerInstrumentation$Handled.exit",
              new Condition(1, "asks the exchange only where its outermost call ends")),
          Map.entry(
              "LettuceInstrumentation$Completed.enter",
              new Condition(3, "a command need not have arguments or an output, and may fail")));

  private AllowedConditions() {}

  /** How many conditions an advice has, and what for. */
  record Condition(int count, String reason) {}
}
