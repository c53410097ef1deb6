package dev.vitals.pipeline;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Finds the executors that were there before their classes were woven, by their threads: what a
 * thread runs knows its executor. One without a thread is found when it is used. Fork-join pools
 * are always found so: their classes are not woven, for every JVM loads them and few use them.
 *
 * <p>Nothing is asked of a class that the application has not used itself: the common pool takes
 * its properties when its class is initialized, and not before the application may set them.
 *
 * <p><i>Threads:</i> the aggregator. <i>Cost:</i> all threads are listed. <i>Errors:</i> what
 * cannot be read is not found.
 */
public final class ExecutorDiscovery {
  private static final String JDK_WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";
  private static final String TOMCAT = "org.apache.tomcat.util.threads.";
  private static final String JETTY_WORKER =
      "org.eclipse.jetty.util.thread.QueuedThreadPool$Runner";

  private final ExecutorRecorder recorder;
  private final boolean jdk;
  private final boolean tomcat;
  private final boolean jetty;

  /** Each where it is switched on. */
  public ExecutorDiscovery(ExecutorRecorder recorder, boolean jdk, boolean tomcat, boolean jetty) {
    this.recorder = recorder;
    this.jdk = jdk;
    this.tomcat = tomcat;
    this.jetty = jetty;
  }

  void discover() {
    for (Thread thread : threads()) {
      if (thread == null || thread.getName().startsWith("vitals-")) {
        continue;
      }
      Object executor = null;
      try {
        executor = executorOf(thread);
      } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
        continue;
      }
      if (executor != null) {
        recorder.found(executor, thread);
      }
    }
  }

  /** Finds those of new fork-join pools. */
  void discoverForkJoin() {
    if (!jdk) {
      return;
    }
    for (Thread thread : threads()) {
      if (thread instanceof ForkJoinWorkerThread worker && worker.getPool() != null) {
        recorder.found(worker.getPool(), worker);
      }
    }
  }

  private Object executorOf(Thread thread) throws ReflectiveOperationException {
    if (thread instanceof ForkJoinWorkerThread worker) {
      ForkJoinPool pool = worker.getPool();
      return jdk ? pool : null;
    }
    Object runs = taskOf(thread);
    if (runs != null && runs.getClass().getName().equals(TOMCAT + "TaskThread$WrappingRunnable")) {
      runs = Reflection.get(runs.getClass(), runs, "wrappedRunnable");
    }
    if (runs == null) {
      return null;
    }
    boolean wanted =
        switch (runs.getClass().getName()) {
          case JDK_WORKER -> jdk;
          case TOMCAT + "ThreadPoolExecutor$Worker" -> tomcat;
          case JETTY_WORKER -> jetty;
          default -> false;
        };
    return wanted ? Reflection.get(runs.getClass(), runs, "this$0") : null;
  }

  /** From JDK 19 on it stands in a holder. */
  private static Object taskOf(Thread thread) throws ReflectiveOperationException {
    try {
      Object holder = Reflection.get(Thread.class, thread, "holder");
      return Reflection.get(holder.getClass(), holder, "task");
    } catch (NoSuchFieldException older) {
      return Reflection.get(Thread.class, thread, "target");
    }
  }

  private static Thread[] threads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[2 * root.activeCount() + 16];
    root.enumerate(threads, true);
    return threads;
  }
}
