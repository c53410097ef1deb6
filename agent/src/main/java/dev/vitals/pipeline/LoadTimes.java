package dev.vitals.pipeline;

import dev.vitals.exporter.prometheus.Buckets;

/** The buckets of load times. */
final class LoadTimes {
  static final double[] BOUNDS = Buckets.CACHE;
  static final int BUCKETS = BOUNDS.length + 1;

  private static final long[] BOUNDS_NANOS = new long[BOUNDS.length];

  static {
    for (int index = 0; index < BOUNDS.length; index++) {
      BOUNDS_NANOS[index] = Math.round(BOUNDS[index] * 1e9);
    }
  }

  private LoadTimes() {}

  static int bucket(long nanos) {
    int index = 0;
    while (index < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[index]) {
      index++;
    }
    return index;
  }
}
