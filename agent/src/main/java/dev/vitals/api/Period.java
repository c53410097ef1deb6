package dev.vitals.api;

/**
 * What a report is about.
 *
 * @param text as it was asked for, such as {@code 24h}
 * @param toEpochMillis the first moment that is outside
 */
record Period(String text, long fromEpochMillis, long toEpochMillis) {
  private static final String USUAL = "24h";
  private static final long MINUTE_MILLIS = 60_000;
  private static final long DAY_MILLIS = 24 * 60 * MINUTE_MILLIS;

  /** The one that ends now. */
  static Period of(Parameters parameters, long epochMillis) {
    long millis =
        parameters.length(
            "period", DAY_MILLIS, "mhd", MINUTE_MILLIS, 90 * DAY_MILLIS, FinishedReport.PERIODS);
    // Only digits and a letter come so far.
    String text = parameters.isGiven("period") ? parameters.text("period") : USUAL;
    return new Period(text, Math.max(0, epochMillis - millis), epochMillis);
  }
}
