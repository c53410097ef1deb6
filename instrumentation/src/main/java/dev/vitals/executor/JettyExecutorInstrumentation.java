package dev.vitals.executor;

import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * Jetty's pool of threads, 9.4 to 12.1.
 *
 * <p><i>Not covered:</i> how long its tasks take. Most of them are loops of Jetty that accept,
 * select, or lie in reserve, and serve requests on the way: their times say nothing of requests.
 */
public final class JettyExecutorInstrumentation implements LibraryInstrumentation {
  private static final String THREAD_POOL = "org.eclipse.jetty.util.thread.QueuedThreadPool";
  private static final String RUNNABLE = "java.lang.Runnable";

  @Override
  public String name() {
    return "jetty-threads";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .type(THREAD_POOL)
        .constructors()
        .advice(JdkExecutorInstrumentation.Created.class)
        .method("execute", RUNNABLE)
        .advice(TomcatExecutorInstrumentation.Submitted.class)
        .method("runJob", RUNNABLE)
        .advice(Run.class);
    weaving.subtypesOf(THREAD_POOL).method("runJob", RUNNABLE).advice(Run.class);
  }

  /** A thread of the pool runs a task. */
  static final class Run {
    private Run() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session, @Advice.This Object executor, @Advice.Argument(0) Object task) {
      Probe.note(session, Kind.EXECUTOR_STARTING, executor, task, null, 0L);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Session int session, @Advice.This Object executor) {
      Probe.note(session, Kind.EXECUTOR_ENDED, executor, null, null, 0L);
    }
  }
}
