package dev.vitals.pipeline;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Asks an executor how it stands, without its locks.
 *
 * <p><i>Threads:</i> the aggregator alone. <i>Errors:</i> what an executor does not say stays
 * unknown. <i>Cost:</i> reflection, with every snapshot.
 */
final class ExecutorReader {
  private static final String TOMCAT = "org.apache.tomcat.util.threads.ThreadPoolExecutor";
  private static final String JETTY = "org.eclipse.jetty.util.thread.QueuedThreadPool";

  private ExecutorReader() {}

  static ExecutorReading read(Object executor) {
    ExecutorReading reading = new ExecutorReading();
    try {
      if (executor instanceof ForkJoinPool pool) {
        readForkJoin(pool, reading);
      } else if (executor instanceof ThreadPoolExecutor) {
        ThreadPoolReader.read(ThreadPoolExecutor.class, executor, reading);
      } else {
        readContainer(executor, reading);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
      return reading;
    }
    return reading;
  }

  /** None of these takes a lock. */
  private static void readForkJoin(ForkJoinPool pool, ExecutorReading into)
      throws ReflectiveOperationException {
    into.terminated = pool.isTerminated();
    into.active = pool.getActiveThreadCount();
    into.size = pool.getPoolSize();
    into.max = pool.getParallelism();
    into.queued = pool.getQueuedTaskCount() + pool.getQueuedSubmissionCount();
    into.waiting = into.queued;
    into.steals = pool.getStealCount();
    Object[] queues = (Object[]) Reflection.get(ForkJoinPool.class, pool, "queues");
    for (int index = 0; queues != null && index < queues.length; index++) {
      Object queue = queues[index];
      if (queue != null
          && Reflection.get(queue.getClass(), queue, "owner") instanceof Thread owner) {
        into.threadName = owner.getName();
        return;
      }
    }
  }

  private static void readContainer(Object executor, ExecutorReading into)
      throws ReflectiveOperationException {
    Class<?> tomcat = Reflection.typeOf(executor, TOMCAT);
    Class<?> jetty = Reflection.typeOf(executor, JETTY);
    if (tomcat != null) {
      ThreadPoolReader.read(tomcat, executor, into);
    } else if (jetty != null) {
      readJetty(jetty, executor, into);
    }
  }

  /** Nor of these. */
  private static void readJetty(Class<?> type, Object pool, ExecutorReading into)
      throws ReflectiveOperationException {
    into.threadName = (String) ask(type, pool, "getName");
    into.size = (Integer) ask(type, pool, "getThreads");
    into.active = Math.max(0, (Integer) ask(type, pool, "getBusyThreads"));
    into.core = (Integer) ask(type, pool, "getMinThreads");
    into.max = (Integer) ask(type, pool, "getMaxThreads");
    into.queued = (Integer) ask(type, pool, "getQueueSize");
    into.waiting = into.queued;
    into.terminated = (Boolean) ask(type, pool, "isStopped");
  }

  private static Object ask(Class<?> type, Object pool, String getter)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    return type.getMethod(getter).invoke(pool);
  }
}
