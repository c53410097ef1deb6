package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private static final int SESSION = 4_711;
  private static final int OTHER_SESSION = 4_712;

  private final Events events = new Events(2_048, 1);
  private final List<Throwable> told = new CopyOnWriteArrayList<>();
  private final Recorder recorder = recorder(SESSION);

  @Test
  void a_nested_call_of_the_same_group_counts_once() {
    long startNanos = begin();
    long nestedNanos = recorder.enter(SESSION, Kind.HTTP_SERVER);

    assertNotEquals(0L, startNanos);
    assertEquals(0L, nestedNanos);
    assertNull(recorder.requestEnded(SESSION, nestedNanos));
    end(startNanos);
    assertEquals(1, drained());
  }

  @Test
  void each_call_after_the_other_counts() {
    end(begin());
    end(begin());
    assertEquals(2, drained());
  }

  @Test
  void calls_of_another_group_inside_are_their_own() {
    long request = begin();
    assertNotEquals(0L, recorder.enter(SESSION, Kind.HTTP_ASYNC));
    recorder.asyncStarting(SESSION, 0L, null, null);
    end(request);
    assertEquals(1, drained());
  }

  @Test
  void what_was_woven_in_another_session_is_ignored() {
    assertEquals(0L, recorder.enter(OTHER_SESSION, Kind.HTTP_SERVER));
    long startNanos = begin();
    assertNull(recorder.requestEnded(OTHER_SESSION, startNanos));
    assertEquals(0L, recorder.enter(SESSION, Kind.HTTP_SERVER), "still inside the first");
    recorder.requestEnded(SESSION, 0L);
    end(startNanos);
    assertEquals(1, drained());
  }

  @Test
  void what_an_earlier_session_left_open_does_not_hide_the_calls_of_this_one() {
    Recorder earlier = recorder(OTHER_SESSION);
    assertNotEquals(0L, earlier.enter(OTHER_SESSION, Kind.HTTP_SERVER));

    long startNanos = begin();
    assertNotEquals(0L, startNanos);
    end(startNanos);
    assertNull(earlier.requestEnded(OTHER_SESSION, 1L));
    assertEquals(1, drained());
  }

  @Test
  void an_exit_without_an_entry_is_ignored() {
    assertNull(recorder.requestEnded(SESSION, 0L));
    assertNull(recorder.asyncStarting(SESSION, 1L, null, null));
    long startNanos = begin();
    assertNotEquals(0L, startNanos);
    end(startNanos);
    assertEquals(1, drained());
  }

  @Test
  void the_agents_own_threads_are_not_measured() {
    Frame frame = Frame.current();
    frame.muted = true;
    try {
      long startNanos = recorder.enter(SESSION, Kind.HTTP_SERVER);
      assertEquals(0L, startNanos);
      assertNull(recorder.requestEnded(SESSION, startNanos));
    } finally {
      frame.muted = false;
    }
    assertEquals(0, drained());
    assertNotEquals(0L, begin(), "the depth is back where it was");
    recorder.requestEnded(SESSION, 1L);
  }

  @Test
  void a_frame_is_given_back_only_when_nothing_of_any_group_stands_in_it() {
    Frame frame = Frame.current();
    frame.begin(SESSION);
    assertTrue(Recorder.isIdle(frame));
    for (int group = 0; group < Kind.GROUPS; group++) {
      frame.enter(group);
      assertFalse(Recorder.isIdle(frame), "in a call of group " + group);
      frame.leave(group);
      frame.scratch(group, 1L);
      assertFalse(Recorder.isIdle(frame), "something noted of group " + group);
      frame.scratch(group, 0L);
    }
    frame.request = new Request();
    assertFalse(Recorder.isIdle(frame));
    frame.request = null;
    assertTrue(Recorder.isIdle(frame));
  }

  @Test
  void a_thread_of_a_strange_class_is_not_asked_for_its_number() throws Exception {
    int[] asked = new int[1];
    Thread strange =
        new Thread(() -> end(begin())) {
          @Override
          public long getId() {
            asked[0]++;
            throw new IllegalStateException("mine");
          }
        };
    strange.start();
    strange.join();
    assertEquals(1, drained());
    assertEquals(0, asked[0]);
  }

  @Test
  void every_failure_of_advice_is_counted_and_the_first_is_told() {
    RuntimeException first = new IllegalStateException("first");
    recorder.failed(1, first);
    recorder.failed(1, new IllegalStateException("second"));
    recorder.failed(0, new IllegalStateException("other"));

    assertEquals(2, recorder.adviceFailures(1));
    assertEquals(1, recorder.adviceFailures(0));
    assertEquals(2, told.size());
    assertEquals(first, told.get(0));
  }

  @Test
  void failures_on_many_threads_at_once_are_told_exactly_once() throws Exception {
    for (int round = 0; round < 200; round++) {
      told.clear();
      Recorder fresh = recorder(SESSION);
      CountDownLatch go = new CountDownLatch(1);
      List<Thread> threads = new ArrayList<>();
      for (int index = 0; index < 4; index++) {
        Thread thread =
            new Thread(
                () -> {
                  try {
                    go.await();
                  } catch (InterruptedException e) {
                    return;
                  }
                  fresh.failed(0, new IllegalStateException());
                });
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
      }
      go.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(4, fresh.adviceFailures(0));
      assertEquals(1, told.size());
    }
  }

  private Recorder recorder(int session) {
    return new Recorder(
        session,
        new HttpRecorder(events, new Dictionary(8, 255), new Dictionary(8, 255)),
        new JdbcRecorder(events, new JdbcNames()),
        new CacheRecorder(session, System.nanoTime()),
        new RedisRecorder(session),
        new PoolRecorder(events),
        new ExecutorRecorder(session),
        2,
        (instrumentation, thrown) -> told.add(thrown));
  }

  private long begin() {
    long startNanos = recorder.enter(SESSION, Kind.HTTP_SERVER);
    if (startNanos != 0L) {
      recorder.requestStarted(SESSION, startNanos, "GET", "http", null, null);
    }
    return startNanos;
  }

  private void end(long startNanos) {
    Request ended = recorder.requestEnded(SESSION, startNanos);
    assertNotNull(ended);
    recorder.request(SESSION, ended, null, "", null, "/orders", 200, true, null);
  }

  private int drained() {
    return events.drain((attributes, nanos) -> {});
  }
}
