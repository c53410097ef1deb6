package dev.vitals.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JvmStacksTest {
  private static final int DEEP = 200;

  private final Object lock = new Object();
  private final List<Thread> started = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    for (Thread thread : started) {
      thread.interrupt();
    }
    for (Thread thread : started) {
      thread.join();
    }
  }

  @Test
  void who_waits_for_a_lock_is_shown_with_it_its_owner_and_the_calls_that_led_there() {
    synchronized (lock) {
      Thread.currentThread().setName("owner");
      start("waiter", this::needsLock);
      ThreadDump.Facts waiter = shown("waiter", Thread.State.BLOCKED);
      assertEquals("owner", waiter.owner());
      assertTrue(waiter.waitsFor().startsWith("java.lang.Object@"), waiter.waitsFor());
      assertTrue(
          waiter
              .stack()
              .get(0)
              .matches(
                  "dev\\.vitals\\.host\\.JvmStacksTest\\.needsLock\\(JvmStacksTest\\.java:\\d+\\)"),
          waiter.stack().toString());
      assertEquals(waiter.ownerId(), shown("owner", Thread.State.RUNNABLE).id());
    }
  }

  @Test
  void who_waits_to_be_notified_waits_for_no_owner() throws InterruptedException {
    CountDownLatch holds = new CountDownLatch(1);
    start("listener", this::awaitsNotify);
    shown("listener", Thread.State.WAITING);
    start("holder", () -> holdsLock(holds));
    holds.await();
    ThreadDump.Facts listener = shown("listener", Thread.State.WAITING);
    assertEquals(-1, listener.ownerId());
    assertEquals("", listener.owner());
    assertTrue(listener.waitsFor().startsWith("java.lang.Object@"), listener.waitsFor());
  }

  @Test
  void threads_that_wait_for_each_other_are_found_and_who_waits_for_them_is_not_one() {
    ReentrantLock one = new ReentrantLock();
    ReentrantLock other = new ReentrantLock();
    CountDownLatch bothHold = new CountDownLatch(2);
    start("first", () -> holdsAndWants(one, other, bothHold));
    start("second", () -> holdsAndWants(other, one, bothHold));
    start("third", () -> wants(one));
    shown(dump -> deadlocked(dump).equals(List.of("first", "second")));
    ThreadDump.Facts third = shown("third", Thread.State.WAITING);
    assertEquals("first", third.owner());
    assertEquals(List.of("first", "second"), deadlocked(JvmStacks.dump()));
  }

  @Test
  void who_gives_up_one_day_is_in_no_deadlock() {
    assertEquals(List.of("a", "b"), deadlocked(circle(Thread.State.BLOCKED)));
    assertEquals(List.of(), deadlocked(circle(Thread.State.TIMED_WAITING)));
  }

  @Test
  void a_deep_stack_is_cut() {
    CountDownLatch down = new CountDownLatch(1);
    start("deep", () -> descend(DEEP, down));
    shown(dump -> down.getCount() == 0 && find(dump, "deep", Thread.State.WAITING) != null);
    ThreadDump.Facts deep = find(JvmStacks.dump(), "deep", Thread.State.WAITING);
    assertEquals(JvmStacks.MOST_FRAMES, deep.stack().size());
  }

  @Test
  void of_too_many_threads_those_are_looked_at_that_wait_for_a_lock_and_that_have_it() {
    synchronized (lock) {
      Thread.currentThread().setName("owner");
      for (int number = 0; number < 5; number++) {
        start("idle", this::awaits);
      }
      start("waiter", this::needsLock);
      shown("waiter", Thread.State.BLOCKED);
      ThreadDump few = JvmStacks.dump(2);
      assertEquals(List.of("waiter", "owner"), names(few));
      assertTrue(few.count() > 7, few.count() + " threads");
      assertFalse(few.threads().get(1).stack().isEmpty());
    }
  }

  private void needsLock() {
    synchronized (lock) {
      Thread.onSpinWait();
    }
  }

  private void awaitsNotify() {
    synchronized (lock) {
      try {
        lock.wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void holdsLock(CountDownLatch holds) {
    synchronized (lock) {
      holds.countDown();
      awaits();
    }
  }

  private void awaits() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void descend(int calls, CountDownLatch down) {
    if (calls > 0) {
      descend(calls - 1, down);
    } else {
      down.countDown();
      awaits();
    }
  }

  private static void holdsAndWants(ReentrantLock mine, ReentrantLock wanted, CountDownLatch both) {
    mine.lock();
    try {
      both.countDown();
      both.await();
      wanted.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      mine.unlock();
    }
  }

  private static void wants(ReentrantLock wanted) {
    try {
      wanted.lockInterruptibly();
      wanted.unlock();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    started.add(thread);
    thread.start();
  }

  private static ThreadDump.Facts shown(String name, Thread.State state) {
    return find(shown(dump -> find(dump, name, state) != null), name, state);
  }

  private static ThreadDump shown(Predicate<ThreadDump> expected) {
    long deadlineNanos = System.nanoTime() + 30_000_000_000L;
    ThreadDump dump = JvmStacks.dump();
    while (!expected.test(dump)) {
      assertTrue(System.nanoTime() < deadlineNanos, dump.toString());
      Thread.onSpinWait();
      dump = JvmStacks.dump();
    }
    return dump;
  }

  private static ThreadDump.Facts find(ThreadDump dump, String name, Thread.State state) {
    for (ThreadDump.Facts thread : dump.threads()) {
      if (thread.name().equals(name) && thread.state() == state) {
        return thread;
      }
    }
    return null;
  }

  private static List<String> deadlocked(ThreadDump dump) {
    return dump.deadlocked().stream().map(ThreadDump.Facts::name).sorted().toList();
  }

  private static List<String> names(ThreadDump dump) {
    return dump.threads().stream().map(ThreadDump.Facts::name).toList();
  }

  /** Two that wait for each other, and one that waits for them. */
  private static ThreadDump circle(Thread.State ofTheSecond) {
    return new ThreadDump(
        3,
        List.of(
            new ThreadDump.Facts(1, "a", Thread.State.BLOCKED, "l@1", 2, "b", List.of()),
            new ThreadDump.Facts(2, "b", ofTheSecond, "l@2", 1, "a", List.of()),
            new ThreadDump.Facts(3, "c", Thread.State.BLOCKED, "l@1", 2, "b", List.of())));
  }
}
