package dev.vitals.pipeline;

import dev.vitals.exporter.prometheus.Buckets;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long something took, counted on the threads that did it: spread over several places, so that
 * the workers of a busy executor do not write the same ones.
 *
 * <p><i>Threads:</i> any; no lock.
 */
final class TaskTimes {
  static final double[] BOUNDS = Buckets.POOL;
  static final int BUCKETS = BOUNDS.length + 1;

  private static final int SUM = BUCKETS;

  /** Two cache lines long, so that threads of different places hardly share one. */
  private static final int PLACE = 16;

  private static final int PLACES = 8;
  private static final long[] BOUNDS_NANOS = new long[BOUNDS.length];

  static {
    for (int index = 0; index < BOUNDS.length; index++) {
      BOUNDS_NANOS[index] = Math.round(BOUNDS[index] * 1e9);
    }
  }

  /** Null until something is counted: many an executor lives for one request. */
  private final AtomicReference<AtomicLongArray> counted = new AtomicReference<>();

  /**
   * Counts one.
   *
   * @param thread a number of the thread's
   */
  void add(int thread, long nanos) {
    AtomicLongArray cells = counted.get();
    if (cells == null) {
      counted.compareAndSet(null, new AtomicLongArray(PLACES * PLACE));
      cells = counted.get();
    }
    int place = (thread & PLACES - 1) * PLACE;
    cells.getAndIncrement(place + bucket(nanos));
    cells.getAndAdd(place + SUM, nanos);
  }

  /** Adds what was counted to so many buckets and, behind them, the sum in nanoseconds. */
  void addTo(long[] sums) {
    AtomicLongArray cells = counted.get();
    if (cells == null) {
      return;
    }
    for (int place = 0; place < PLACES * PLACE; place += PLACE) {
      for (int index = 0; index <= SUM; index++) {
        sums[index] += cells.get(place + index);
      }
    }
  }

  private static int bucket(long nanos) {
    int index = 0;
    while (index < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[index]) {
      index++;
    }
    return index;
  }
}
