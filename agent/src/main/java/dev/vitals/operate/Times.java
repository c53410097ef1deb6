package dev.vitals.operate;

import dev.vitals.config.Quantity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Moments and spans of time as people write them. */
final class Times {
  private Times() {}

  /** As {@link #moment} reads it. */
  static String text(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  /**
   * The moment in a text.
   *
   * <p><i>Errors:</i> {@link Refused}.
   *
   * @param name what it is the moment of
   */
  static long moment(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw Refused.wrong(
          name
              + " must be a time in ISO 8601 with its offset, such as 2026-11-21T22:00:00Z or"
              + " 2026-11-21T23:00:00+01:00");
    }
  }

  /**
   * The milliseconds of a span of time.
   *
   * <p><i>Errors:</i> {@link Refused}.
   */
  static long span(String name, String text) {
    long millis = Quantity.millis(text.trim());
    if (millis <= 0) {
      throw Refused.wrong(name + " must be a number and a unit, such as 30m, 2h or 7d");
    }
    return millis;
  }
}
