package dev.vitals.judge;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number as a person would write it: 1, 1.1 to 1.9, 2, 2.5, 3, 3.5 to 9.5, and ten or a tenth of
 * them. Of a share above a half it is what is missing to 1 that is such a number, as in 85 % or
 * 99.5 %, in steps of a tenth of a percent at least.
 */
final class WrittenLimit {
  private static final double HALF = 0.5;
  private static final BigDecimal FINEST_REST = new BigDecimal("0.001");

  private WrittenLimit() {}

  /**
   * The nearest such number that a value is not beyond.
   *
   * @param value 0 or more
   * @param isShare whether nothing can be above 1
   */
  static double holding(double value, Comparison comparison, boolean isShare) {
    boolean isUp = comparison == Comparison.ABOVE;
    BigDecimal exact = BigDecimal.valueOf(value);
    if (isShare && value > HALF && value < 1) {
      BigDecimal rest = BigDecimal.ONE.subtract(exact);
      return BigDecimal.ONE.subtract(rounded(rest, !isUp, FINEST_REST)).doubleValue();
    }
    return rounded(exact, isUp, BigDecimal.ZERO).doubleValue();
  }

  private static BigDecimal rounded(BigDecimal value, boolean isUp, BigDecimal finest) {
    if (value.signum() == 0) {
      return value;
    }
    BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(value.precision() - value.scale() - 1);
    boolean isLow = value.compareTo(unit.multiply(BigDecimal.valueOf(2))) < 0;
    BigDecimal step = unit.multiply(new BigDecimal(isLow ? "0.1" : "0.5")).max(finest);
    BigDecimal steps = value.divide(step, 0, isUp ? RoundingMode.CEILING : RoundingMode.FLOOR);
    return steps.multiply(step);
  }
}
