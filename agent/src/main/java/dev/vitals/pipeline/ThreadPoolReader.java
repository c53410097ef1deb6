package dev.vitals.pipeline;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads a pool of the JDK's kind, or Tomcat's copy of it, from its fields. Its getters take the
 * lock that its threads need to start and to end, and an application may override them.
 *
 * <p>The set of workers is read while others change it. What comes of that is caught, and tried
 * again; it may be off by the threads that come and go in that moment.
 */
final class ThreadPoolReader {
  private static final int ATTEMPTS = 3;
  private static final int COUNT_BITS = Integer.SIZE - 3;
  private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;
  private static final int TERMINATED = 3;

  private ThreadPoolReader() {}

  /**
   * Reads.
   *
   * @param type the class that has the fields
   */
  static void read(Class<?> type, Object pool, ExecutorReading into)
      throws ReflectiveOperationException {
    int control = ((AtomicInteger) Reflection.get(type, pool, "ctl")).get();
    into.terminated = control >> COUNT_BITS == TERMINATED;
    into.size = control & COUNT_MASK;
    into.core = Reflection.getInt(type, pool, "corePoolSize");
    int max = Reflection.getInt(type, pool, "maximumPoolSize");
    into.max = max < Integer.MAX_VALUE ? max : ExecutorReading.UNLIMITED;
    if (pool instanceof ScheduledThreadPoolExecutor) {
      // Its queue has no end, so that it never starts more.
      into.max = Math.max(1L, into.core);
    }
    QueueReader.read(Reflection.get(type, pool, "workQueue"), into);
    // The queue of a scheduled one is full of what has time.
    into.waiting =
        pool instanceof ScheduledThreadPoolExecutor ? ExecutorReading.UNKNOWN : into.queued;
    Set<?> workers = (Set<?>) Reflection.get(type, pool, "workers");
    for (int attempt = 0; attempt < ATTEMPTS && into.active < 0L; attempt++) {
      try {
        countActive(workers, into);
      } catch (RuntimeException changedMeanwhile) {
        into.active = ExecutorReading.UNKNOWN;
      }
    }
  }

  private static void countActive(Set<?> workers, ExecutorReading into)
      throws ReflectiveOperationException {
    long active = 0L;
    Method isLocked = null;
    for (Object worker : workers) {
      if (isLocked == null) {
        into.threadName = nameOf((Thread) Reflection.get(worker.getClass(), worker, "thread"));
        isLocked = worker.getClass().getDeclaredMethod("isLocked");
        isLocked.setAccessible(true);
      }
      // Locked, by a field of its own, is a worker that runs a task.
      if ((Boolean) isLocked.invoke(worker)) {
        active++;
      }
    }
    into.active = active;
  }

  private static String nameOf(Thread thread) {
    return thread == null ? null : thread.getName();
  }
}
