package dev.vitals.pipeline;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happened in one executor since it was first seen. Never refers to the executor.
 *
 * <p><i>Threads:</i> any may add; name, gauges and sampling are the aggregator's.
 */
final class ExecutorCounts {
  /** Tasks whose wait is watched at once. */
  static final int WATCHED = 256;

  final TaskTimes runs = new TaskTimes();
  final TaskTimes waits = new TaskTimes();

  /** Tasks that ended, and how long they took is not known or means nothing. */
  final LongAdder untimed = new LongAdder();

  /** Tasks that ended with an exception; counted after the end itself, so never more of them. */
  final LongAdder failed = new LongAdder();

  final LongAdder rejected = new LongAdder();

  /** Those of them whose giver got an exception. */
  final LongAdder refused = new LongAdder();

  /** How many of its queued tasks are watched; set right at each tick. */
  final AtomicInteger watched = new AtomicInteger();

  /** Where it was built, if that is needed to call it something; null where it is not known. */
  final String builtAt;

  /** What its first thread was called when it began its first task. */
  volatile String threadName;

  /** The label; null until something tells it. */
  String name;

  /** Tasks that had ended at the last tick. */
  long endedAtTick;

  /** The last number of active threads that could be read. */
  long active;

  /** Tasks of a fork-join pool that a thread took from another, when it was last asked. */
  long steals;

  /** One less than a power of two: of so many tasks and one more, one is watched. */
  private volatile int sampling;

  ExecutorCounts(String builtAt) {
    this.builtAt = builtAt;
  }

  /** Whether this task is to be watched while it waits. */
  boolean watches() {
    int one = sampling;
    return watched.get() < WATCHED
        && (one == 0 || (ThreadLocalRandom.current().nextInt() & one) == 0);
  }

  /** Watches about so many of the tasks to come, where as many come as within the last tick. */
  void sample(long tasksPerTick, long watchedPerTick) {
    long one = Long.highestOneBit(Math.max(1L, tasksPerTick / Math.max(1L, watchedPerTick)));
    sampling = (int) Math.min(1L << 20, one) - 1;
  }
}
