package com.example.host;

import java.util.Map;
import java.util.Set;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheEventListenerConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.core.internal.statistics.DefaultStatisticsService;
import org.ehcache.core.spi.service.StatisticsService;
import org.ehcache.core.statistics.CacheStatistics;
import org.ehcache.event.CacheEvent;
import org.ehcache.event.EventType;

/** A cache of Ehcache on the heap that is too small for its keys. */
final class EhcacheStore extends Store {
  private final StatisticsService service;
  private final CacheManager manager;
  private final Cache<Integer, String> cache;

  EhcacheStore(String name, boolean statistics) {
    super(name);
    service = statistics ? new DefaultStatisticsService() : null;
    CacheManagerBuilder<CacheManager> builder =
        CacheManagerBuilder.newCacheManagerBuilder()
            .withCache(
                name,
                CacheConfigurationBuilder.newCacheConfigurationBuilder(
                        Integer.class, String.class, ResourcePoolsBuilder.heap(200))
                    .withService(
                        CacheEventListenerConfigurationBuilder.newEventListenerConfiguration(
                                this::gone, EventType.EVICTED, EventType.REMOVED)
                            .unordered()
                            .synchronous()));
    manager = (statistics ? builder.using(service) : builder).build(true);
    cache = manager.getCache(name, Integer.class, String.class);
  }

  private void gone(CacheEvent<?, ?> event) {
    (event.getType() == EventType.EVICTED ? tally.evictions : tally.removals).increment();
  }

  @Override
  void step(int operation, int shared, int own) {
    switch (operation) {
      case 0, 1, 2, 3 -> tally.lookedUp(cache.get(shared));
      case 4, 5 -> {
        cache.put(shared, "put");
        tally.puts.increment();
      }
      case 6 -> cache.remove(shared);
      case 7 -> {
        if (!tally.lookedUp(cache.putIfAbsent(own, "absent"))) {
          tally.puts.increment();
        }
      }
      case 8 -> {
        if (tally.lookedUp(cache.replace(own, "replaced"))) {
          tally.puts.increment();
        }
      }
      default -> cache.getAll(Set.of(shared, own)).forEach((key, value) -> tally.lookedUp(value));
    }
  }

  @Override
  Map<String, Long> statistics() {
    if (service == null) {
      return Map.of();
    }
    CacheStatistics counted = service.getCacheStatistics(name());
    return Map.of(
        "hits", counted.getCacheHits(),
        "misses", counted.getCacheMisses(),
        "puts", counted.getCachePuts(),
        "removals", counted.getCacheRemovals(),
        "evictions", counted.getCacheEvictions());
  }

  /** Looks every entry up, and so counts. */
  @Override
  long size() {
    long entries = 0;
    for (Cache.Entry<Integer, String> entry : cache) {
      entries += entry.getValue().isEmpty() ? 0 : 1;
    }
    return entries;
  }
}
