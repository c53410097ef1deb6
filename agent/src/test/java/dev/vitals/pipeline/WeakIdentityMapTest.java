package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
  @Test
  void tells_equal_objects_apart() {
    WeakIdentityMap<String> map = new WeakIdentityMap<>(8);
    List<Integer> first = new ArrayList<>(List.of(1));
    List<Integer> second = new ArrayList<>(List.of(1));
    map.put(first, "first");
    assertNull(map.get(second));
    assertNull(map.putIfAbsent(second, "second"));
    first.add(2);
    assertEquals("first", map.get(first));
    assertEquals("second", map.putIfAbsent(second, "third"));
    assertEquals(2, map.size());
  }

  @Test
  void replaces_and_removes_within_one_chain() {
    WeakIdentityMap<Integer> map = new WeakIdentityMap<>(1 << 12);
    Object[] keys = new Object[1 << 10];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new Object();
      map.put(keys[i], i);
    }
    for (int i = 0; i < keys.length; i += 3) {
      assertEquals(i, map.remove(keys[i]));
      assertNull(map.remove(keys[i]));
    }
    for (int i = 1; i < keys.length; i += 3) {
      map.put(keys[i], -i);
    }
    for (int i = 0; i < keys.length; i++) {
      Integer expected = i % 3 == 0 ? null : i % 3 == 1 ? (Integer) (-i) : (Integer) i;
      assertEquals(expected, map.get(keys[i]));
    }
    assertEquals(keys.length - (keys.length + 2) / 3, map.size());
  }

  @Test
  void refuses_and_counts_where_a_bucket_is_full() {
    WeakIdentityMap<String> map = new WeakIdentityMap<>(2);
    int most = 2 * WeakIdentityMap.LONGEST_CHAIN;
    List<Object> keys = new ArrayList<>();
    for (int index = 0; index < 1_000; index++) {
      keys.add(new Object());
      map.put(keys.get(index), "a");
    }
    assertEquals(most, map.size());
    assertEquals(1_000 - most, map.refused());
    Object known = keys.stream().filter(key -> map.get(key) != null).findFirst().orElseThrow();
    Object refused = keys.stream().filter(key -> map.get(key) == null).findFirst().orElseThrow();
    map.put(known, "d");
    assertEquals("d", map.get(known));
    assertNull(map.putIfAbsent(refused, "c"));
    assertNull(map.get(refused));
    assertEquals(1_001 - most, map.refused());
    for (Object key : keys) {
      map.remove(key);
    }
    map.put(refused, "e");
    assertEquals("e", map.get(refused));
    assertEquals(1, map.size());
  }

  @Test
  void has_room_for_as_many_as_it_was_made_for() {
    int capacity = 1 << 14;
    WeakIdentityMap<Integer> map = new WeakIdentityMap<>(capacity);
    List<Object> keys = new ArrayList<>();
    for (int index = 0; index < capacity; index++) {
      keys.add(new Object());
      map.put(keys.get(index), index);
    }
    assertTrue(map.refused() < capacity / 100, map.refused() + " refused");
    assertEquals(capacity - map.refused(), map.size());
  }

  @Test
  void hands_over_the_values_of_collected_keys_once() {
    WeakIdentityMap<String> map = new WeakIdentityMap<>(64);
    Object kept = new Object();
    map.put(kept, "kept");
    for (int i = 0; i < 20; i++) {
      map.put(new Object(), "collected");
    }
    List<String> handedOver = new ArrayList<>();
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (handedOver.size() < 20 && System.nanoTime() < deadline) {
      System.gc();
      map.expunge(handedOver::add);
    }
    map.expunge(handedOver::add);
    assertEquals(20, handedOver.size());
    assertTrue(handedOver.stream().allMatch("collected"::equals));
    assertEquals(1, map.size());
    List<Object> visible = new ArrayList<>();
    map.forEach((key, value) -> visible.add(key));
    assertEquals(1, visible.size());
    assertSame(kept, visible.get(0));
  }

  @Test
  void loses_nothing_when_threads_write_the_same_chains() throws InterruptedException {
    WeakIdentityMap<Integer> map = new WeakIdentityMap<>(1 << 12);
    Object[] shared = new Object[64];
    for (int i = 0; i < shared.length; i++) {
      shared[i] = new Object();
    }
    AtomicInteger winners = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      int owner = t;
      threads[t] =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException interrupted) {
                  return;
                }
                for (Object key : shared) {
                  if (map.putIfAbsent(key, owner) == null) {
                    winners.incrementAndGet();
                  }
                }
                for (int i = 0; i < 20_000; i++) {
                  Object own = new Object();
                  map.put(own, i);
                  if (map.get(own) != i || map.remove(own) != i || map.get(own) != null) {
                    wrong.incrementAndGet();
                  }
                }
              });
      threads[t].start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(shared.length, winners.get());
    assertEquals(0, wrong.get());
    assertEquals(shared.length, map.size());
    assertEquals(0, map.refused());
  }
}
