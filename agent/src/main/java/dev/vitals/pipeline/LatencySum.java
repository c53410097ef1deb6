package dev.vitals.pipeline;

import org.HdrHistogram.Histogram;

/**
 * Latencies of many spans of time, routes or JVMs as one: their histograms are added, so that
 * percentiles are those of all the calls.
 *
 * <p><i>Threads:</i> one.
 */
public final class LatencySum {
  private final Histogram sum = new Histogram(LatencyBuckets.DIGITS);

  public LatencySum() {
    sum.setAutoResize(true);
  }

  /**
   * @param encoded what {@link Latencies#encoded} or {@link #encoded} said
   */
  public void add(byte[] encoded) {
    LatencyBuckets.decode(encoded, sum);
  }

  public long count() {
    return sum.getTotalCount();
  }

  /**
   * @param percentile 0 to 100
   * @return NaN where there was no call
   */
  public double percentileMicros(double percentile) {
    return sum.getTotalCount() == 0 ? Double.NaN : sum.getValueAtPercentile(percentile);
  }

  public byte[] encoded() {
    return LatencyBuckets.encode(sum);
  }

  public void clear() {
    sum.reset();
  }
}
