package dev.vitals.pipeline;

import dev.vitals.exporter.model.Sample;
import java.util.List;

/**
 * How long the calls of one label set took, since the start: counted in Prometheus buckets, never
 * reset.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
public final class Timing {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Buckets buckets;
  private final long[] counts;
  private long count;
  private double sumNanos;

  public Timing(Buckets buckets) {
    this.buckets = buckets;
    this.counts = new long[buckets.boundsNanos.length + 1];
  }

  public void record(long nanos) {
    counts[buckets.index(nanos)]++;
    count++;
    sumNanos += nanos;
  }

  public long count() {
    return count;
  }

  public Sample sample(List<String> labelValues) {
    return sample(labelValues, Double.NaN);
  }

  /**
   * @param recentMaximumNanos the longest call of late
   */
  Sample sample(List<String> labelValues, double recentMaximumNanos) {
    long[] cumulative = new long[buckets.boundsNanos.length];
    long below = 0;
    for (int index = 0; index < cumulative.length; index++) {
      below += counts[index];
      cumulative[index] = below;
    }
    return new Sample.Distribution(
        labelValues,
        buckets.boundsSeconds,
        cumulative,
        count,
        sumNanos / NANOS_PER_SECOND,
        recentMaximumNanos / NANOS_PER_SECOND);
  }

  /** The bounds that all label sets of a metric share. */
  public static final class Buckets {
    private final double[] boundsSeconds;
    private final long[] boundsNanos;

    // By leading zeros: bounds are rarely closer than a factor of two, so that the search begins
    // next to its end, where a search by halves would guess four branches wrong.
    private final int[] first = new int[Long.SIZE + 1];

    /**
     * @param boundsSeconds ascending upper bounds without +Inf
     */
    public Buckets(double[] boundsSeconds) {
      this.boundsSeconds = boundsSeconds.clone();
      this.boundsNanos = new long[boundsSeconds.length];
      for (int index = 0; index < boundsSeconds.length; index++) {
        boundsNanos[index] = Math.round(boundsSeconds[index] * NANOS_PER_SECOND);
      }
      for (int leadingZeros = 0; leadingZeros < first.length; leadingZeros++) {
        first[leadingZeros] = lowest(leadingZeros);
      }
    }

    /** Lines one label set has in the exposition: its buckets, +Inf, count and sum. */
    public int lines() {
      return boundsNanos.length + 3;
    }

    private int index(long nanos) {
      int index = first[Long.numberOfLeadingZeros(nanos)];
      while (index < boundsNanos.length && nanos > boundsNanos[index]) {
        index++;
      }
      return index;
    }

    /** Where a number with so many leading zeros can lie at the lowest. */
    private int lowest(int leadingZeros) {
      if (leadingZeros == 0) {
        return 0; // a negative number
      }
      long smallest = leadingZeros == Long.SIZE ? 0L : 1L << Long.SIZE - 1 - leadingZeros;
      int index = 0;
      while (index < boundsNanos.length && smallest > boundsNanos[index]) {
        index++;
      }
      return index;
    }
  }
}
