package dev.vitals.agent;

/**
 * How long the ticks in the window took together. Measured, because a tick may come late, the first
 * ones fill the window, and the time of day may jump.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
final class WindowSpan {
  private static final double NANOS_PER_SECOND = 1e9;

  private long[] endNanos;
  private long ended;

  /** The oldest tick whose end is known. */
  private long first;

  /**
   * @param ticks the longest window has
   * @param startNanos when the first tick began
   */
  WindowSpan(int ticks, long startNanos) {
    endNanos = new long[ticks + 1];
    endNanos[0] = startNanos;
  }

  /** A tick has ended. */
  void tick(long nowNanos) {
    ended++;
    endNanos[(int) (ended % endNanos.length)] = nowNanos;
  }

  /** Remembers so many ticks from now on; those before it that it knows stay. */
  void lookBack(int ticks) {
    long[] longer = new long[ticks + 1];
    for (long tick = Math.max(0L, ended - Math.min(ticks, endNanos.length - 1));
        tick <= ended;
        tick++) {
      longer[(int) (tick % longer.length)] = endNanos[(int) (tick % endNanos.length)];
    }
    first = Math.max(first, Math.max(0L, ended - Math.min(ticks, endNanos.length - 1)));
    endNanos = longer;
  }

  /**
   * Seconds from the start of the oldest finished tick in a window to the end of the newest.
   *
   * @param ticks the window has, at most as many as are remembered
   */
  double seconds(int ticks) {
    long oldest = Math.max(first, ended - ticks);
    return (endNanos[(int) (ended % endNanos.length)] - endNanos[(int) (oldest % endNanos.length)])
        / NANOS_PER_SECOND;
  }
}
