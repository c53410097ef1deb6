package com.example.host.caches;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Random;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** What an application does with Spring's caches, and what it would count itself. */
public final class SpringScripts {
  private SpringScripts() {}

  /** The cache and what happened to it: hits, misses, loads, failed loads, evictions. */
  public static Object[] run(String script, boolean statistics) {
    if (script.equals("caffeine")) {
      Caffeine<Object, Object> builder = Caffeine.newBuilder();
      com.github.benmanes.caffeine.cache.Cache<Object, Object> behind =
          (statistics ? builder.recordStats() : builder).build();
      Cache cache = new CaffeineCache("books", behind);
      use(cache);
      var counted = behind.stats();
      return new Object[] {
        List.of(cache),
        new long[] {
          counted.hitCount(),
          counted.missCount(),
          counted.loadSuccessCount(),
          counted.loadFailureCount(),
          0,
          counted.totalLoadTime(),
          0
        }
      };
    }
    Cache cache = new ConcurrentMapCache("books");
    return new Object[] {List.of(cache), use(cache)};
  }

  private static long[] use(Cache cache) {
    long[] counted = new long[7];
    Random random = new Random(3);
    for (int step = 0; step < 2_000; step++) {
      int key = random.nextInt(60);
      switch (random.nextInt(6)) {
        case 0 -> cache.put(key, "put");
        case 1 -> cache.evict(key);
        case 2 -> {
          boolean[] called = new boolean[1];
          cache.get(
              key,
              () -> {
                called[0] = true;
                return null;
              });
          counted[called[0] ? 1 : 0]++;
          counted[2] += called[0] ? 1 : 0;
        }
        case 3 -> {
          try {
            cache.get(
                key,
                () -> {
                  throw new IllegalStateException("refused");
                });
            counted[0]++;
          } catch (Cache.ValueRetrievalException expected) {
            counted[1]++;
            counted[3]++;
          }
        }
        default -> counted[cache.get(key) == null ? 1 : 0]++;
      }
    }
    return counted;
  }
}
