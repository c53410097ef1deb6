package dev.vitals.executor;

import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * The pool that serves Tomcat's requests. Up to early 9.0 and 10.0 it extends that of the JDK and
 * is seen there; later ones are a class of their own with the same hooks.
 *
 * <p>A task the pool rejects at first is put into its queue all the same; so a rejection counts
 * only where it reaches the caller.
 */
public final class TomcatExecutorInstrumentation implements LibraryInstrumentation {
  private static final String THREAD_POOL = "org.apache.tomcat.util.threads.ThreadPoolExecutor";
  private static final String RUNNABLE = "java.lang.Runnable";
  private static final String THREAD = "java.lang.Thread";
  private static final String THROWABLE = "java.lang.Throwable";

  @Override
  public String name() {
    return "tomcat-threads";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .type(THREAD_POOL)
        .constructors()
        .advice(JdkExecutorInstrumentation.Created.class)
        .method("execute", RUNNABLE)
        .advice(Submitted.class)
        .method("beforeExecute", THREAD, RUNNABLE)
        .advice(JdkExecutorInstrumentation.Starting.class)
        .method("afterExecute", RUNNABLE, THROWABLE)
        .advice(JdkExecutorInstrumentation.Ended.class);
    weaving
        .subtypesOf(THREAD_POOL)
        .method("beforeExecute", THREAD, RUNNABLE)
        .advice(JdkExecutorInstrumentation.Starting.class)
        .method("afterExecute", RUNNABLE, THROWABLE)
        .advice(JdkExecutorInstrumentation.Ended.class);
  }

  static final class Submitted {
    private Submitted() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session, @Advice.This Object executor, @Advice.Argument(0) Object task) {
      Probe.note(session, Kind.EXECUTOR_SUBMITTED, executor, task, null, 1L);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.This Object executor,
        @Advice.Argument(0) Object task,
        @Advice.Thrown Throwable thrown) {
      Probe.note(session, Kind.EXECUTOR_REFUSED, executor, task, thrown, 1L);
    }
  }
}
