package dev.vitals.judge;

import java.util.List;

/**
 * One threshold as data.
 *
 * @param name what settings, metrics and alerts call it
 * @param warning a value above it is a medium alert; infinite switches the level off
 * @param critical a value above it is a critical alert; never below {@code warning}
 * @param minimumCount fewer operations than this in the window say nothing; resources are not
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
        rule("http-latency-p95", Measure.HTTP_LATENCY_P95, 2, 5, 20),
        rule("http-error-rate", Measure.HTTP_ERROR_RATE, 0.1, 0.2, 20),
        rule("cache-miss-rate", Measure.CACHE_MISS_RATE, 0.3, 0.5, 100),
        rule("heap-after-gc", Measure.HEAP_AFTER_GC, 0.9, 0.95, 1),
        rule("container-memory", Measure.CONTAINER_MEMORY, 0.9, 0.95, 1),
        rule("cpu", Measure.CPU, 0.8, 0.9, 1));
  }

  /**
   * The same rule with what somebody has set. To recover takes as long as to fire.
   *
   * @param recoveryRatio the part of a limit below which an alert ends
   */
  public Rule with(
      double newWarning,
      double newCritical,
      long newMinimumCount,
      double newHoldSeconds,
      double recoveryRatio) {
    return new Rule(
        name,
        measure,
        newWarning,
        newCritical,
        newMinimumCount,
        newHoldSeconds,
        new Recovery(recoveryRatio, newHoldSeconds));
  }

  private static Rule rule(
      String name, Measure measure, double warning, double critical, long minimumCount) {
    return new Rule(name, measure, warning, critical, minimumCount, 30, new Recovery(0.9, 30));
  }

  static void requireDuration(String what, double seconds) {
    if (!(seconds >= 0 && seconds <= 86_400)) {
      throw new IllegalArgumentException(what + " must be between 0 s and 1 day, not " + seconds);
    }
  }
}
