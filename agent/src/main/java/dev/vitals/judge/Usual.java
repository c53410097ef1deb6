package dev.vitals.judge;

/**
 * What a number usually is at some time.
 *
 * @param middle NaN where too little is known
 * @param spread one standard deviation of single values
 */
record Usual(double middle, double spread) {
  static final Usual UNKNOWN = new Usual(Double.NaN, Double.NaN);

  /** The value from which on it is unusual. */
  double limit(Comparison comparison, double deviations) {
    return comparison == Comparison.ABOVE
        ? middle + deviations * spread
        : middle - deviations * spread;
  }
}
