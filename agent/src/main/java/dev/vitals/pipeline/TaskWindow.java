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

  /** So many buckets, and the sum of the nanoseconds behind them: of waits, then of runs. */
  private static final int TIMES = TaskTimes.BUCKETS + 1;

  private static final int WAITS = 0;
  private static final int RUNS = TIMES;
  private static final int COMPLETED = 2 * TIMES;
  private static final int REFUSED = COMPLETED + 1;
  private static final int FAILED = COMPLETED + 2;
  private static final int SUMS = COMPLETED + 3;

  private final SumsByTick sums;

  TaskWindow(Lookback lookback) {
    sums = new SumsByTick(SUMS, lookback);
  }

  /** Ends a tick. */
  void tick(ExecutorTotals totals) {
    Arrays.fill(sums.now, 0);
    totals.addTimesTo(sums.now);
    sums.now[COMPLETED] = totals.completed();
    sums.now[REFUSED] = totals.refused;
    sums.now[FAILED] = totals.failed;
    sums.tick();
  }

  void lookBack(Lookback lookback) {
    sums.lookBack(lookback);
  }

  /** Tasks that ended or were refused, which is an error; null where there was none. */
  OperationWindow tasks(String scope, int length, double windowSeconds) {
    long refused = within(REFUSED, length);
    long count = refused + within(COMPLETED, length);
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

  /**
   * Tasks that ended, those that failed among them, and how long they took; null where that is not
   * known of any.
   */
  OperationWindow runs(String scope, int length, double windowSeconds) {
    long ended = within(COMPLETED, length);
    long failed = Math.min(ended, within(FAILED, length));
    double[] counts = counts(RUNS, length);
    return times(
        OperationWindow.Kind.EXECUTOR_RUN,
        scope,
        length,
        windowSeconds,
        RUNS,
        counts,
        ended,
        failed);
  }

  /** How long tasks waited for a thread; null where none is known. */
  OperationWindow waits(String scope, int length, double windowSeconds) {
    double[] counts = counts(WAITS, length);
    long count = Math.round(sum(counts));
    return times(
        OperationWindow.Kind.EXECUTOR_WAIT, scope, length, windowSeconds, WAITS, counts, count, 0L);
  }

  private long within(int sum, int length) {
    return Math.max(0L, Math.round(sums.within(sum, length)));
  }

  private double[] counts(int from, int length) {
    double[] counts = new double[TaskTimes.BUCKETS];
    for (int bucket = 0; bucket < counts.length; bucket++) {
      counts[bucket] = Math.max(0, sums.within(from + bucket, length));
    }
    return counts;
  }

  /**
   * @param from where these times stand in the sums
   */
  private OperationWindow times(
      OperationWindow.Kind kind,
      String scope,
      int length,
      double windowSeconds,
      int from,
      double[] counts,
      long count,
      long errors) {
    double timed = sum(counts);
    return timed == 0
        ? null
        : new OperationWindow(
            kind,
            scope,
            windowSeconds,
            count,
            errors,
            seconds(counts, 0.5 * timed),
            seconds(counts, 0.9 * timed),
            seconds(counts, 0.95 * timed),
            seconds(counts, 0.99 * timed),
            seconds(counts, 0.999 * timed),
            sums.within(from + TaskTimes.BUCKETS, length) / timed / NANOS_PER_SECOND,
            seconds(counts, 0),
            seconds(counts, timed));
  }

  private static double sum(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    return sum;
  }

  /** The time below which so many were. */
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
