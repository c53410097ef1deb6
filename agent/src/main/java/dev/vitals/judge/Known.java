package dev.vitals.judge;

/**
 * What is known of one number of one rule. Immutable.
 *
 * @param subject what it is a number of: another one is learned from the beginning
 * @param looks of the quarter of an hour that is not over
 * @param isSpoiled whether an alert was firing in it
 * @param learnedAt the number of the quarter of an hour that was learned last
 * @param now what is usual at this hour
 * @param near what is usual at the hour that is next to this half of it
 */
record Known(
    String subject,
    Baseline baseline,
    Looks looks,
    boolean isSpoiled,
    long learnedAt,
    Usual now,
    Usual near) {
  private static final long QUARTERS_OF_A_DAY = 96;
  private static final long LONGEST_QUARTERS = 14 * QUARTERS_OF_A_DAY;

  /** A little that is known is kept for little longer than a day, so that others get its place. */
  private static final long QUARTERS_FOR_EACH_VALUE = 10;

  static Known of(String subject, Baseline baseline, long learnedAt) {
    return new Known(
        subject, baseline, Looks.NONE, false, learnedAt, Usual.UNKNOWN, Usual.UNKNOWN);
  }

  Known seen(double value) {
    return new Known(subject, baseline, looks.with(value), isSpoiled, learnedAt, now, near);
  }

  Known spoiled() {
    return new Known(subject, baseline, looks, true, learnedAt, now, near);
  }

  /**
   * The same at the end of a quarter of an hour.
   *
   * @param fewest looks that say something about it
   */
  Known learned(int hour, int fewest, long quarter) {
    if (isSpoiled || looks.count() < fewest) {
      return this;
    }
    double[] values = looks.values();
    double middle = Median.of(values);
    Baseline wiser = baseline.learn(hour, middle, Median.spread(values, middle));
    return new Known(subject, wiser, Looks.NONE, false, quarter, now, near);
  }

  /** The same at the beginning of a quarter of an hour. */
  Known at(int hour, int nearHour) {
    return new Known(
        subject,
        baseline,
        Looks.NONE,
        false,
        learnedAt,
        baseline.usual(hour),
        baseline.usual(nearHour));
  }

  /** Whether it was not seen for too long. */
  boolean isForgotten(long quarter) {
    long kept =
        Math.min(
            QUARTERS_OF_A_DAY + QUARTERS_FOR_EACH_VALUE * baseline.learned(), LONGEST_QUARTERS);
    return quarter - learnedAt > kept;
  }

  /** The laxer one of this hour and the near one: nobody comes to work at eight sharp. */
  double limit(Comparison comparison, double deviations) {
    return comparison.worse(
        now.limit(comparison, deviations), near.limit(comparison, deviations));
  }
}
