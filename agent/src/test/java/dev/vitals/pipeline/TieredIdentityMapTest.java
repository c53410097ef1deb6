package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TieredIdentityMapTest {
  private static final int NEAR = TieredIdentityMap.NEAR_BUCKETS * TieredIdentityMap.NEAR_CHAIN;

  private final List<Object> keys = new ArrayList<>();

  @Test
  void what_the_small_table_has_no_room_for_is_found_replaced_and_removed_all_the_same() {
    TieredIdentityMap<Integer> map = filled(1 << 14, 4 * NEAR);
    assertEquals(0L, map.refused());
    assertEquals(keys.size(), map.size());
    for (int index = 0; index < keys.size(); index++) {
      assertEquals(index, map.get(keys.get(index)));
      map.put(keys.get(index), -index);
    }
    assertEquals(keys.size(), map.size());
    for (int index = 0; index < keys.size(); index++) {
      assertEquals(-index, map.remove(keys.get(index)));
      assertNull(map.get(keys.get(index)));
      assertNull(map.remove(keys.get(index)));
    }
    assertEquals(0, map.size());
  }

  @Test
  void a_key_stays_where_it_is_when_there_is_room_in_the_small_table_again() {
    TieredIdentityMap<Integer> map = filled(1 << 14, 4 * NEAR);
    for (int index = 0; index < NEAR; index++) {
      map.remove(keys.get(index));
    }
    int size = map.size();
    for (int index = NEAR; index < keys.size(); index++) {
      map.put(keys.get(index), 7);
    }
    assertEquals(size, map.size());
  }

  @Test
  void beyond_the_room_of_both_each_put_is_counted() {
    TieredIdentityMap<Integer> map = filled(1 << 8, 8 * NEAR);
    assertEquals(keys.size() - map.size(), map.refused());
    assertTrue(map.refused() >= keys.size() - NEAR - 128 * WeakIdentityMap.LONGEST_CHAIN);
    long present = keys.stream().filter(key -> map.get(key) != null).count();
    assertEquals(map.size(), present);
  }

  @Test
  void hands_over_the_values_of_collected_keys_of_both_tables() {
    TieredIdentityMap<Integer> map = filled(1 << 14, 4 * NEAR);
    Object kept = keys.get(3);
    keys.clear();
    List<Integer> handedOver = new ArrayList<>();
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (map.size() > 1 && System.nanoTime() < deadline) {
      System.gc();
      map.expunge(handedOver::add);
    }
    assertEquals(1, map.size());
    assertEquals(3, map.get(kept));
    assertEquals(4 * NEAR - 1, handedOver.size());
  }

  @Test
  void threads_that_come_and_go_with_keys_of_their_own_lose_none() throws InterruptedException {
    TieredIdentityMap<Object> map = new TieredIdentityMap<>(1 << 14);
    AtomicInteger wrong = new AtomicInteger();
    Thread[] threads = new Thread[4];
    for (int thread = 0; thread < threads.length; thread++) {
      threads[thread] = new Thread(() -> wrong.addAndGet(comeAndGo(map)));
      threads[thread].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(0, wrong.get());
    assertEquals(0, map.size());
    assertEquals(0L, map.refused());
  }

  private static int comeAndGo(TieredIdentityMap<Object> map) {
    int wrong = 0;
    for (int round = 0; round < 20; round++) {
      Object[] own = new Object[NEAR];
      for (int index = 0; index < own.length; index++) {
        own[index] = new Object();
        map.put(own[index], own);
      }
      for (Object key : own) {
        wrong += map.get(key) == own ? 0 : 1;
        wrong += map.remove(key) == own ? 0 : 1;
        wrong += map.get(key) == null ? 0 : 1;
      }
    }
    return wrong;
  }

  private TieredIdentityMap<Integer> filled(int capacity, int count) {
    TieredIdentityMap<Integer> map = new TieredIdentityMap<>(capacity);
    for (int index = 0; index < count; index++) {
      Object key = new Object();
      keys.add(key);
      map.put(key, index);
    }
    return map;
  }
}
