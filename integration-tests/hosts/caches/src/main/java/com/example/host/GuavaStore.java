package com.example.host;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheStats;
import com.google.common.cache.RemovalNotification;
import com.google.common.util.concurrent.UncheckedExecutionException;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** A Guava cache that is too small for its keys. */
final class GuavaStore extends Store {
  private final boolean statistics;
  private final Cache<Integer, String> cache;

  GuavaStore(String name, boolean statistics) {
    super(name);
    this.statistics = statistics;
    CacheBuilder<Integer, String> builder =
        CacheBuilder.newBuilder()
            .maximumSize(200)
            .removalListener(
                (RemovalNotification<Integer, String> gone) ->
                    tally.evictions.add(gone.wasEvicted() ? 1 : 0));
    cache = (statistics ? builder.recordStats() : builder).build();
  }

  @Override
  void step(int operation, int shared, int own) throws ExecutionException {
    switch (operation) {
      case 0, 1, 2, 3 -> tally.lookedUp(cache.getIfPresent(shared));
      case 4, 5 -> {
        cache.put(shared, "put");
        tally.puts.increment();
      }
      case 6 -> tally.removed(cache.asMap().remove(shared) != null);
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
        } catch (UncheckedExecutionException expected) {
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
    if (!statistics) {
      return Map.of();
    }
    CacheStats stats = cache.stats();
    return Map.of(
        "hits", stats.hitCount(),
        "misses", stats.missCount(),
        "evictions", stats.evictionCount(),
        "loads", stats.loadSuccessCount(),
        "failures", stats.loadExceptionCount());
  }

  @Override
  long size() {
    return cache.size();
  }
}
