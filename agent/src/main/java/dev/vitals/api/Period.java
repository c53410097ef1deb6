package dev.vitals.api;

import dev.vitals.report.ReportTerms;

/**
 * What a report is about.
 *
 * @param text as it was asked for, such as {@code 24h}
 * @param toEpochMillis the first moment that is outside
 */
record Period(String text, long fromEpochMillis, long toEpochMillis) {
  private static final String USUAL = "24h";

  /** The one that ends now. */
  static Period of(Parameters parameters, long epochMillis) {
    String text = parameters.isGiven("period") ? parameters.text("period") : USUAL;
    long millis = ReportTerms.periodMillis(text);
    if (millis < 0) {
      throw WrongQuestion.unclear("period is " + ReportTerms.PERIODS);
    }
    // Only digits and a letter come so far.
    return new Period(text, Math.max(0, epochMillis - millis), epochMillis);
  }
}
