package dev.vitals.api;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as documents show them; NaN stays NaN, which JSON shows as null and people as a dash. */
final class Numbers {
  private static final double MILLIS_PER_SECOND = 1e3;

  private Numbers() {}

  /** A share of 1 as percent, with one digit after the point: 1250 of 1400 are 89.3. */
  static double percent(double ratio) {
    return rounded(ratio * 100, 1);
  }

  /** The same where a thousandth of a percent matters. */
  static double finePercent(double ratio) {
    return rounded(ratio * 100, 3);
  }

  static double ms(double seconds) {
    return rounded(seconds * MILLIS_PER_SECOND, 3);
  }

  static double rounded(double value) {
    return rounded(value, 3);
  }

  /** Whole seconds. */
  static long seconds(long millis) {
    return millis / (long) MILLIS_PER_SECOND;
  }

  /** NaN where there is no whole. */
  static double ratio(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  /** For people, without a needless zero. */
  static String text(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(rounded(value)).stripTrailingZeros().toPlainString()
        : "-";
  }

  /** A number without a fraction; null where it is not known. */
  static Object whole(double value) {
    return Double.isFinite(value) ? (Object) Math.round(value) : null;
  }

  private static double rounded(double value, int digits) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue()
        : Double.NaN;
  }
}
