package com.example.host.caches;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;

/** What an application does with a JCache provider, the same in every run. */
public final class JCacheScripts {
  private static final int STEPS = 4_000;

  private JCacheScripts() {}

  /** The cache and, with statistics, what the provider counted. */
  public static Object[] run(String provider, boolean statistics) {
    boolean reference = provider.startsWith("org.jsr107.");
    javax.cache.CacheManager manager =
        Caching.getCachingProvider(provider, JCacheScripts.class.getClassLoader())
            .getCacheManager();
    manager.destroyCache("orders");
    javax.cache.Cache<Integer, String> cache =
        manager.createCache(
            "orders",
            new MutableConfiguration<Integer, String>()
                .setTypes(Integer.class, String.class)
                .setStatisticsEnabled(statistics));
    Random random = new Random(2);
    for (int step = 0; step < STEPS; step++) {
      int key = random.nextInt(80);
      switch (random.nextInt(11)) {
        case 0 -> cache.put(key, "put");
        case 1 -> cache.get(key);
        case 2 -> cache.putIfAbsent(key, "absent");
        case 3 -> cache.remove(key);
        case 4 -> {
          // The answer does not tell why nothing was removed: only where the store says it.
          if (!reference) {
            cache.remove(key, "put");
          }
        }
        case 5 -> cache.replace(key, "replaced");
        case 6 -> cache.getAndPut(key, "got");
        case 7 -> cache.getAll(new HashSet<>(Set.of(key, key + 1, key + 2)));
        case 8 -> cache.putAll(new HashMap<>(Map.of(key, "one", key + 1, "two")));
        case 9 -> cache.getAndRemove(key);
        default -> cache.containsKey(key);
      }
    }
    long[] numbers = null;
    if (statistics) {
      numbers = mxBean(manager);
      manager.enableStatistics("orders", false);
    }
    return new Object[] {List.of(manager, cache), numbers};
  }

  private static long[] mxBean(javax.cache.CacheManager manager) {
    try {
      var server = java.lang.management.ManagementFactory.getPlatformMBeanServer();
      var names =
          server.queryNames(
              new javax.management.ObjectName("javax.cache:type=CacheStatistics,Cache=orders,*"),
              null);
      var name = names.iterator().next();
      return new long[] {
        (Long) server.getAttribute(name, "CacheHits"),
        (Long) server.getAttribute(name, "CacheMisses"),
        0,
        0,
        (Long) server.getAttribute(name, "CacheEvictions"),
        0,
        0,
        (Long) server.getAttribute(name, "CachePuts"),
        (Long) server.getAttribute(name, "CacheRemovals")
      };
    } catch (javax.management.JMException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
