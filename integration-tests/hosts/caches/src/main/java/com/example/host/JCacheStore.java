package com.example.host;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A cache of a JCache provider. */
final class JCacheStore extends Store {
  private final boolean statistics;
  private final CacheManager manager;
  private final Cache<Integer, String> cache;

  JCacheStore(String name, String provider, boolean statistics) {
    super(name);
    this.statistics = statistics;
    manager = Caching.getCachingProvider(provider).getCacheManager();
    cache =
        manager.createCache(
            name,
            new MutableConfiguration<Integer, String>()
                .setTypes(Integer.class, String.class)
                .setStatisticsEnabled(statistics));
  }

  @Override
  void step(int operation, int shared, int own) {
    switch (operation) {
      case 0, 1, 2, 3 -> tally.lookedUp(cache.get(shared));
      case 4, 5 -> {
        cache.put(shared, "put");
        tally.puts.increment();
      }
      case 6 -> tally.removed(tally.lookedUp(cache.getAndRemove(shared)));
      case 7 -> tally.removed(cache.remove(shared));
      case 8 -> {
        tally.lookedUp(cache.getAndPut(shared, "got"));
        tally.puts.increment();
      }
      default -> {
        Set<Integer> keys = new HashSet<>(Set.of(shared, own));
        Map<Integer, String> found = cache.getAll(keys);
        keys.forEach(key -> tally.lookedUp(found.get(key)));
      }
    }
  }

  @Override
  Map<String, Long> statistics() {
    if (!statistics) {
      return Map.of();
    }
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName bean =
          server
              .queryNames(
                  new ObjectName("javax.cache:type=CacheStatistics,Cache=" + name() + ",*"), null)
              .iterator()
              .next();
      return Map.of(
          "hits", (Long) server.getAttribute(bean, "CacheHits"),
          "misses", (Long) server.getAttribute(bean, "CacheMisses"),
          "puts", (Long) server.getAttribute(bean, "CachePuts"),
          "removals", (Long) server.getAttribute(bean, "CacheRemovals"),
          "evictions", (Long) server.getAttribute(bean, "CacheEvictions"));
    } catch (JMException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** Looks every entry up, and so counts. */
  @Override
  long size() {
    if (!cache.getClass().getName().startsWith("org.ehcache.")) {
      return -1L;
    }
    long entries = 0;
    for (Cache.Entry<Integer, String> entry : cache) {
      entries += entry.getValue().isEmpty() ? 0 : 1;
    }
    return entries;
  }
}
