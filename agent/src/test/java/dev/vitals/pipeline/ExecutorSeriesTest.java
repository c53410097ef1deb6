package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.SaturationWindow;
import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExecutorSeriesTest {
  private static final long LIMIT_NANOS = 10_000_000_000L;

  private final ExecutorRecorder recorder = new ExecutorRecorder(9);
  private final ExecutorSeries series =
      new ExecutorSeries(
          recorder,
          new ExecutorDiscovery(recorder, false, false, false),
          new SeriesBudget(100, 10_000, 0),
          new Lookback(1, 6));
  private final List<ThreadPoolExecutor> pools = new ArrayList<>();

  @BeforeAll
  static void open() {
    ReportingPool.open();
  }

  @AfterEach
  void stop() {
    pools.forEach(ThreadPoolExecutor::shutdownNow);
  }

  @Test
  void shows_how_a_busy_pool_stands() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    ThreadPoolExecutor pool = pool(2, new ArrayBlockingQueue<>(5), named("orders-"));
    for (int task = 0; task < 5; task++) {
      pool.execute(() -> await(release));
    }
    expect(2.0, "executor_active_threads[orders]");
    assertEquals(2.0, values().get("executor_pool_size_threads[orders]"));
    assertEquals(2.0, values().get("executor_pool_core_threads[orders]"));
    assertEquals(2.0, values().get("executor_pool_max_threads[orders]"));
    assertEquals(3.0, values().get("executor_queued_tasks[orders]"));
    assertEquals(2.0, values().get("executor_queue_remaining_tasks[orders]"));
    pool.execute(() -> {});
    pool.execute(() -> {});
    pool.execute(() -> {});
    assertEquals(1.0, values().get("vitals_executor_rejected_tasks_total[orders]"));

    release.countDown();
    expect(7.0, "executor_completed_tasks_total[orders]");
    expect(0.0, "executor_active_threads[orders]");
    assertEquals(7.0, values().get("executor_seconds[orders]"));
    assertEquals(7.0, values().get("executor_idle_seconds[orders]"));
    assertEquals(0, recorder.waits().size());
  }

  @Test
  void reads_while_the_lock_of_the_pool_is_held() throws Exception {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>(), named("held-"));
    pool.submit(() -> {}).get();
    Lock lock = (Lock) Reflection.get(ThreadPoolExecutor.class, pool, "mainLock");
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () -> {
              lock.lock();
              held.countDown();
              await(release);
              lock.unlock();
            });
    holder.start();
    held.await();
    double threads =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> values().get("executor_pool_size_threads[held]"));
    assertEquals(1.0, threads);
    release.countDown();
    holder.join();
  }

  @Test
  void a_queue_without_a_limit_has_no_room_that_remains() throws Exception {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>(), named("endless-"));
    pool.submit(() -> {}).get();
    assertEquals(0.0, values().get("executor_queued_tasks[endless]"));
    assertNull(values().get("executor_queue_remaining_tasks[endless]"));
  }

  @Test
  void a_name_has_no_limit_where_one_of_its_executors_has_none() throws Exception {
    pool(1, new ArrayBlockingQueue<>(5), named("both-")).submit(() -> {}).get();
    expect(5.0, "executor_queue_remaining_tasks[both]");
    pool(1, new LinkedBlockingQueue<>(), named("both-")).submit(() -> {}).get();
    expect(2.0, "executor_pool_max_threads[both]");
    assertNull(values().get("executor_queue_remaining_tasks[both]"));
  }

  @Test
  void a_scheduled_executor_has_no_more_threads_than_its_core() throws Exception {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(3, named("timer-"));
    pools.add(timer);
    recorder.found(timer, null);
    timer.schedule(() -> {}, 1L, TimeUnit.HOURS);
    expect(1.0, "executor_queued_tasks[timer]");
    assertEquals(3.0, values().get("executor_pool_max_threads[timer]"));
    assertNull(values().get("executor_queue_remaining_tasks[timer]"));
  }

  @Test
  void pools_without_a_name_are_called_after_the_line_that_built_them() {
    String place = ExecutorNames.place(Executors.defaultThreadFactory());
    assertTrue(place != null && !place.startsWith("dev.vitals."), place);
    assertNull(ExecutorNames.place((ThreadFactory) Thread::new));
    ExecutorCounts counts = new ExecutorCounts("com.example.Orders:12");
    assertEquals("com.example.Orders:12", ExecutorNames.of(null, counts, "pool-3-thread-1"));
    assertEquals("orders", ExecutorNames.of(null, counts, "orders-17"));
    ExecutorCounts older = new ExecutorCounts(null);
    assertEquals("pool", ExecutorNames.of(null, older, "pool-3-thread-1"));
    assertEquals("ForkJoinPool", ExecutorNames.of(null, older, "ForkJoinPool-4-worker-2"));
    assertEquals("Thread", ExecutorNames.of(null, older, "Thread-12"));
    assertNull(ExecutorNames.of(null, older, null));
    assertNull(ExecutorNames.of(null, older, "12"));
  }

  @Test
  void numbers_at_the_end_of_a_thread_s_name_are_left_out() {
    assertEquals("http-nio-8080-exec", ExecutorNames.withoutNumbers("http-nio-8080-exec-7"));
    assertEquals("qtp", ExecutorNames.withoutNumbers("qtp1829164700"));
    assertEquals("worker", ExecutorNames.withoutNumbers("worker #12"));
    assertEquals("task", ExecutorNames.withoutNumbers("task (3)"));
    assertEquals("plain", ExecutorNames.withoutNumbers("plain"));
    assertEquals("", ExecutorNames.withoutNumbers("1-2"));
  }

  @Test
  void a_collected_pool_keeps_its_counts_and_frees_its_place() throws Exception {
    for (int index = 0; index < 20; index++) {
      useAndForget();
    }
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (recorder.executors().size() > 0 && System.nanoTime() < deadline) {
      System.gc();
      series.tick();
    }
    assertEquals(0, recorder.executors().size());
    Map<String, Double> values = values();
    assertEquals(20.0, values.get("executor_completed_tasks_total[forgotten]"));
    assertNull(values.get("executor_active_threads[forgotten]"));
  }

  @Test
  void a_task_that_never_runs_is_let_go() throws Exception {
    Object executor = new Object();
    recorder.note(Kind.EXECUTOR_SUBMITTED, executor, new Object(), null, 1L);
    assertEquals(1, recorder.waits().size());
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (recorder.waits().size() > 0 && System.nanoTime() < deadline) {
      System.gc();
      series.tick();
    }
    assertEquals(0, recorder.waits().size());
  }

  @Test
  void a_task_is_counted_once_however_many_hooks_tell_it() throws Exception {
    Object executor = new Object();
    Thread worker =
        new Thread(
            () -> {
              note(Kind.EXECUTOR_STARTING, executor);
              note(Kind.EXECUTOR_STARTING, executor);
              note(Kind.EXECUTOR_ENDED, executor);
              note(Kind.EXECUTOR_ENDED, executor);
            },
            "hooks-1");
    worker.start();
    worker.join();
    assertEquals(1.0, values().get("executor_completed_tasks_total[hooks]"));
    assertEquals(1.0, values().get("executor_seconds[hooks]"));
  }

  @Test
  void a_task_that_began_before_the_agent_came_is_counted_without_a_time() throws Exception {
    Object executor = new Object();
    Thread worker =
        new Thread(
            () -> {
              note(Kind.EXECUTOR_ENDED, executor);
              note(Kind.EXECUTOR_STARTING, executor);
              note(Kind.EXECUTOR_ENDED, executor);
            },
            "early-1");
    worker.start();
    worker.join();
    assertEquals(2.0, values().get("executor_completed_tasks_total[early]"));
    assertEquals(1.0, values().get("executor_seconds[early]"));
  }

  @Test
  void what_our_own_threads_use_is_not_taken_in() throws Exception {
    Thread ours =
        new Thread(
            () -> {
              Frame.current().muted = true;
              pool(1, new LinkedBlockingQueue<>(), named("ours-"));
            });
    ours.start();
    ours.join();
    assertEquals(0, recorder.executors().size());
  }

  @Test
  void a_fork_join_pool_shows_its_threads_and_steals() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(2);
    recorder.found(pool, null);
    CountDownLatch release = new CountDownLatch(1);
    pool.execute(() -> await(release));
    expect(1.0, "executor_active_threads[ForkJoinPool]");
    assertEquals(2.0, values().get("executor_pool_max_threads[ForkJoinPool]"));
    release.countDown();
    pool.shutdown();
    assertTrue(pool.awaitTermination(10L, TimeUnit.SECONDS));
    assertNull(values().get("executor_active_threads[ForkJoinPool]"));
  }

  @Test
  void executors_older_than_the_agent_are_found_by_their_threads() throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1, 1, 1L, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("older-"));
    pools.add(pool);
    pool.submit(() -> {}).get();
    ForkJoinPool forkJoin = new ForkJoinPool(1);
    CountDownLatch release = new CountDownLatch(1);
    forkJoin.submit(() -> {}).get();
    forkJoin.execute(() -> await(release));

    new ExecutorDiscovery(recorder, true, true, true).discover();

    assertTrue(recorder.executors().get(pool) != null);
    assertTrue(recorder.executors().get(forkJoin) != null);
    assertEquals(1.0, values().get("executor_pool_size_threads[older]"));
    release.countDown();
    forkJoin.shutdown();
  }

  @Test
  void a_fork_join_pool_is_found_later_too() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    CountDownLatch release = new CountDownLatch(1);
    pool.submit(() -> {}).get();
    pool.execute(() -> await(release));
    new ExecutorDiscovery(recorder, false, true, true).discoverForkJoin();
    assertNull(recorder.executors().get(pool));
    new ExecutorDiscovery(recorder, true, false, false).discoverForkJoin();
    assertTrue(recorder.executors().get(pool) != null);
    release.countDown();
    pool.shutdown();
  }

  @Test
  void threads_per_task_are_counted_and_not_their_executors() {
    for (int task = 0; task < 5; task++) {
      recorder.note(Kind.EXECUTOR_THREAD_STARTING, null, null, null, 1L);
    }
    recorder.note(Kind.EXECUTOR_THREAD_ENDED, null, null, null, 1L);
    recorder.note(Kind.EXECUTOR_THREAD_ENDED, null, null, null, 1L);
    assertEquals(3.0, values().get("executor_active_threads[thread-per-task]"));
    assertEquals(3.0, values().get("executor_pool_size_threads[thread-per-task]"));
    assertEquals(2.0, values().get("executor_completed_tasks_total[thread-per-task]"));
    assertEquals(0, recorder.executors().size());
  }

  @Test
  void a_window_knows_how_busy_a_pool_was_and_what_became_of_its_tasks() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    ThreadPoolExecutor pool = pool(2, new ArrayBlockingQueue<>(10), named("windows-"));
    for (int task = 0; task < 8; task++) {
      pool.execute(() -> await(release));
    }
    expect(2.0, "executor_active_threads[windows]");
    series.tick();
    SaturationWindow busy = saturations().get(0);
    assertEquals("windows", busy.scope());
    assertEquals(SaturationWindow.Kind.EXECUTOR, busy.kind());
    assertEquals(1.0, busy.utilisation());
    assertEquals(3.0, busy.queue());

    recorder.note(Kind.EXECUTOR_REFUSED, pool, null, new RejectedExecutionException(), -1L);
    recorder.note(Kind.EXECUTOR_REFUSED, pool, null, new RejectedExecutionException(), -1L);
    release.countDown();
    expect(8.0, "executor_completed_tasks_total[windows]");
    series.tick();
    OperationWindow tasks = tasks(OperationWindow.Kind.EXECUTOR_TASK);
    assertEquals(10L, tasks.count());
    assertEquals(2L, tasks.errors());
    OperationWindow waits = tasks(OperationWindow.Kind.EXECUTOR_WAIT);
    assertTrue(waits.count() >= 6L && waits.count() <= 8L, waits::toString);
    assertTrue(waits.p50Seconds() <= waits.p95Seconds(), waits::toString);
    assertTrue(waits.p95Seconds() <= waits.maxSeconds(), waits::toString);
    series.tick();
    assertNull(tasks(OperationWindow.Kind.EXECUTOR_TASK));
  }

  @Test
  void a_task_has_failed_that_throws_or_keeps_what_it_threw_in_its_future() throws Exception {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>(), forgiving("fails-"));
    Runnable failing =
        () -> {
          throw new IllegalStateException("on purpose");
        };
    CountDownLatch release = new CountDownLatch(1);
    pool.execute(() -> await(release));
    pool.submit(() -> {});
    pool.submit(failing);
    pool.execute(failing);
    pool.submit(() -> {}).cancel(false);
    pool.execute(new FutureTask<>(failing, null));
    series.tick();
    release.countDown();
    expect(6.0, "executor_completed_tasks_total[fails]");
    assertEquals(3.0, values().get("vitals_executor_failed_tasks_total[fails]"));

    series.tick();
    OperationWindow runs = tasks(OperationWindow.Kind.EXECUTOR_RUN);
    assertEquals(6L, runs.count());
    assertEquals(3L, runs.errors());
    assertTrue(runs.meanSeconds() > 0, runs::toString);
    assertTrue(runs.p50Seconds() <= runs.p95Seconds(), runs::toString);
    assertTrue(runs.p95Seconds() <= runs.maxSeconds(), runs::toString);
    series.tick();
    assertNull(tasks(OperationWindow.Kind.EXECUTOR_RUN));
  }

  @Test
  void where_no_run_time_is_known_failures_are_not_either() {
    Object container = new Object();
    recorder.note(Kind.EXECUTOR_STARTING, container, null, null, 0L);
    recorder.note(Kind.EXECUTOR_ENDED, container, null, null, 0L);
    series.tick();
    assertNull(tasks(OperationWindow.Kind.EXECUTOR_RUN));
    assertTrue(
        values().keySet().stream().noneMatch(key -> key.startsWith("vitals_executor_failed")));
  }

  @Test
  void the_queue_of_a_scheduled_executor_is_not_judged() throws Exception {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("late-"));
    pools.add(timer);
    recorder.found(timer, null);
    timer.schedule(() -> {}, 1L, TimeUnit.HOURS);
    expect(1.0, "executor_queued_tasks[late]");
    // A thread that has just been started looks as if it worked.
    expect(0.0, "executor_active_threads[late]");
    series.tick();
    series.tick();
    SaturationWindow window = saturations().get(0);
    assertEquals(0.0, window.utilisation());
    assertTrue(Double.isNaN(window.queue()), window::toString);
  }

  private List<SaturationWindow> saturations() {
    List<SaturationWindow> windows = new ArrayList<>();
    series.saturations(1, 10, windows);
    return windows;
  }

  private OperationWindow tasks(OperationWindow.Kind kind) {
    List<OperationWindow> windows = new ArrayList<>();
    series.tasks(1, 10, windows);
    return windows.stream().filter(each -> each.kind() == kind).findFirst().orElse(null);
  }

  private void useAndForget() throws Exception {
    ThreadPoolExecutor pool =
        new ReportingPool(recorder, 1, new LinkedBlockingQueue<>(), named("forgotten-"));
    pool.submit(() -> {}).get();
    pool.shutdown();
    assertTrue(pool.awaitTermination(10L, TimeUnit.SECONDS));
  }

  private ThreadPoolExecutor pool(
      int threads, BlockingQueue<Runnable> queue, ThreadFactory factory) {
    ThreadPoolExecutor pool = new ReportingPool(recorder, threads, queue, factory);
    pools.add(pool);
    return pool;
  }

  private void note(int kind, Object executor) {
    recorder.note(kind, executor, null, null, 1L);
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Says nothing of what kills its threads. */
  private static ThreadFactory forgiving(String prefix) {
    ThreadFactory named = named(prefix);
    return work -> {
      Thread thread = named.newThread(work);
      thread.setUncaughtExceptionHandler((dying, thrown) -> {});
      return thread;
    };
  }

  private void expect(double expected, String sample) {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!Double.valueOf(expected).equals(values().get(sample)) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(expected, values().get(sample), sample);
  }

  /** By metric and labels; of a histogram the count. */
  private Map<String, Double> values() {
    List<Family> families = new ArrayList<>();
    series.collect(families);
    Map<String, Double> values = new TreeMap<>();
    for (Family family : families) {
      for (Sample sample : family.samples()) {
        values.put(
            family.metric().name() + sample.labelValues(),
            sample instanceof Sample.Point point
                ? point.value()
                : (double) ((Sample.Distribution) sample).count());
      }
    }
    return values;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
