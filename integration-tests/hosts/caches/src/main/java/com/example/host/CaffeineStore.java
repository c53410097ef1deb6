package com.example.host;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.Map;

/** A Caffeine cache that is too small for its keys. */
final class CaffeineStore extends Store {
  private final boolean statistics;
  private final Cache<Integer, String> cache;

  CaffeineStore(String name, boolean statistics) {
    super(name);
    this.statistics = statistics;
    cache = build(tally, statistics);
  }

  static Cache<Integer, String> build(Tally tally, boolean statistics) {
    Caffeine<Integer, String> builder =
        Caffeine.newBuilder()
            .maximumSize(200)
            .executor(Runnable::run)
            .evictionListener(
                (Integer key, String value, RemovalCause cause) -> tally.evictions.increment());
    return (statistics ? builder.recordStats() : builder).build();
  }

  @Override
  void step(int operation, int shared, int own) {
    switch (operation) {
      case 0, 1, 2, 3 -> tally.lookedUp(cache.getIfPresent(shared));
      case 4, 5 -> {
        cache.put(shared, "put");
        tally.puts.increment();
      }
      case 6 -> tally.removed(cache.asMap().remove(shared) != null);
      case 7 -> {
        boolean[] ran = new boolean[1];
        cache.get(
            own,
            key -> {
              ran[0] = true;
              tally.loads.increment();
              return "loaded";
            });
        tally.gotOrLoaded(ran[0]);
      }
      case 8 -> {
        cache.get(-own, key -> null);
        tally.gotOrLoaded(true);
        tally.failures.increment();
      }
      default -> {
        try {
          cache.get(
              -own,
              key -> {
                throw new NoSuchEntry();
              });
        } catch (NoSuchEntry expected) {
          tally.gotOrLoaded(true);
          tally.failures.increment();
        }
      }
    }
  }

  @Override
  void settle() {
    cache.cleanUp();
  }

  @Override
  Map<String, Long> statistics() {
    return statistics ? counts(cache) : Map.of();
  }

  static Map<String, Long> counts(Cache<?, ?> cache) {
    CacheStats stats = cache.stats();
    return Map.of(
        "hits", stats.hitCount(),
        "misses", stats.missCount(),
        "evictions", stats.evictionCount(),
        "loads", stats.loadSuccessCount(),
        "failures", stats.loadFailureCount());
  }

  @Override
  long size() {
    return cache.estimatedSize();
  }
}
