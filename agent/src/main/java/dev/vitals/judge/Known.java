package dev.vitals.judge;

/**
 * What is known of one number of one rule. Immutable.
 *
 * @param subject what it is a number of: another one is learned from the beginning
 * @param looks of the quarter of an hour that is not over
 * @param isSpoiled whether an alert was firing in it
 * @param spoiledQuarters how many were spoiled, less those since that were not
 * @param learnedAt the number of the quarter of an hour that was learned last
 * @param now what is usual at this hour
 * @param near what is usual at the hour that is next to this half of it
 */
record Known(
    String subject,
    Baseline baseline,
    Looks looks,
    boolean isSpoiled,
    int spoiledQuarters,
    long learnedAt,
    Usual now,
    Usual near) {
  private static final int QUARTERS_OF_A_DAY = 96;
  private static final long LONGEST_QUARTERS = 14 * QUARTERS_OF_A_DAY;

  /** A little that is known is kept for little longer than a day, so that others get its place. */
  private static final long QUARTERS_FOR_EACH_VALUE = 10;

  static Known of(String subject, Baseline baseline, long learnedAt) {
    return new Known(
        subject, baseline, Looks.NONE, false, 0, learnedAt, Usual.UNKNOWN, Usual.UNKNOWN);
  }

  Known seen(double value) {
    return with(baseline, looks.with(value), isSpoiled, spoiledQuarters, learnedAt);
  }

  Known spoiled() {
    return with(baseline, looks, true, spoiledQuarters, learnedAt);
  }

  /**
   * The same at the end of a quarter of an hour. What has been bad for longer than a day is how it
   * is now, and learned.
   *
   * @param fewest looks that say something about it
   */
  Known learned(int hour, int fewest, long quarter) {
    int spoiled =
        isSpoiled
            ? Math.min(spoiledQuarters + 1, 2 * QUARTERS_OF_A_DAY)
            : Math.max(spoiledQuarters - 1, 0);
    boolean isFault = isSpoiled && spoiled <= QUARTERS_OF_A_DAY;
    if (isFault || looks.count() < fewest) {
      return with(baseline, looks, isSpoiled, spoiled, learnedAt);
    }
    double[] values = looks.values();
    double middle = Median.of(values);
    Baseline wiser = baseline.learn(hour, middle, Median.spread(values, middle));
    return with(wiser, looks, isSpoiled, spoiled, quarter);
  }

  /** The same at the beginning of a quarter of an hour. */
  Known at(int hour, int nearHour) {
    return new Known(
        subject,
        baseline,
        Looks.NONE,
        false,
        spoiledQuarters,
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
    return comparison.worse(now.limit(comparison, deviations), near.limit(comparison, deviations));
  }

  private Known with(
      Baseline newBaseline,
      Looks newLooks,
      boolean newIsSpoiled,
      int newSpoiledQuarters,
      long newLearnedAt) {
    return new Known(
        subject, newBaseline, newLooks, newIsSpoiled, newSpoiledQuarters, newLearnedAt, now, near);
  }
}
