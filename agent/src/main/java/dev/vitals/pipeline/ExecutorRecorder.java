package dev.vitals.pipeline;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what woven executors report, on the threads that use them and on their own.
 *
 * <p>When a task began stands in the thread's frame until it ends, and outlives the request that it
 * may serve. Hooks that call those they override report twice: the last beginning and the first end
 * count.
 *
 * <p><i>Threads:</i> any; no lock, and nothing is asked of an executor. <i>Cost:</i> two looks at
 * the clock for each task, three where its wait is watched; allocates only for a new executor and
 * for tasks that are watched.
 */
public final class ExecutorRecorder {
  static final int EXECUTORS = 4_096;

  private static final int TASK = Kind.EXECUTOR_CREATED >> Kind.GROUP_SHIFT;

  /** Stands in the frame where a task has ended; a beginning is odd. */
  private static final long ENDED = 2L;

  private final int session;
  private final WeakIdentityMap<ExecutorCounts> executors = new WeakIdentityMap<>(4 * EXECUTORS);
  private final TaskWaits waits = new TaskWaits();
  private final AtomicInteger used = new AtomicInteger();
  private final LongAdder refused = new LongAdder();
  private final ThreadsPerTask threadsPerTask = new ThreadsPerTask();

  public ExecutorRecorder(int session) {
    this.session = session;
  }

  static boolean records(int kind) {
    return kind >>> Kind.GROUP_SHIFT == TASK;
  }

  /** Every executor that is still there. */
  WeakIdentityMap<ExecutorCounts> executors() {
    return executors;
  }

  TaskWaits waits() {
    return waits;
  }

  /** Uses of executors that were not taken in. */
  long refused() {
    return refused.sum() + executors.refused();
  }

  /** A collected executor frees its place for another. */
  void release() {
    used.decrementAndGet();
  }

  /**
   * Counts.
   *
   * @param argument the task; of a new executor what makes its threads
   * @param result what was thrown
   */
  void note(int kind, Object executor, Object argument, Object result, long amount) {
    switch (kind) {
      case Kind.EXECUTOR_CREATED -> {
        if (!frame().muted && executors.get(executor) == null) {
          add(executor, argument);
        }
      }
      case Kind.EXECUTOR_SUBMITTED -> {
        ExecutorCounts counts = of(executor);
        if (counts != null && argument != null && counts.watches()) {
          waits.given(counts, argument);
        }
      }
      case Kind.EXECUTOR_STARTING -> starting(executor, argument, amount != 0L);
      case Kind.EXECUTOR_ENDED -> ended(executor, argument, result, amount != 0L);
      case Kind.EXECUTOR_REJECTED -> rejected(executor, argument);
      case Kind.EXECUTOR_REFUSED -> {
        if (result instanceof RejectedExecutionException) {
          refused(executor, argument, amount);
        }
      }
      case Kind.EXECUTOR_THREAD_STARTING -> threadsPerTask.starting();
      case Kind.EXECUTOR_THREAD_ENDED -> threadsPerTask.ended();
      default -> {}
    }
  }

  /** All executors that start a thread for each task. */
  ThreadsPerTask threadsPerTask() {
    return threadsPerTask;
  }

  /** An executor that was found by one of its threads and not seen to be built. */
  void found(Object executor, Thread thread) {
    if (executors.get(executor) == null) {
      add(executor, thread);
    }
  }

  /** What must outlive the end of a request in the frame of its thread. */
  static long task(Frame frame) {
    return frame.scratch(TASK);
  }

  static void task(Frame frame, long task) {
    frame.scratch(TASK, task);
  }

  private void starting(Object executor, Object task, boolean timed) {
    Frame frame = frame();
    ExecutorCounts counts = frame.muted ? null : of(executor);
    if (counts == null) {
      return;
    }
    long nowNanos = System.nanoTime();
    if ((frame.scratch(TASK) & 1L) == 0L) {
      long waitedNanos = waits.until(nowNanos, counts, task);
      if (waitedNanos != TaskWaits.UNKNOWN) {
        counts.waits.add(frame.number, waitedNanos);
      }
      if (timed && counts.threadName == null) {
        counts.threadName = Thread.currentThread().getName();
      }
    }
    frame.scratch(TASK, nowNanos | 1L);
  }

  private void ended(Object executor, Object task, Object thrown, boolean timed) {
    Frame frame = frame();
    long began = frame.scratch(TASK);
    if (frame.muted || began == ENDED) {
      return;
    }
    frame.scratch(TASK, ENDED);
    ExecutorCounts counts = of(executor);
    if (counts == null) {
      return;
    }
    if (timed && began != 0L) {
      counts.runs.add(frame.number, Math.max(0L, System.nanoTime() - began));
    } else {
      counts.untimed.increment();
    }
    if (TaskOutcome.isFailure(task, thrown)) {
      counts.failed.increment();
    }
  }

  private ExecutorCounts rejected(Object executor, Object task) {
    ExecutorCounts counts = of(executor);
    if (counts != null) {
      counts.rejected.increment();
      waits.forget(task);
    }
    return counts;
  }

  /** The giver of the task gets an exception. */
  private void refused(Object executor, Object task, long control) {
    ExecutorCounts counts = null;
    if (!(executor instanceof ThreadPoolExecutor)) {
      counts = rejected(executor, task);
    } else if (control < 0L) {
      // That it was rejected was told before; one that is shut down refuses what it should.
      counts = of(executor);
    }
    if (counts != null) {
      counts.refused.increment();
    }
  }

  /** The counts of an executor; null when there are too many, or it is ours. */
  private ExecutorCounts of(Object executor) {
    ExecutorCounts counts = executors.get(executor);
    return counts != null || frame().muted ? counts : add(executor, null);
  }

  private ExecutorCounts add(Object executor, Object threads) {
    if (used.incrementAndGet() > EXECUTORS) {
      used.decrementAndGet();
      refused.increment();
      return null;
    }
    ExecutorCounts added = new ExecutorCounts(ExecutorNames.place(threads));
    ExecutorCounts present = executors.putIfAbsent(executor, added);
    if (present == null && executors.get(executor) == added) {
      return added;
    }
    used.decrementAndGet();
    return present;
  }

  private Frame frame() {
    Frame frame = Frame.current();
    if (frame.session != session) {
      frame.begin(session);
    }
    return frame;
  }
}
