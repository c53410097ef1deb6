package dev.vitals.pipeline;

/**
 * How a pool is now; what it does not say is {@link #UNKNOWN}.
 *
 * @param max most connections there may be
 * @param pending threads that wait for a connection
 */
record PoolReading(long used, long idle, long max, long idleMin, long idleMax, long pending) {
  static final long UNKNOWN = -1L;

  /** Of several pools with one name: the sum of those that say it. */
  PoolReading and(PoolReading other) {
    return new PoolReading(
        sum(used, other.used),
        sum(idle, other.idle),
        sum(max, other.max),
        sum(idleMin, other.idleMin),
        sum(idleMax, other.idleMax),
        sum(pending, other.pending));
  }

  private static long sum(long a, long b) {
    return a < 0L ? b : b < 0L ? a : a + b;
  }
}
