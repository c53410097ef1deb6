package dev.vitals.judge;

import dev.vitals.exporter.model.OperationWindow;

/**
 * What was promised about one kind of operation.
 *
 * @param p95Seconds the 95th percentile shall not be above it; NaN where nothing is promised
 * @param p99Seconds the same for the 99th
 * @param availability the share that shall not fail, such as 0.999; of lookups in a cache the share
 *     it shall answer; NaN where nothing is promised
 * @param windowMillis over how long a promise about failures is kept; latency is looked at over
 *     {@code latencyMillis}
 * @param warningRatio from this part of a latency target on it is a warning
 * @param minimumCount fewer operations than this within {@code latencyMillis} say nothing
 */
public record Sla(
    String name,
    OperationWindow.Kind kind,
    ScopePattern scope,
    double p95Seconds,
    double p99Seconds,
    double availability,
    long windowMillis,
    long latencyMillis,
    double warningRatio,
    long minimumCount) {

  /** What a promise has that does not say it. */
  public static final long WINDOW_MILLIS = 30L * 86_400_000;

  public static final long LATENCY_MILLIS = 300_000;
  public static final double WARNING_RATIO = 0.8;
  public static final int MINIMUM_COUNT = 20;

  private static final double DIGITS = 1e9;

  /** <i>Errors:</i> an {@link IllegalArgumentException} whose message names the promise. */
  public Sla {
    if (Double.isNaN(p95Seconds) && Double.isNaN(p99Seconds) && Double.isNaN(availability)) {
      throw new IllegalArgumentException(name + ": promises nothing");
    }
    if (p95Seconds <= 0 || p99Seconds <= 0 || p99Seconds < p95Seconds) {
      throw new IllegalArgumentException(name + ": p99 must not be below p95, and both above 0");
    }
    boolean isTimed = !Double.isNaN(p95Seconds) || !Double.isNaN(p99Seconds);
    if (kind == OperationWindow.Kind.CACHE_LOOKUP && isTimed) {
      throw new IllegalArgumentException(name + ": how long a lookup takes is not known");
    }
    if (availability <= 0 || availability >= 1) {
      throw new IllegalArgumentException(name + ": availability must be between 0 and 1");
    }
    if (!(warningRatio > 0 && warningRatio <= 1)) {
      throw new IllegalArgumentException(name + ": warning must be above 0 and at most 1");
    }
    if (windowMillis <= 0 || latencyMillis <= 0) {
      throw new IllegalArgumentException(name + ": a window must be longer than nothing");
    }
  }

  /** What a promise is about that does not say it: all together, or each where there is no such. */
  public static ScopePattern usualScope(OperationWindow.Kind kind) {
    return switch (kind) {
      case CACHE_LOOKUP, EXECUTOR_RUN -> ScopePattern.EVERY;
      default -> new ScopePattern(ScopePattern.ALL);
    };
  }

  /** The share that may fail, without what arithmetic adds to it: of 80 % it is 20 %. */
  double allowedFailures() {
    return Math.rint((1 - availability) * DIGITS) / DIGITS;
  }

  /** Whether failures use up what is allowed of them; a cache is only looked at as it is now. */
  boolean hasBudget() {
    return !Double.isNaN(availability) && kind != OperationWindow.Kind.CACHE_LOOKUP;
  }

  /** The same promise with another window for latency. */
  public Sla over(long newLatencyMillis) {
    return new Sla(
        name,
        kind,
        scope,
        p95Seconds,
        p99Seconds,
        availability,
        windowMillis,
        newLatencyMillis,
        warningRatio,
        minimumCount);
  }
}
