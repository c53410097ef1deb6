package dev.vitals.judge;

import java.util.Arrays;

/** What is in the middle of some values, and how far they are from it: deaf to a few wild ones. */
public final class Median {
  /** Makes the median distance of a normal distribution its standard deviation. */
  private static final double SCALE = 1.4826;

  private Median() {}

  /**
   * @param values one at least, none of them NaN
   */
  public static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The standard deviation, were the values a normal distribution. */
  public static double spread(double[] values, double middle) {
    double[] distances = new double[values.length];
    for (int index = 0; index < values.length; index++) {
      distances[index] = Math.abs(values[index] - middle);
    }
    return SCALE * of(distances);
  }
}
