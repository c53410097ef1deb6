package dev.vitals.executor;

import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.asm.Advice;

/**
 * The executors of java.util.concurrent: pools of threads, scheduled ones, fork-join pools, and
 * from JDK 21 on those that start a thread for each task.
 *
 * <p>No loop of a worker is touched: what begins and ends is seen in the hooks that a pool calls
 * around each task, so that workers count that have been running since before the weaving. A task
 * is never wrapped.
 *
 * <p><i>Not covered:</i> how long the tasks of fork-join pools and of threads per task take.
 */
public final class JdkExecutorInstrumentation implements LibraryInstrumentation {
  private static final String PACKAGE = "java.util.concurrent.";
  private static final String THREAD_POOL = PACKAGE + "ThreadPoolExecutor";
  private static final String RUNNABLE = "java.lang.Runnable";
  private static final String THREAD = "java.lang.Thread";
  private static final String THROWABLE = "java.lang.Throwable";

  @Override
  public String name() {
    return "jdk-executors";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .type(THREAD_POOL)
        .constructor(
            "int",
            "int",
            "long",
            PACKAGE + "TimeUnit",
            PACKAGE + "BlockingQueue",
            PACKAGE + "ThreadFactory",
            PACKAGE + "RejectedExecutionHandler")
        .advice(PoolCreated.class)
        .method("execute", RUNNABLE)
        .advice(Submitted.class)
        .method("reject", RUNNABLE)
        .advice(Rejected.class)
        .method("beforeExecute", THREAD, RUNNABLE)
        .advice(Starting.class)
        .method("afterExecute", RUNNABLE, THROWABLE)
        .advice(Ended.class);
    // They need not call those they override.
    weaving
        .subtypesOf(THREAD_POOL)
        .method("beforeExecute", THREAD, RUNNABLE)
        .advice(Starting.class)
        .method("afterExecute", RUNNABLE, THROWABLE)
        .advice(Ended.class);
    weaving
        .type(PACKAGE + "ThreadPerTaskExecutor")
        .method("start", THREAD)
        .advice(ThreadStarting.class)
        .method("taskComplete", THREAD)
        .advice(ThreadEnded.class);
  }

  /** A pool, with what makes its threads. */
  static final class PoolCreated {
    private PoolCreated() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.This Object executor,
        @Advice.FieldValue("threadFactory") Object threads) {
      Probe.note(session, Kind.EXECUTOR_CREATED, executor, threads, null, 1L);
    }
  }

  /** An executor of a container is made. */
  static final class Created {
    private Created() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Session int session, @Advice.This Object executor) {
      Probe.note(session, Kind.EXECUTOR_CREATED, executor, null, null, 1L);
    }
  }

  static final class Submitted {
    private Submitted() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session, @Advice.This Object executor, @Advice.Argument(0) Object task) {
      Probe.note(session, Kind.EXECUTOR_SUBMITTED, executor, task, null, 1L);
    }
  }

  /** The pool has no room for a task, or is shut down; what happens to it its policy says. */
  static final class Rejected {
    private Rejected() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.This Object executor,
        @Advice.Argument(0) Object task,
        @Advice.FieldValue("ctl") AtomicInteger control,
        @Advice.Thrown Throwable thrown) {
      Probe.note(session, Kind.EXECUTOR_REFUSED, executor, task, thrown, control.get());
    }

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session, @Advice.This Object executor, @Advice.Argument(0) Object task) {
      Probe.note(session, Kind.EXECUTOR_REJECTED, executor, task, null, 1L);
    }
  }

  /** At its exit, so that what a hook of the application does is not taken for the task's. */
  static final class Starting {
    private Starting() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object executor, @Advice.Argument(1) Object task) {
      Probe.note(session, Kind.EXECUTOR_STARTING, executor, task, null, 1L);
    }
  }

  static final class Ended {
    private Ended() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session,
        @Advice.This Object executor,
        @Advice.Argument(0) Object task,
        @Advice.Argument(1) Object thrown) {
      Probe.note(session, Kind.EXECUTOR_ENDED, executor, task, thrown, 1L);
    }
  }

  /**
   * A thread is about to be started for one task. Such an executor is often built for a single
   * request: nothing is done for the executor itself.
   */
  static final class ThreadStarting {
    private ThreadStarting() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session) {
      Probe.note(session, Kind.EXECUTOR_THREAD_STARTING, null, null, null, 1L);
    }
  }

  /** It is done with it, or could not be started. */
  static final class ThreadEnded {
    private ThreadEnded() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session) {
      Probe.note(session, Kind.EXECUTOR_THREAD_ENDED, null, null, null, 1L);
    }
  }
}
