package dev.vitals.judge;

import java.util.Arrays;

/**
 * What is usual for one number, learned from what it was: the median and the median distance from
 * it, at this hour of the day where enough days are known, else at any. Immutable.
 *
 * <p>Both are deaf to a few wild values: a fault does not become usual within a day.
 *
 * <p><i>Threads:</i> any. <i>Cost:</i> a float for each value that is kept, {@value #HOURS} times
 * {@value #PER_HOUR} at most.
 */
public final class Baseline {
  /** Nothing learned yet. */
  public static final Baseline EMPTY = new Baseline(new float[0][], 0, Double.NaN);

  static final int HOURS = 24;

  /** Four values an hour for two weeks. */
  static final int PER_HOUR = 56;

  private static final int ENOUGH = 96;
  private static final int ENOUGH_OF_AN_HOUR = 12;

  /** Of a mean that forgets: half of it is from the last 34 values. */
  private static final double NEWEST_SHARE = 0.02;

  /** Makes the median distance of a normal distribution its standard deviation. */
  private static final double SCALE = 1.4826;

  private final float[][] byHour;
  private final long values;
  private final double meanError;

  private Baseline(float[][] byHour, long values, double meanError) {
    this.byHour = byHour;
    this.values = values;
    this.meanError = meanError;
  }

  /**
   * The same with one more value; the oldest of its hour is forgotten.
   *
   * @param hour of the day, from 0 to 23
   * @param value of a quarter of an hour; NaN is not learned
   */
  public Baseline learn(int hour, double value) {
    if (Double.isNaN(value)) {
      return this;
    }
    float[][] next = new float[HOURS][];
    for (int index = 0; index < HOURS; index++) {
      next[index] = byHour.length == 0 ? new float[0] : byHour[index];
    }
    float[] old = next[hour];
    int kept = Math.min(old.length, PER_HOUR - 1);
    float[] longer = Arrays.copyOfRange(old, old.length - kept, old.length + 1);
    longer[kept] = (float) value;
    next[hour] = longer;
    double expected = isLearning() ? Double.NaN : median(of(hour));
    double error = meanError;
    if (expected > 0) {
      double newest = Math.abs(value - expected) / expected;
      error = Double.isNaN(error) ? newest : error + NEWEST_SHARE * (newest - error);
    }
    return new Baseline(next, values + 1, error);
  }

  /** Whether too little is known to say what is usual. */
  public boolean isLearning() {
    return values < ENOUGH;
  }

  /** What is usual at this hour; NaN while learning. */
  public double expected(int hour) {
    return isLearning() ? Double.NaN : median(of(hour));
  }

  /**
   * The mean of how far values were from what was expected of them, as a part of that, the newest
   * days counting most; NaN where nothing was expected yet.
   */
  public double meanError() {
    return meanError;
  }

  /**
   * The value from which on it is unusual at this hour; NaN while learning.
   *
   * @param deviations how many standard deviations away
   * @param floor the limit is never stricter than this
   * @param ceiling nor laxer than this
   */
  public double limit(
      int hour, Comparison comparison, double deviations, double floor, double ceiling) {
    if (isLearning()) {
      return Double.NaN;
    }
    double[] known = of(hour);
    double middle = median(known);
    double[] distances = new double[known.length];
    for (int index = 0; index < known.length; index++) {
      distances[index] = Math.abs(known[index] - middle);
    }
    double spread = deviations * SCALE * median(distances);
    double limit = comparison == Comparison.ABOVE ? middle + spread : middle - spread;
    return comparison == Comparison.ABOVE
        ? Math.min(Math.max(limit, floor), ceiling)
        : Math.max(Math.min(limit, floor), ceiling);
  }

  private double[] of(int hour) {
    if (byHour[hour].length >= ENOUGH_OF_AN_HOUR) {
      double[] known = new double[byHour[hour].length];
      for (int index = 0; index < known.length; index++) {
        known[index] = byHour[hour][index];
      }
      return known;
    }
    int count = 0;
    for (float[] each : byHour) {
      count += each.length;
    }
    double[] known = new double[count];
    int at = 0;
    for (float[] each : byHour) {
      for (float value : each) {
        known[at++] = value;
      }
    }
    return known;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
