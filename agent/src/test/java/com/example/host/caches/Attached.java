package com.example.host.caches;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.CacheBuilder;
import java.util.List;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** An application whose caches are there before anybody attaches. */
public final class Attached {
  private static final Cache<Integer, String> CAFFEINE =
      Caffeine.newBuilder().maximumSize(100).build();
  private static final Cache<Integer, String> PLAIN = Caffeine.newBuilder().build();
  private static final AsyncCache<Integer, String> ASYNC = Caffeine.newBuilder().buildAsync();
  private static final com.google.common.cache.Cache<Integer, String> GUAVA =
      CacheBuilder.newBuilder().build();
  private static final ConcurrentMapCache MAP = new ConcurrentMapCache("map");
  private static final CaffeineCache SPRING =
      new CaffeineCache("spring", Caffeine.newBuilder().build());

  private Attached() {}

  /** Before the attach: one lookup of each. After it: one hit and two misses. */
  public static Object[] run(String script, boolean statistics) throws Exception {
    if (script.equals("before")) {
      PLAIN.put(1, "here");
      CAFFEINE.put(1, "here");
      GUAVA.put(1, "here");
      MAP.put(1, "here");
      SPRING.put(1, "here");
      ASYNC.synchronous().put(1, "here");
    } else if (script.equals("new")) {
      Cache<Integer, String> cache = Caffeine.newBuilder().build();
      cache.getIfPresent(1);
      return new Object[] {cache, null};
    }
    for (int key = 1; key <= 3; key++) {
      PLAIN.getIfPresent(key);
      CAFFEINE.getIfPresent(key);
      GUAVA.getIfPresent(key);
      MAP.get(key);
      SPRING.get(key);
      ASYNC.getIfPresent(key);
    }
    return new Object[] {List.of(CAFFEINE, PLAIN, GUAVA, MAP, SPRING, ASYNC), null};
  }

  /** What a loader that fails leaves in the stack trace. */
  public static StackTraceElement[] failure(boolean bounded) {
    Cache<Integer, String> cache =
        (bounded ? Caffeine.newBuilder().maximumSize(10) : Caffeine.newBuilder()).build();
    IllegalStateException mine = new IllegalStateException("mine");
    try {
      cache.get(
          1,
          key -> {
            mine.fillInStackTrace();
            throw mine;
          });
      throw new AssertionError("not thrown");
    } catch (IllegalStateException thrown) {
      if (thrown != mine) {
        throw new AssertionError("another exception", thrown);
      }
      return thrown.getStackTrace();
    }
  }
}
