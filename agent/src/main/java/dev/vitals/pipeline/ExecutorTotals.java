package dev.vitals.pipeline;

import dev.vitals.exporter.model.Sample;
import java.util.List;

/** Sums of what executors counted. <i>Threads:</i> the aggregator alone. */
final class ExecutorTotals {
  private static final double NANOS_PER_SECOND = 1e9;

  long untimed;
  long failed;
  long rejected;
  long refused;
  long steals;
  private final long[] runs = new long[TaskTimes.BUCKETS + 1];
  private final long[] waits = new long[TaskTimes.BUCKETS + 1];

  void add(ExecutorCounts counts) {
    failed += counts.failed.sum();
    untimed += counts.untimed.sum();
    rejected += counts.rejected.sum();
    refused += counts.refused.sum();
    steals += counts.steals;
    counts.runs.addTo(runs);
    counts.waits.addTo(waits);
  }

  void add(ExecutorTotals other) {
    failed += other.failed;
    untimed += other.untimed;
    rejected += other.rejected;
    refused += other.refused;
    steals += other.steals;
    for (int index = 0; index < runs.length; index++) {
      runs[index] += other.runs[index];
      waits[index] += other.waits[index];
    }
  }

  /** Tasks that ended. */
  long completed() {
    return untimed + count(runs);
  }

  /** Whether tasks are counted there, which those of fork-join pools are not. */
  boolean countsTasks() {
    return completed() != 0L || rejected != 0L;
  }

  boolean isUsed() {
    return countsTasks() || steals != 0L;
  }

  boolean hasRuns() {
    return count(runs) != 0L;
  }

  boolean hasWaits() {
    return count(waits) != 0L;
  }

  /** Adds the waits, by bucket, the sum of their nanoseconds, and the same of the runs. */
  void addTimesTo(double[] sums) {
    for (int index = 0; index < waits.length; index++) {
      sums[index] += waits[index];
      sums[waits.length + index] += runs[index];
    }
  }

  Sample runs(List<String> labelValues) {
    return distribution(labelValues, runs);
  }

  Sample waits(List<String> labelValues) {
    return distribution(labelValues, waits);
  }

  private static long count(long[] sums) {
    long count = 0L;
    for (int index = 0; index < TaskTimes.BUCKETS; index++) {
      count += sums[index];
    }
    return count;
  }

  private static Sample distribution(List<String> labelValues, long[] sums) {
    long[] cumulative = new long[TaskTimes.BOUNDS.length];
    long below = 0L;
    for (int index = 0; index < cumulative.length; index++) {
      below += sums[index];
      cumulative[index] = below;
    }
    return new Sample.Distribution(
        labelValues,
        TaskTimes.BOUNDS,
        cumulative,
        count(sums),
        sums[TaskTimes.BUCKETS] / NANOS_PER_SECOND);
  }
}
