package dev.vitals.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.example.host.Tasks;
import dev.vitals.probe.Kind;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;

/** The pools of web containers, which are classes of their own. */
class ContainerExecutorsTest {
  @Test
  void tomcat_s_pool_tells_of_its_tasks() {
    try (ExecutorWatch watch = new ExecutorWatch(new TomcatExecutorInstrumentation())) {
      ThreadPoolExecutor pool =
          new ThreadPoolExecutor(
              1, 1, 1L, TimeUnit.SECONDS, new TaskQueue(), Executors.defaultThreadFactory());
      Runnable task = new Tasks.Named("a", () -> {});
      pool.execute(task);

      assertEquals(1, watch.told(pool, Kind.EXECUTOR_SUBMITTED, 1).size());
      assertSame(task, watch.told(pool, Kind.EXECUTOR_STARTING, 1).get(0));
      watch.told(pool, Kind.EXECUTOR_ENDED, 1);
      pool.shutdown();
      assertThrows(RejectedExecutionException.class, () -> pool.execute(task));
      watch.thrown(pool, Kind.EXECUTOR_REFUSED, RejectedExecutionException.class, 1);
    }
  }

  @Test
  void jetty_s_pool_tells_of_its_tasks() throws Exception {
    try (ExecutorWatch watch = new ExecutorWatch(new JettyExecutorInstrumentation())) {
      QueuedThreadPool pool = new QueuedThreadPool(4, 1);
      pool.start();
      Runnable task = new Tasks.Named("a", () -> {});
      pool.execute(task);

      assertSame(task, watch.told(pool, Kind.EXECUTOR_SUBMITTED, 1).get(0));
      assertSame(task, watch.told(pool, Kind.EXECUTOR_STARTING, 1).get(0));
      watch.told(pool, Kind.EXECUTOR_ENDED, 1);
      pool.stop();
      assertThrows(RejectedExecutionException.class, () -> pool.execute(task));
      watch.thrown(pool, Kind.EXECUTOR_REFUSED, RejectedExecutionException.class, 1);
    }
  }
}
