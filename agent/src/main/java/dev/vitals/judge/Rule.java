package dev.vitals.judge;

import java.util.List;

/**
 * One threshold as data.
 *
 * @param name what settings, metrics and alerts call it
 * @param warning a value above it is a medium alert; infinite switches the level off
 * @param critical a value above it is a critical alert; never below {@code warning}
 * @param minimumCount fewer operations than this in the window say nothing; 0 where nothing is
 *     counted
 * @param holdSeconds how long the value must stay above a limit before the rule fires
 */
public record Rule(
    String name,
    Measure measure,
    double warning,
    double critical,
    long minimumCount,
    double holdSeconds,
    Recovery recovery) {

  /** <i>Errors:</i> an {@link IllegalArgumentException} whose message names the rule. */
  public Rule {
    if (!(warning >= 0)) {
      throw new IllegalArgumentException(name + ": warning must be 0 or more, not " + warning);
    }
    if (!(critical >= warning)) {
      throw new IllegalArgumentException(
          name + ": critical (" + critical + ") must not be below warning (" + warning + ")");
    }
    if (minimumCount < 0) {
      throw new IllegalArgumentException(
          name + ": minimum-count must be 0 or more, not " + minimumCount);
    }
    requireDuration(name + ": hold", holdSeconds);
  }

  /** The rules of an agent nobody has configured, in the order they are shown. */
  public static List<Rule> defaults() {
    return List.of(
        new Rule("http-latency-p95", Measure.HTTP_LATENCY_P95, 2, 5, 20, 30, new Recovery(0.9, 60)),
        new Rule(
            "http-error-rate", Measure.HTTP_ERROR_RATE, 0.1, 0.2, 20, 30, new Recovery(0.8, 60)),
        new Rule(
            "cache-miss-rate", Measure.CACHE_MISS_RATE, 0.3, 0.5, 100, 60, new Recovery(0.9, 60)),
        new Rule("heap-after-gc", Measure.HEAP_AFTER_GC, 0.9, 0.95, 0, 60, new Recovery(0.95, 60)),
        new Rule(
            "container-memory", Measure.CONTAINER_MEMORY, 0.9, 0.95, 0, 60, new Recovery(0.95, 60)),
        new Rule("process-cpu", Measure.PROCESS_CPU, 0.8, 0.9, 0, 60, new Recovery(0.9, 60)),
        new Rule("system-cpu", Measure.SYSTEM_CPU, 0.8, 0.9, 0, 60, new Recovery(0.9, 60)));
  }

  /** The same rule with other limits; both at once, since they are checked against each other. */
  public Rule withLimits(double newWarning, double newCritical) {
    return new Rule(name, measure, newWarning, newCritical, minimumCount, holdSeconds, recovery);
  }

  public Rule withMinimumCount(long newMinimumCount) {
    return new Rule(name, measure, warning, critical, newMinimumCount, holdSeconds, recovery);
  }

  public Rule withHoldSeconds(double newHoldSeconds) {
    return new Rule(name, measure, warning, critical, minimumCount, newHoldSeconds, recovery);
  }

  public Rule withRecovery(Recovery newRecovery) {
    return new Rule(name, measure, warning, critical, minimumCount, holdSeconds, newRecovery);
  }

  static void requireDuration(String what, double seconds) {
    if (!(seconds >= 0 && seconds <= 86_400)) {
      throw new IllegalArgumentException(what + " must be between 0 s and 1 day, not " + seconds);
    }
  }
}
