package dev.vitals.fleet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers and spans of time as Prometheus writes and reads them. */
final class Numbers {
  private static final long SECOND_MILLIS = 1_000;
  private static final long MINUTE_MILLIS = 60 * SECOND_MILLIS;
  private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;

  private Numbers() {}

  /** All digits, no exponent: what is read back is the same double. */
  static String plain(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value));
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }

  /** What Go's {@code %.4g} prints. */
  static String short4(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4, RoundingMode.HALF_EVEN));
    if (rounded.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = rounded.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    if (exponent >= -4 && exponent < 4) {
      return stripped.toPlainString();
    }
    String digits = stripped.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String size = Integer.toString(Math.abs(exponent));
    return (stripped.signum() < 0 ? "-" : "")
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (size.length() == 1 ? "0" + size : size);
  }

  /** A span of time in the largest unit that needs no fraction, such as {@code 90s}. */
  static String duration(long millis) {
    if (millis >= HOUR_MILLIS && millis % HOUR_MILLIS == 0) {
      return millis / HOUR_MILLIS + "h";
    }
    if (millis >= MINUTE_MILLIS && millis % MINUTE_MILLIS == 0) {
      return millis / MINUTE_MILLIS + "m";
    }
    if (millis % SECOND_MILLIS == 0) {
      return millis / SECOND_MILLIS + "s";
    }
    return millis + "ms";
  }

  /** Whether the last place of {@link #short4}, in plain or in percent, hangs on a hair. */
  static boolean isNearTie(double value) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal unit = exact.round(new MathContext(4, RoundingMode.DOWN)).ulp();
    double rest = exact.remainder(unit).divide(unit, MathContext.DECIMAL64).doubleValue();
    return Math.abs(rest - 0.5) < 0.01;
  }
}
