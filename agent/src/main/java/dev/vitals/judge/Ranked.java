package dev.vitals.judge;

import java.util.Arrays;

/** Values in a row from the best to the worst, where a rule says on which side it is bad to be. */
public final class Ranked {
  private Ranked() {}

  /**
   * The mildest of the values that this share of all is not worse than; NaN where there are none.
   *
   * @param values in any order, none of them NaN
   * @param share more than 0, at most 1
   */
  public static double at(double share, double[] values, Comparison comparison) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int place = Math.max(1, (int) Math.ceil(share * sorted.length));
    return comparison == Comparison.ABOVE ? sorted[place - 1] : sorted[sorted.length - place];
  }
}
