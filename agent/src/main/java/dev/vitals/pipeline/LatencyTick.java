package dev.vitals.pipeline;

/**
 * What one operation did within one tick. Immutable.
 *
 * @param maxMicros within two significant digits
 */
public record LatencyTick(
    long count, long errors, long sumMicros, long maxMicros, Latencies latencies) {

  /** Is shown the newest tick of every operation that was called in it. */
  public interface Reader {
    /**
     * @param scope the route or statement; empty for all together
     */
    void tick(String scope, LatencyTick tick);
  }
}
