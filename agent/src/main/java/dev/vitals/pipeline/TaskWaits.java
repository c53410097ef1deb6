package dev.vitals.pipeline;

import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * Knows when tasks were given to their executors; keeps none of them alive, and wraps none. A task
 * object that is queued several times at once is watched once.
 *
 * <p><i>Threads:</i> any; no lock. <i>Cost:</i> allocates for each task it watches.
 */
final class TaskWaits {
  static final int TASKS = 16_384;
  static final long UNKNOWN = -1L;

  /** The only scheduled task that is surely not of the application's making. */
  private static final String SCHEDULED =
      "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask";

  private final WeakIdentityMap<Watch> watches = new WeakIdentityMap<>(TASKS);

  /** The task is about to be queued. */
  void given(ExecutorCounts counts, Object task) {
    Watch watch = new Watch(counts, System.nanoTime());
    counts.watched.incrementAndGet();
    if (watches.putIfAbsent(task, watch) != null) {
      counts.watched.decrementAndGet();
    }
  }

  /** The task will not run. */
  void forget(Object task) {
    Watch watch = task == null ? null : watches.remove(task);
    if (watch != null) {
      watch.counts.watched.decrementAndGet();
    }
  }

  /** How long the task that begins now has waited, since its time if it was scheduled. */
  long until(long nowNanos, ExecutorCounts counts, Object task) {
    if (task instanceof Delayed delayed && task.getClass().getName().equals(SCHEDULED)) {
      return Math.max(0L, -delayed.getDelay(TimeUnit.NANOSECONDS));
    }
    if (task == null || counts.watched.get() <= 0) {
      return UNKNOWN;
    }
    Watch watch = watches.remove(task);
    if (watch == null) {
      return UNKNOWN;
    }
    watch.counts.watched.decrementAndGet();
    return watch.counts == counts ? Math.max(0L, nowNanos - watch.givenNanos) : UNKNOWN;
  }

  /** Lets go of tasks that are gone without having run, and counts anew how many there are. */
  void expunge(Iterable<ExecutorCounts> executors) {
    watches.expunge(watch -> {});
    for (ExecutorCounts counts : executors) {
      counts.watched.set(0);
    }
    watches.forEach((task, watch) -> watch.counts.watched.incrementAndGet());
  }

  int size() {
    return watches.size();
  }

  private record Watch(ExecutorCounts counts, long givenNanos) {}
}
