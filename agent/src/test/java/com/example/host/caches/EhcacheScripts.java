package com.example.host.caches;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.core.internal.statistics.DefaultStatisticsService;
import org.ehcache.core.spi.service.StatisticsService;
import org.ehcache.core.statistics.CacheStatistics;
import org.ehcache.impl.config.copy.DefaultCopierConfiguration;
import org.ehcache.impl.copy.SerializingCopier;

/** What an application does with Ehcache, the same in every run. */
public final class EhcacheScripts {
  private static final int STEPS = 4_000;

  private static CacheManager holder;
  private static Cache<Integer, String> held;

  private EhcacheScripts() {}

  /** The cache and, with statistics, what the library counted. */
  public static Object[] run(String script, boolean statistics) {
    return switch (script) {
      case "jcache" -> JCacheScripts.run("org.ehcache.jsr107.EhcacheCachingProvider", statistics);
      case "before" -> before();
      case "after" -> after();
      case "overfilled" -> overfilled();
      default -> direct(script, statistics);
    };
  }

  private static Object[] before() {
    CacheManager manager =
        CacheManagerBuilder.newCacheManagerBuilder()
            .withCache("products", products(20).build())
            .build(true);
    holder = manager;
    held = manager.getCache("products", Integer.class, String.class);
    held.put(1, "here");
    return new Object[] {held, null};
  }

  /** One hit and one miss. */
  private static Object[] after() {
    held.get(1);
    held.get(2);
    return new Object[] {held, null};
  }

  /** Asks the manager for the cache, and puts more than there is room for. */
  private static Object[] overfilled() {
    holder.getCache("products", Integer.class, String.class);
    held.clear();
    for (int key = 0; key < 100; key++) {
      held.put(key, "put");
    }
    long left = StreamSupport.stream(held.spliterator(), false).count();
    return new Object[] {held, new long[] {0, 0, 0, 0, 100 - left, 0, 0, 100, 0}};
  }

  private static CacheConfigurationBuilder<Integer, String> products(int entries) {
    return CacheConfigurationBuilder.newCacheConfigurationBuilder(
        Integer.class, String.class, ResourcePoolsBuilder.heap(entries));
  }

  private static CacheConfigurationBuilder<Integer, String> products(String script) {
    return script.equals("copied")
        ? products(20)
            .withService(
                new DefaultCopierConfiguration<>(
                    SerializingCopier.<String>asCopierClass(),
                    DefaultCopierConfiguration.Type.VALUE))
        : products(script.equals("small") ? 20 : 10_000);
  }

  private static Object[] direct(String script, boolean statistics) {
    StatisticsService service = new DefaultStatisticsService();
    boolean small = !script.equals("large");
    CacheManagerBuilder<CacheManager> builder =
        CacheManagerBuilder.newCacheManagerBuilder().withCache("products", products(script));
    CacheManager manager = (statistics ? builder.using(service) : builder).build(true);
    Cache<Integer, String> cache = manager.getCache("products", Integer.class, String.class);
    Random random = new Random(1);
    for (int step = 0; step < STEPS; step++) {
      int key = random.nextInt(80);
      switch (random.nextInt(small ? 2 : 11)) {
        case 0 -> cache.put(small ? step : key, "put");
        case 1 -> cache.get(small ? -1 - key : key);
        case 2 -> cache.putIfAbsent(key, "absent");
        case 3 -> cache.remove(key);
        case 4 -> cache.remove(key, "put");
        case 5 -> cache.replace(key, "replaced");
        case 6 -> cache.replace(key, "replaced", "again");
        case 7 -> cache.getAll(Set.of(key, key + 1, key + 2));
        case 8 -> cache.putAll(Map.of(key, "one", key + 1, "two"));
        case 9 -> cache.removeAll(Set.of(key, key + 1));
        default -> cache.containsKey(key);
      }
    }
    long[] numbers = null;
    if (statistics) {
      CacheStatistics counted = service.getCacheStatistics("products");
      numbers =
          new long[] {
            counted.getCacheHits(),
            counted.getCacheMisses(),
            0,
            0,
            counted.getCacheEvictions(),
            0,
            counted.getTierStatistics().get("OnHeap").getMappings(),
            counted.getCachePuts(),
            counted.getCacheRemovals()
          };
    }
    return new Object[] {List.of(manager, cache), numbers};
  }
}
