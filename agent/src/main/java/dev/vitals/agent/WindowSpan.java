package dev.vitals.agent;

/**
 * How long the ticks in the window took together. Measured, because a tick may come late, the first
 * ones fill the window, and the time of day may jump.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
final class WindowSpan {
  private static final double NANOS_PER_SECOND = 1e9;

  private final long[] endNanos;
  private long ended;

  /**
   * @param ticks the window is long
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

  /** Seconds from the start of the oldest finished tick in the window to the end of the newest. */
  double seconds() {
    long oldest = Math.max(0L, ended - (endNanos.length - 1));
    return (endNanos[(int) (ended % endNanos.length)] - endNanos[(int) (oldest % endNanos.length)])
        / NANOS_PER_SECOND;
  }
}
