package com.example.host;

import java.util.Map;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** A cache of Spring's: its own, or one over Caffeine. */
final class SpringStore extends Store {
  private final Cache cache;

  private SpringStore(String name, Cache cache) {
    super(name);
    this.cache = cache;
  }

  static SpringStore ofMap(String name) {
    return new SpringStore(name, new ConcurrentMapCache(name));
  }

  /** Nothing is evicted: the Caffeine cache is large enough. */
  static SpringStore ofCaffeine(String name) {
    return new SpringStore(
        name,
        new CaffeineCache(
            name, com.github.benmanes.caffeine.cache.Caffeine.newBuilder().build(), true));
  }

  @Override
  void step(int operation, int shared, int own) {
    switch (operation) {
      case 0, 1, 2, 3 -> tally.lookedUp(cache.get(shared));
      case 4, 5 -> {
        cache.put(shared, "put");
        tally.puts.increment();
      }
      case 6 -> tally.removed(cache.evictIfPresent(shared));
      case 7, 8 -> {
        boolean[] ran = new boolean[1];
        cache.get(
            own,
            () -> {
              ran[0] = true;
              tally.loads.increment();
              return "loaded";
            });
        tally.gotOrLoaded(ran[0]);
      }
      default -> {
        try {
          cache.get(
              -own,
              () -> {
                throw new NoSuchEntry();
              });
        } catch (Cache.ValueRetrievalException expected) {
          tally.gotOrLoaded(true);
          tally.failures.increment();
        }
      }
    }
  }

  @Override
  Map<String, Long> statistics() {
    return Map.of();
  }

  @Override
  long size() {
    return cache instanceof ConcurrentMapCache map
        ? map.getNativeCache().size()
        : ((CaffeineCache) cache).getNativeCache().estimatedSize();
  }
}
