package dev.vitals.judge;

/**
 * What a number usually is at some time.
 *
 * @param middle NaN where too little is known
 * @param spread one standard deviation of single values
 * @param lowest nothing above it is unusually low
 * @param highest nothing below it is unusually high
 */
record Usual(double middle, double spread, double lowest, double highest) {
  static final Usual UNKNOWN = new Usual(Double.NaN, Double.NaN);

  /** Where nothing but the spread counts. */
  Usual(double middle, double spread) {
    this(middle, spread, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  /** The value from which on it is unusual. */
  double limit(Comparison comparison, double deviations) {
    return comparison == Comparison.ABOVE
        ? Math.max(middle + deviations * spread, highest)
        : Math.min(middle - deviations * spread, lowest);
  }
}
