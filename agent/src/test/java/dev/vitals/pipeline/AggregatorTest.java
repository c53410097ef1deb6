package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Snapshot;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AggregatorTest {
  private static final long SELDOM_MILLIS = 600_000;

  private final Events events = new Events(4_096, 2);
  private final CountingWork work = new CountingWork();
  private Aggregator aggregator;
  private Thread thread;

  @AfterEach
  void stop() throws InterruptedException {
    if (thread != null) {
      aggregator.stop();
      thread.join();
    }
  }

  @Test
  void a_fresh_snapshot_contains_everything_offered_before() {
    start(SELDOM_MILLIS);
    for (int round = 1; round <= 200; round++) {
      assertTrue(events.offer(round, Events.HTTP_SERVER, 1));
      assertEquals(round, aggregator.fresh().epochMillis());
    }
  }

  @Test
  void a_snapshot_that_fails_does_not_keep_readers_waiting() {
    start(SELDOM_MILLIS);
    events.offer(1, Events.HTTP_SERVER, 1);
    Snapshot before = aggregator.fresh();
    work.failing = "snapshot";

    long beganNanos = System.nanoTime();
    assertSame(before, aggregator.fresh());

    assertTrue(System.nanoTime() - beganNanos < TimeUnit.SECONDS.toNanos(1));
    assertTrue(work.failures.contains("snapshot"));
    work.failing = "";
    events.offer(1, Events.HTTP_SERVER, 1);
    assertEquals(2, aggregator.fresh().epochMillis());
  }

  @Test
  void an_event_that_cannot_be_taken_is_told_and_comes_once() {
    work.poison = 666;
    start(SELDOM_MILLIS);
    for (int nanos : new int[] {1, 666, 2}) {
      events.offer(1, Events.DB_CLIENT, nanos);
    }

    assertEquals(2, aggregator.fresh().epochMillis());
    assertEquals(2, aggregator.fresh().epochMillis());
    assertEquals(List.of("aggregate"), List.copyOf(work.failures));
    assertEquals(0, events.size());
  }

  @Test
  void a_report_that_fails_itself_does_not_end_the_thread() {
    work.failing = "report";
    work.poison = 666;
    start(SELDOM_MILLIS);
    events.offer(1, Events.DB_CLIENT, 666);
    events.offer(1, Events.DB_CLIENT, 1);

    assertEquals(1, aggregator.fresh().epochMillis());
    assertTrue(thread.isAlive());
  }

  @Test
  void stop_aggregates_what_is_queued_and_ends_the_thread() throws Exception {
    start(SELDOM_MILLIS);
    aggregator.fresh();
    for (int index = 0; index < 1_000; index++) {
      events.offer(index, Events.HTTP_SERVER, 1);
    }
    aggregator.stop();
    aggregator.stop();
    thread.join(5_000);

    assertFalse(thread.isAlive());
    assertEquals(1_000, work.accepted);
    assertEquals(0, events.size());
  }

  @Test
  void whoever_asks_after_the_end_gets_the_last_snapshot_at_once() throws Exception {
    start(SELDOM_MILLIS);
    events.offer(1, Events.HTTP_SERVER, 1);
    Snapshot last = aggregator.fresh();
    aggregator.stop();
    thread.join();

    assertSame(last, aggregator.fresh());
  }

  @Test
  void one_that_is_stopped_before_it_starts_ends() throws Exception {
    aggregator = new Aggregator(events, work, SELDOM_MILLIS);
    aggregator.stop();
    run();
    thread.join(5_000);
    assertFalse(thread.isAlive());
  }

  @Test
  void ticks_come_while_nobody_asks_and_after_one_that_failed() throws Exception {
    work.failing = "tick";
    start(20);
    for (int tick = 0; tick < 3; tick++) {
      assertTrue(work.ticks.poll(10, TimeUnit.SECONDS) != null);
    }
    assertTrue(work.failures.contains("tick"));
  }

  @Test
  void ticks_that_were_missed_are_not_made_up_for() throws Exception {
    work.longTickNanos = TimeUnit.MILLISECONDS.toNanos(1_200);
    start(200);
    work.ticks.poll(10, TimeUnit.SECONDS);
    long second = work.ticks.poll(10, TimeUnit.SECONDS);
    long third = work.ticks.poll(10, TimeUnit.SECONDS);

    assertTrue(third - second > TimeUnit.MILLISECONDS.toNanos(120), () -> "" + (third - second));
  }

  @Test
  void nothing_lags_once_everything_is_drained() {
    start(SELDOM_MILLIS);
    events.offer(1, Events.HTTP_SERVER, 1);
    aggregator.fresh();
    assertEquals(0.0, aggregator.lagSeconds());
  }

  private void start(long tickMillis) {
    aggregator = new Aggregator(events, work, tickMillis);
    run();
  }

  private void run() {
    thread = new Thread(aggregator);
    thread.setDaemon(true);
    thread.start();
  }

  /** Its snapshots carry the number of events as their time. */
  private static final class CountingWork implements Aggregator.Work {
    @Override
    public void drained() {}

    final BlockingQueue<Long> ticks = new LinkedBlockingQueue<>();
    final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
    volatile String failing = "";
    volatile long poison = -1;
    volatile long longTickNanos;
    volatile int accepted;

    @Override
    public void accept(long attributes, long nanos) {
      if (nanos == poison) {
        throw new IllegalStateException("poison");
      }
      accepted++;
    }

    @Override
    public void tick() {
      long now = System.nanoTime();
      ticks.add(now);
      while (System.nanoTime() - now < longTickNanos) {
        Thread.onSpinWait();
      }
      longTickNanos = 0;
      fail("tick");
    }

    @Override
    public Snapshot snapshot() {
      fail("snapshot");
      return new Snapshot(accepted, List.of(), List.of());
    }

    @Override
    public void failed(String step, Throwable cause) {
      fail("report");
      failures.add(step);
    }

    private void fail(String step) {
      if (failing.equals(step)) {
        throw new IllegalStateException(step);
      }
    }
  }
}
