package dev.vitals.pipeline;

import dev.vitals.exporter.model.OperationWindow;
import java.util.Arrays;

/**
 * What became of the tasks of an executor within the last few ticks. Percentiles are as exact as
 * the buckets that threads count in: in a straight line from one bound to the next.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
final class TaskWindow {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int WAIT_NANOS = TaskTimes.BUCKETS;
  private static final int COMPLETED = TaskTimes.BUCKETS + 1;
  private static final int REFUSED = TaskTimes.BUCKETS + 2;
  private static final int SUMS = TaskTimes.BUCKETS + 3;

  private final SumsByTick sums;

  TaskWindow(Lookback lookback) {
    sums = new SumsByTick(SUMS, lookback);
  }

  /** Ends a tick. */
  void tick(ExecutorTotals totals) {
    Arrays.fill(sums.now, 0);
    totals.addWaitsTo(sums.now);
    sums.now[COMPLETED] = totals.completed();
    sums.now[REFUSED] = totals.refused;
    sums.tick();
  }

  void lookBack(Lookback lookback) {
    sums.lookBack(lookback);
  }

  /** Tasks that ended or were refused, which is an error; null where there was none. */
  OperationWindow tasks(String scope, int length, double windowSeconds) {
    long refused = Math.max(0L, Math.round(sums.within(REFUSED, length)));
    long count = refused + Math.max(0L, Math.round(sums.within(COMPLETED, length)));
    double none = Double.NaN;
    return count == 0L
        ? null
        : new OperationWindow(
            OperationWindow.Kind.EXECUTOR_TASK,
            scope,
            windowSeconds,
            count,
            refused,
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            none);
  }

  /** How long tasks waited for a thread; null where none is known. */
  OperationWindow waits(String scope, int length, double windowSeconds) {
    double[] counts = new double[TaskTimes.BUCKETS];
    double count = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      counts[bucket] = Math.max(0, sums.within(bucket, length));
      count += counts[bucket];
    }
    return count == 0
        ? null
        : new OperationWindow(
            OperationWindow.Kind.EXECUTOR_WAIT,
            scope,
            windowSeconds,
            Math.round(count),
            0L,
            seconds(counts, 0.5 * count),
            seconds(counts, 0.9 * count),
            seconds(counts, 0.95 * count),
            seconds(counts, 0.99 * count),
            seconds(counts, 0.999 * count),
            sums.within(WAIT_NANOS, length) / count / NANOS_PER_SECOND,
            seconds(counts, 0),
            seconds(counts, count));
  }

  /** The wait below which so many were. */
  private static double seconds(double[] counts, double rank) {
    double below = 0;
    for (int bucket = 0; bucket < TaskTimes.BOUNDS.length; bucket++) {
      if (counts[bucket] > 0 && below + counts[bucket] >= rank) {
        double from = bucket == 0 ? 0 : TaskTimes.BOUNDS[bucket - 1];
        double part = (rank - below) / counts[bucket];
        return from + part * (TaskTimes.BOUNDS[bucket] - from);
      }
      below += counts[bucket];
    }
    return TaskTimes.BOUNDS[TaskTimes.BOUNDS.length - 1];
  }
}
