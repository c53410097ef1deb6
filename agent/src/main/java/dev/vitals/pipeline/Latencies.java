package dev.vitals.pipeline;

import org.HdrHistogram.AbstractHistogram;

/**
 * How long a number of calls took, as a histogram that nobody changes any more.
 *
 * <p><i>Threads:</i> any.
 */
public final class Latencies {
  private final AbstractHistogram finished;

  Latencies(AbstractHistogram finished) {
    this.finished = finished;
  }

  /**
   * Its filled buckets as {@link LatencySum#add} reads them. <i>Cost:</i> looks at every bucket up
   * to the longest call, some ten microseconds.
   */
  public byte[] encoded() {
    return LatencyBuckets.encode(finished);
  }
}
