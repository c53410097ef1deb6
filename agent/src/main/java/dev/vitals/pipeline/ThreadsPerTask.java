package dev.vitals.pipeline;

import java.util.concurrent.atomic.LongAdder;

/**
 * Threads that were started for one task each. Such executors come and go with requests, so that
 * none of them is known by itself.
 *
 * <p><i>Threads:</i> any may count; {@link #alive} is the aggregator's.
 */
final class ThreadsPerTask {
  private final LongAdder starting = new LongAdder();
  private final LongAdder ended = new LongAdder();

  /** Threads that ended and were started before the agent came, as far as that shows. */
  private long older;

  void starting() {
    starting.increment();
  }

  void ended() {
    ended.increment();
  }

  /** Tasks that ended. */
  long completed() {
    return ended.sum();
  }

  boolean isUsed() {
    return starting.sum() + ended.sum() > 0L;
  }

  /** Threads there are now; too few while some of those still run that are older than the agent. */
  long alive() {
    long gone = ended.sum();
    long came = starting.sum();
    older = Math.max(older, gone - came);
    return came + older - gone;
  }
}
