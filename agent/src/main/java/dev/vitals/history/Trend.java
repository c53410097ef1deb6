package dev.vitals.history;

import dev.vitals.judge.Median;

/**
 * Which way a series went over a period, on the whole: the median of the slopes between all its
 * points, which a few wild ones do not turn.
 *
 * @param statistic what of the series: its mean, its 95th percentile in seconds, its rate
 * @param from where the line begins
 * @param to where it ends
 */
public record Trend(
    String metric, String scope, String statistic, double from, double to, double perHour) {
  static final int FEWEST = 12;
  static final int MOST = 200;

  /** Less is what comes of chance, or of points that hang together. */
  private static final double FEWEST_DEVIATIONS = 4;

  /** Less is not worth a word. */
  private static final double LEAST_CHANGE = 0.1;

  /**
   * The trend; null where there are too few points, or nothing to speak of.
   *
   * @param hours increasing, at most {@value #MOST}
   * @param values at these times, none of them NaN
   */
  static Trend of(String metric, String scope, String statistic, double[] hours, double[] values) {
    int count = values.length;
    if (count < FEWEST || !isOneWay(values)) {
      return null;
    }
    double[] slopes = new double[count * (count - 1) / 2];
    int next = 0;
    for (int later = 1; later < count; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        slopes[next++] = (values[later] - values[earlier]) / (hours[later] - hours[earlier]);
      }
    }
    double perHour = Median.of(slopes);
    double[] levels = new double[count];
    for (int index = 0; index < count; index++) {
      levels[index] = values[index] - perHour * hours[index];
    }
    double level = Median.of(levels);
    double from = level + perHour * hours[0];
    double to = level + perHour * hours[count - 1];
    boolean isLarge = Math.abs(to - from) >= LEAST_CHANGE * Math.max(Math.abs(from), Math.abs(to));
    return perHour != 0 && isLarge ? new Trend(metric, scope, statistic, from, to, perHour) : null;
  }

  /** How long until a share is 1 if it goes on like that; NaN where it does not rise. */
  public double hoursToFull() {
    return perHour > 0 ? Math.max(0, 1 - to) / perHour : Double.NaN;
  }

  /**
   * The test of Mann and Kendall: whether later points are above, or below, more than by chance.
   */
  private static boolean isOneWay(double[] values) {
    double count = values.length;
    double above = 0;
    for (int later = 1; later < values.length; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        above += Math.signum(values[later] - values[earlier]);
      }
    }
    double spread = Math.sqrt(count * (count - 1) * (2 * count + 5) / 18);
    return Math.abs(above) >= FEWEST_DEVIATIONS * spread;
  }
}
