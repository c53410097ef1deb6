package dev.vitals.pipeline;

import dev.vitals.probe.Kind;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.agent.ByteBuddyAgent;

/** A pool that tells what one tells that is woven: here the boot loader knows no probe. */
class ReportingPool extends ThreadPoolExecutor {
  private final ExecutorRecorder recorder;

  ReportingPool(
      ExecutorRecorder recorder,
      int threads,
      BlockingQueue<Runnable> queue,
      ThreadFactory factory) {
    super(threads, threads, 1L, TimeUnit.SECONDS, queue, factory);
    this.recorder = recorder;
    setRejectedExecutionHandler(
        (task, pool) -> recorder.note(Kind.EXECUTOR_REJECTED, pool, task, null, 1L));
    recorder.note(Kind.EXECUTOR_CREATED, this, factory, null, 1L);
  }

  /** As the agent does for itself. */
  static void open() {
    Instrumentation jvm = ByteBuddyAgent.install();
    Set<Module> ours = Set.of(ReportingPool.class.getModule());
    jvm.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", ours, "java.util.concurrent", ours),
        Set.of(),
        Map.of());
  }

  @Override
  public void execute(Runnable task) {
    recorder.note(Kind.EXECUTOR_SUBMITTED, this, task, null, 1L);
    super.execute(task);
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    recorder.note(Kind.EXECUTOR_STARTING, this, task, null, 1L);
  }

  @Override
  protected void afterExecute(Runnable task, Throwable thrown) {
    recorder.note(Kind.EXECUTOR_ENDED, this, task, thrown, 1L);
  }
}
