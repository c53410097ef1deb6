package dev.vitals.history;

import dev.vitals.pipeline.LatencySum;

/**
 * One series in one step of a query. Times are seconds; NaN is what the series does not have.
 *
 * @param coveredMillis how much of the step was measured; less after a start or while it runs
 * @param count calls of a timing, samples of a gauge, or what was counted
 * @param rate calls, or what was counted, per measured second
 * @param mean of the calls or the samples
 * @param measured the calls whose time is in the percentiles; fewer than counted where the series
 *     was not always among the largest
 */
public record Point(
    long startMillis,
    long lengthMillis,
    long coveredMillis,
    long count,
    long errors,
    double rate,
    double mean,
    double p50,
    double p95,
    double p99,
    double max,
    long measured) {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double MICROS_PER_SECOND = 1e6;

  /**
   * @param sum null where the series did nothing
   * @param scratch is cleared before it is used
   */
  static Point of(
      Kind kind,
      Sum sum,
      long startMillis,
      long lengthMillis,
      long coveredMillis,
      LatencySum scratch) {
    double seconds = coveredMillis / MILLIS_PER_SECOND;
    Sum known = sum == null ? new Sum() : sum;
    known.addTo(scratch);
    boolean isTiming = kind == Kind.TIMING;
    boolean isGauge = kind == Kind.GAUGE;
    double unit = isTiming ? MICROS_PER_SECOND : 1;
    return new Point(
        startMillis,
        lengthMillis,
        coveredMillis,
        kind == Kind.COUNT ? Math.round(known.sum) : known.count,
        known.errors,
        isGauge ? Double.NaN : (isTiming ? known.count : known.sum) / seconds,
        known.count == 0 ? Double.NaN : known.sum / known.count / unit,
        scratch.percentileMicros(50) / unit,
        scratch.percentileMicros(95) / unit,
        scratch.percentileMicros(99) / unit,
        known.count == 0 ? Double.NaN : known.max / unit,
        scratch.count());
  }
}
