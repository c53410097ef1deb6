package dev.vitals.pipeline;

/**
 * What an executor says of itself at one moment. Negative where it does not say, or has no limit.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
final class ExecutorReading {
  static final long UNKNOWN = -1L;
  static final long UNLIMITED = -2L;

  long active = UNKNOWN;
  long size = UNKNOWN;
  long core = UNKNOWN;
  long max = UNKNOWN;
  long queued = UNKNOWN;

  /** Those queued whose time has come. */
  long waiting = UNKNOWN;

  long remaining = UNKNOWN;
  long steals = UNKNOWN;

  /** Whether it will never run a task again. */
  boolean terminated;

  /** The name of one of its threads, or the one it was given itself; null where there is none. */
  String threadName;

  /**
   * Adds what another executor of the same name says. What only one says is the sum; without a
   * limit are they as soon as one is.
   */
  void add(ExecutorReading other) {
    active = sum(active, other.active);
    size = sum(size, other.size);
    core = sum(core, other.core);
    max = sum(max, other.max);
    queued = sum(queued, other.queued);
    waiting = sum(waiting, other.waiting);
    remaining = sum(remaining, other.remaining);
  }

  private static long sum(long one, long other) {
    if (one < 0L || other < 0L) {
      return one == UNLIMITED || other == UNLIMITED ? UNLIMITED : Math.max(one, other);
    }
    return one + other;
  }
}
