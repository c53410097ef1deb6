package dev.vitals.history;

import dev.vitals.pipeline.Latencies;
import dev.vitals.pipeline.LatencyTick;

/** What one scope of a metric did in one interval. The empty scope is all of them together. */
public sealed interface Series {
  String metric();

  String scope();

  /**
   * Calls that took time.
   *
   * @param latencies null where only the sums are known
   */
  record Timing(
      String metric,
      String scope,
      long count,
      long errors,
      long sumMicros,
      long maxMicros,
      Latencies latencies)
      implements Series {

    public static Timing of(String metric, String scope, LatencyTick tick) {
      return new Timing(
          metric,
          scope,
          tick.count(),
          tick.errors(),
          tick.sumMicros(),
          tick.maxMicros(),
          tick.latencies());
    }
  }

  /** A value that goes up and down, as it was at the end of the interval. */
  record Gauge(String metric, String scope, double value) implements Series {}

  /**
   * Something that was counted.
   *
   * @param amount what was added within the interval, not the total: a restart is then no reset
   */
  record Count(String metric, String scope, double amount) implements Series {}
}
