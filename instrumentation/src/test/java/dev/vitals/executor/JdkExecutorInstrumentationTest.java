package dev.vitals.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.host.Tasks;
import dev.vitals.probe.Kind;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkExecutorInstrumentationTest {
  private ThreadPoolExecutor older;
  private ExecutorWatch watch;

  @AfterEach
  void unweave() {
    if (watch != null) {
      watch.close();
    }
    if (older != null) {
      older.shutdownNow();
    }
  }

  @Test
  void a_task_is_told_as_the_very_object_that_was_given() throws Exception {
    watch();
    ThreadFactory threads = Executors.defaultThreadFactory();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 0L, TimeUnit.SECONDS, new ArrayBlockingQueue<>(10), threads);
    Runnable task = new Tasks.Named("a", () -> {});
    pool.execute(task);

    assertSame(threads, watch.told(pool, Kind.EXECUTOR_CREATED, 1).get(0));
    assertSame(task, watch.told(pool, Kind.EXECUTOR_SUBMITTED, 1).get(0));
    assertSame(task, watch.told(pool, Kind.EXECUTOR_STARTING, 1).get(0));
    watch.told(pool, Kind.EXECUTOR_ENDED, 1);
    assertEquals(List.of(), watch.arguments(pool, Kind.EXECUTOR_REJECTED));
    pool.shutdown();
  }

  @Test
  void a_worker_that_was_waiting_before_the_weaving_is_seen() throws Exception {
    older = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
    older.submit(() -> {}).get();
    watch();
    older.submit(() -> {}).get();

    watch.told(older, Kind.EXECUTOR_STARTING, 1);
    watch.told(older, Kind.EXECUTOR_ENDED, 1);
  }

  @Test
  void a_rejected_task_is_told_and_the_caller_gets_what_the_policy_throws() {
    watch();
    CountDownLatch release = new CountDownLatch(1);
    IllegalStateException own = new IllegalStateException("mine");
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            0L,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            (task, executor) -> {
              throw own;
            });
    try {
      pool.execute(() -> await(release));
      pool.execute(() -> {});
      Runnable last = new Tasks.Named("last", () -> {});
      assertSame(own, assertThrows(IllegalStateException.class, () -> pool.execute(last)));
      assertSame(last, watch.told(pool, Kind.EXECUTOR_REJECTED, 1).get(0));
    } finally {
      release.countDown();
      pool.shutdown();
    }
    assertThrows(IllegalStateException.class, () -> pool.execute(() -> {}));
    watch.told(pool, Kind.EXECUTOR_REJECTED, 2);
  }

  @Test
  void a_task_is_refused_where_the_policy_throws_and_the_pool_goes_on() {
    watch();
    CountDownLatch release = new CountDownLatch(1);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 0L, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
    pool.execute(() -> await(release));
    pool.execute(() -> {});
    assertThrows(RejectedExecutionException.class, () -> pool.execute(() -> {}));
    watch.thrown(pool, Kind.EXECUTOR_REFUSED, RejectedExecutionException.class, 1);
    assertTrue(watch.amounts(pool, Kind.EXECUTOR_REFUSED).get(0) < 0L);

    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
    pool.execute(() -> {});
    watch.thrown(pool, Kind.EXECUTOR_REFUSED, RejectedExecutionException.class, 1);

    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
    release.countDown();
    pool.shutdown();
    assertThrows(RejectedExecutionException.class, () -> pool.execute(() -> {}));
    List<Long> amounts = watch.amounts(pool, Kind.EXECUTOR_REFUSED);
    assertTrue(amounts.get(amounts.size() - 1) >= 0L, amounts::toString);
  }

  @Test
  void what_a_task_throws_passes_and_the_task_has_ended() throws Exception {
    watch();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            1,
            work -> {
              Thread thread = new Thread(work);
              thread.setUncaughtExceptionHandler((dying, ignored) -> {});
              return thread;
            });
    IllegalStateException own = new IllegalStateException("mine");
    Future<?> failing =
        pool.submit(
            (Runnable)
                () -> {
                  throw own;
                });
    ExecutionException thrown = assertThrows(ExecutionException.class, failing::get);

    assertSame(own, thrown.getCause());
    assertSame(failing, watch.told(pool, Kind.EXECUTOR_ENDED, 1).get(0));
    watch.thrown(pool, Kind.EXECUTOR_ENDED, IllegalStateException.class, 0);
    pool.execute(
        () -> {
          throw own;
        });
    watch.told(pool, Kind.EXECUTOR_ENDED, 2);
    watch.thrown(pool, Kind.EXECUTOR_ENDED, IllegalStateException.class, 1);
    pool.shutdown();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hooks_that_are_overridden_are_seen(boolean callsSuper) {
    watch();
    Tasks.Hooked pool = new Tasks.Hooked(callsSuper);
    pool.execute(() -> {});

    int times = callsSuper ? 2 : 1;
    watch.told(pool, Kind.EXECUTOR_STARTING, times);
    watch.told(pool, Kind.EXECUTOR_ENDED, times);
    pool.shutdown();
  }

  @Test
  void scheduled_tasks_are_seen_each_time_they_run() throws Exception {
    watch();
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    CountDownLatch runs = new CountDownLatch(3);
    pool.scheduleAtFixedRate(runs::countDown, 0L, 1L, TimeUnit.MILLISECONDS);
    assertTrue(runs.await(10L, TimeUnit.SECONDS));
    pool.shutdownNow();
    assertTrue(pool.awaitTermination(10L, TimeUnit.SECONDS));

    int started = watch.arguments(pool, Kind.EXECUTOR_STARTING).size();
    assertTrue(started >= 3, () -> started + " runs");
    watch.told(pool, Kind.EXECUTOR_ENDED, started);
  }

  @Test
  void a_thread_per_task_is_told_and_nothing_of_its_executor() throws Exception {
    Assumptions.assumeTrue(Runtime.version().feature() >= 21, "no virtual threads before 21");
    watch();
    ExecutorService executor =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    executor.submit(() -> {}).get();
    executor.execute(() -> {});

    watch.told(null, Kind.EXECUTOR_THREAD_STARTING, 2);
    watch.told(null, Kind.EXECUTOR_THREAD_ENDED, 2);
    assertEquals(List.of(), watch.arguments(executor, Kind.EXECUTOR_CREATED));
    executor.shutdown();
  }

  @Test
  void after_the_weaving_is_taken_back_nothing_is_told() throws Exception {
    older = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
    watch();
    older.submit(() -> {}).get();
    watch.told(older, Kind.EXECUTOR_ENDED, 1);
    watch.close();
    older.submit(() -> {}).get();
    older.shutdown();
    assertTrue(older.awaitTermination(10L, TimeUnit.SECONDS));

    watch.told(older, Kind.EXECUTOR_ENDED, 1);
    assertThrows(RejectedExecutionException.class, () -> older.execute(() -> {}));
  }

  private void watch() {
    watch = new ExecutorWatch(new JdkExecutorInstrumentation());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
