package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventsTest {
  @Test
  void hands_over_what_was_offered_without_waiting_for_a_full_chunk() {
    Events events = new Events(2_048, 2);
    List<Long> seen = new ArrayList<>();

    assertTrue(events.offer(7, Events.HTTP_SERVER, 42));
    assertTrue(events.offer(8, Events.DB_CLIENT | 16, 43));

    assertEquals(2, events.size());
    assertEquals(2, events.drain((attributes, nanos) -> seen.add(attributes * 1_000 + nanos)));
    assertEquals(2, seen.size());
    assertTrue(seen.contains(1_042L) && seen.contains(18_043L), seen::toString);
    assertEquals(0, events.size());
    assertEquals(2, events.accepted());
  }

  @Test
  void drops_and_counts_when_nobody_drains() {
    Events events = new Events(2_048, 1);
    int offered = 10_000;
    int accepted = 0;
    for (int index = 0; index < offered; index++) {
      accepted += events.offer(1, Events.DB_CLIENT, index) ? 1 : 0;
    }

    assertEquals(events.capacity(), accepted);
    assertEquals(accepted, events.accepted());
    assertEquals(offered - accepted, events.dropped(Events.DB_CLIENT));
    assertEquals(0, events.dropped(Events.HTTP_SERVER));
    assertEquals(accepted, events.drain((attributes, nanos) -> {}));
    assertTrue(events.offer(1, Events.DB_CLIENT, 1), "room again");
    assertEquals(accepted + 1, events.accepted());
  }

  @Test
  @Timeout(30)
  void who_sleeps_is_woken_once_an_eighth_is_full_and_not_before() throws Exception {
    Events events = new Events(8 * 4 * Events.SLOTS, 1);
    Thread sleeper = new Thread(() -> events.await(TimeUnit.MINUTES.toNanos(10)));
    sleeper.setDaemon(true);
    sleeper.start();
    while (sleeper.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    // A chunk is handed over by whoever finds it full.
    offer(events, 4 * Events.SLOTS);
    assertTrue(sleeper.isAlive(), "three chunks are full, the fourth is still in use");
    offer(events, 1);
    sleeper.join();
  }

  @Test
  @Timeout(30)
  void nobody_sleeps_on_a_queue_that_is_filling_already() {
    Events events = new Events(8 * Events.SLOTS, 1);
    offer(events, Events.SLOTS + 1);

    events.await(TimeUnit.MINUTES.toNanos(10));

    assertEquals(Events.SLOTS + 1, events.drain((attributes, nanos) -> {}));
  }

  private static void offer(Events events, int count) {
    for (int index = 0; index < count; index++) {
      assertTrue(events.offer(1, Events.HTTP_SERVER, 1));
    }
  }

  @Test
  void loses_and_doubles_nothing_under_many_producers() throws Exception {
    Events events = new Events(4_096, 4);
    int producers = 6;
    int each = 300_000;
    AtomicLong offeredSum = new AtomicLong();
    AtomicLong acceptedCount = new AtomicLong();
    CountDownLatch done = new CountDownLatch(producers);
    for (int producer = 0; producer < producers; producer++) {
      int id = producer;
      Thread thread =
          new Thread(
              () -> {
                long sum = 0;
                long count = 0;
                for (int index = 1; index <= each; index++) {
                  if (events.offer(id, Events.HTTP_SERVER, index)) {
                    sum += index;
                    count++;
                  }
                }
                offeredSum.addAndGet(sum);
                acceptedCount.addAndGet(count);
                done.countDown();
              });
      thread.setDaemon(true);
      thread.start();
    }
    long[] drained = new long[2];
    Events.Consumer consumer =
        (attributes, nanos) -> {
          assertEquals(Events.HTTP_SERVER, attributes);
          drained[0]++;
          drained[1] += nanos;
        };
    while (done.getCount() > 0) {
      events.drain(consumer);
    }
    events.drain(consumer);

    assertEquals(acceptedCount.get(), drained[0]);
    assertEquals(offeredSum.get(), drained[1]);
    assertEquals(acceptedCount.get(), events.accepted());
    assertEquals((long) producers * each, events.accepted() + events.dropped(Events.HTTP_SERVER));
    assertEquals(0, events.size());
    assertFalse(drained[0] == 0);
  }

  @Test
  void an_event_that_the_consumer_throws_on_does_not_come_again() {
    Events events = new Events(2_048, 1);
    List<Long> seen = new ArrayList<>();
    Events.Consumer consumer =
        (attributes, nanos) -> {
          seen.add(nanos);
          if (nanos == 2) {
            throw new IllegalStateException("poison");
          }
        };
    for (int nanos = 1; nanos <= 3; nanos++) {
      events.offer(1, Events.HTTP_SERVER, nanos);
    }

    assertThrows(IllegalStateException.class, () -> events.drain(consumer));
    events.drain(consumer);

    assertEquals(List.of(1L, 2L, 3L), seen);
    assertEquals(0, events.size());
  }
}
