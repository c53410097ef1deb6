package dev.vitals.judge;

import java.util.Arrays;

/**
 * What is usual for one number, learned from what it was: the median and the median distance from
 * it, at this hour of the day where enough days are known, else at any. Immutable.
 *
 * <p>Both are deaf to a few wild values: a fault does not become usual within a day.
 *
 * <p><i>Threads:</i> any. <i>Cost:</i> two floats for each value that is kept, {@value #HOURS}
 * times {@value #PER_HOUR} at most.
 */
public final class Baseline {
  public static final int HOURS = 24;

  /** Values of one hour of the day that are kept: four a day for two weeks. */
  public static final int PER_HOUR = 56;

  /** Nothing learned yet. */
  public static final Baseline EMPTY =
      new Baseline(new float[HOURS][0], new float[HOURS][0], 0, Double.NaN);

  private static final int ENOUGH = 96;
  private static final int ENOUGH_OF_AN_HOUR = 12;

  /** Of a mean that forgets: half of it is from the last 34 values. */
  private static final double NEWEST_SHARE = 0.02;

  /** Of what is usual: where nothing ever changed, not everything else is unusual. */
  private static final double SMALLEST_SPREAD = 0.02;

  /** How many standard deviations from the middle of a quarter of an hour its values go. */
  private static final double REACH = 4;

  private final float[][] values;
  private final float[][] spreads;
  private final long learned;
  private final double meanError;

  private Baseline(float[][] values, float[][] spreads, long learned, double meanError) {
    this.values = values;
    this.spreads = spreads;
    this.learned = learned;
    this.meanError = meanError;
  }

  /**
   * One that was kept somewhere.
   *
   * <p><i>Errors:</i> an {@link IllegalArgumentException} for what no baseline ever was.
   *
   * @param values by hour, the oldest first
   * @param spreads of the same quarters of an hour
   */
  public static Baseline of(float[][] values, float[][] spreads, long learned, double meanError) {
    if (values.length != HOURS || spreads.length != HOURS) {
      throw new IllegalArgumentException("a day has 24 hours");
    }
    float[][] ownValues = new float[HOURS][];
    float[][] ownSpreads = new float[HOURS][];
    long kept = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      if (values[hour].length > PER_HOUR || values[hour].length != spreads[hour].length) {
        throw new IllegalArgumentException("an hour of " + values[hour].length + " values");
      }
      for (int index = 0; index < values[hour].length; index++) {
        float spread = spreads[hour][index];
        if (!isFinite(values[hour][index]) || !isFinite(spread) || spread < 0) {
          throw new IllegalArgumentException("a value that cannot be learned");
        }
      }
      ownValues[hour] = values[hour].clone();
      ownSpreads[hour] = spreads[hour].clone();
      kept += values[hour].length;
    }
    if (learned < kept || meanError < 0) {
      throw new IllegalArgumentException("less was learned than is known");
    }
    return new Baseline(ownValues, ownSpreads, learned, meanError);
  }

  /**
   * The same with one more value; the oldest of its hour is forgotten.
   *
   * @param hour of the day, from 0 to 23
   * @param value of a quarter of an hour; NaN and infinity are not learned
   * @param spread one standard deviation of single values within it
   */
  public Baseline learn(int hour, double value, double spread) {
    if (!isFinite((float) value)) {
      return this;
    }
    double expected = expected(hour);
    double error = meanError;
    if (expected > 0) {
      double newest = Math.abs(value - expected) / expected;
      error = Double.isNaN(error) ? newest : error + NEWEST_SHARE * (newest - error);
    }
    float known = isFinite((float) spread) ? (float) spread : 0;
    return new Baseline(
        with(values, hour, (float) value), with(spreads, hour, known), learned + 1, error);
  }

  /** Whether too little is known to say what is usual. */
  public boolean isLearning() {
    return learned < ENOUGH;
  }

  /** How many values were ever learned. */
  public long learned() {
    return learned;
  }

  /** What is usual at this hour; NaN while learning. */
  public double expected(int hour) {
    return isLearning() ? Double.NaN : Median.of(known(values, hour));
  }

  /**
   * The mean of how far values were from what was expected of them, as a part of that, the newest
   * counting most; NaN where nothing was expected yet, or nothing but zero.
   */
  public double meanError() {
    return meanError;
  }

  /** The values that are known of an hour of the day, the oldest first. */
  public float[] values(int hour) {
    return values[hour].clone();
  }

  /** The spread within the quarter of an hour of each value. */
  public float[] spreads(int hour) {
    return spreads[hour].clone();
  }

  /**
   * Quarters of an hour differ, and so do the values within one: both count. As long as hours are
   * not told apart, nothing is unusual that any of them was: where nights are long, the median
   * speaks of nights alone.
   */
  Usual usual(int hour) {
    if (isLearning()) {
      return Usual.UNKNOWN;
    }
    double[] known = known(values, hour);
    double middle = Median.of(known);
    double between = Median.spread(known, middle);
    double[] within = known(spreads, hour);
    double typical = Median.of(within);
    double spread = Math.sqrt(between * between + typical * typical);
    spread = Math.max(spread, SMALLEST_SPREAD * Math.abs(middle));
    if (isKnown(hour)) {
      return new Usual(middle, spread);
    }
    double lowest = middle;
    double highest = middle;
    for (int index = 0; index < known.length; index++) {
      lowest = Math.min(lowest, known[index] - REACH * within[index]);
      highest = Math.max(highest, known[index] + REACH * within[index]);
    }
    return new Usual(middle, spread, lowest, highest);
  }

  /** Whether enough is known of this hour of the day to tell it from others. */
  private boolean isKnown(int hour) {
    return values[hour].length >= ENOUGH_OF_AN_HOUR;
  }

  private double[] known(float[][] of, int hour) {
    boolean isEnough = isKnown(hour);
    int count = 0;
    for (int each = 0; each < HOURS; each++) {
      count += isEnough && each != hour ? 0 : of[each].length;
    }
    double[] known = new double[count];
    int at = 0;
    for (int each = 0; each < HOURS; each++) {
      if (!isEnough || each == hour) {
        for (float value : of[each]) {
          known[at++] = value;
        }
      }
    }
    return known;
  }

  private static float[][] with(float[][] before, int hour, float value) {
    float[][] after = before.clone();
    float[] old = before[hour];
    int kept = Math.min(old.length, PER_HOUR - 1);
    float[] longer = Arrays.copyOfRange(old, old.length - kept, old.length + 1);
    longer[kept] = value;
    after[hour] = longer;
    return after;
  }

  private static boolean isFinite(float value) {
    return Math.abs(value) <= Float.MAX_VALUE;
  }
}
