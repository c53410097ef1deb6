package dev.vitals.benchmarks.overhead;

import java.util.Arrays;
import java.util.Random;

/** A median and between which values 95 of 100 medians of resampled values lie. */
record Interval(double median, double low, double high, int count) {
  private static final int RESAMPLES = 5_000;

  static Interval of(double[] values) {
    if (values.length == 0) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN, 0);
    }
    Random random = new Random(values.length);
    double[] medians = new double[RESAMPLES];
    double[] resample = new double[values.length];
    for (int index = 0; index < RESAMPLES; index++) {
      for (int pick = 0; pick < resample.length; pick++) {
        resample[pick] = values[random.nextInt(values.length)];
      }
      medians[index] = median(resample);
    }
    Arrays.sort(medians);
    return new Interval(
        median(values),
        medians[(int) (RESAMPLES * 0.025)],
        medians[(int) (RESAMPLES * 0.975)],
        values.length);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
