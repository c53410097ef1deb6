package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.CacheBuilder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.junit.jupiter.api.Test;

class CacheLimitTest {
  @Test
  void caffeine_says_how_many_entries_it_may_have_now() {
    var cache = Caffeine.newBuilder().maximumSize(2_000).build();
    assertEquals(2_000, CacheLimit.of(cache.asMap()));
    cache.policy().eviction().orElseThrow().setMaximum(50);
    assertEquals(50, CacheLimit.of(cache.asMap()));
  }

  @Test
  void guava_says_how_many_entries_it_may_have() {
    assertEquals(
        1_000, CacheLimit.of(CacheBuilder.newBuilder().maximumSize(1_000).build().asMap()));
  }

  @Test
  void ehcache_says_how_many_entries_its_heap_may_have() {
    try (CacheManager manager = CacheManagerBuilder.newCacheManagerBuilder().build(true)) {
      ResourcePoolsBuilder pools = ResourcePoolsBuilder.newResourcePoolsBuilder();
      Cache<String, String> limited = create(manager, "limited", pools.heap(70, EntryUnit.ENTRIES));
      assertEquals(70, CacheLimit.of(EhcacheParts.storeOf(limited)));
      Cache<String, String> endless =
          create(manager, "endless", pools.heap(Long.MAX_VALUE, EntryUnit.ENTRIES));
      assertEquals(CacheSize.UNKNOWN, CacheLimit.of(EhcacheParts.storeOf(endless)));
    }
  }

  @Test
  void a_cache_without_a_number_of_entries_as_limit_says_none() {
    var timed = Caffeine.newBuilder().expireAfterWrite(1, TimeUnit.HOURS).build();
    assertEquals(CacheSize.UNKNOWN, CacheLimit.of(timed.asMap()));
    assertEquals(CacheSize.UNKNOWN, CacheLimit.of(Caffeine.newBuilder().build().asMap()));
    var weighed = Caffeine.newBuilder().maximumWeight(9).weigher((key, value) -> 3).build();
    assertEquals(CacheSize.UNKNOWN, CacheLimit.of(weighed.asMap()));
    assertEquals(CacheSize.UNKNOWN, CacheLimit.of(CacheBuilder.newBuilder().build().asMap()));
    var heavy = CacheBuilder.newBuilder().maximumWeight(9).weigher((key, value) -> 3).build();
    assertEquals(CacheSize.UNKNOWN, CacheLimit.of(heavy.asMap()));
    assertEquals(CacheSize.UNKNOWN, CacheLimit.of(new ConcurrentHashMap<>()));
    assertEquals(CacheSize.UNKNOWN, CacheLimit.of("no cache"));
  }

  private static Cache<String, String> create(
      CacheManager manager, String name, ResourcePoolsBuilder pools) {
    return manager.createCache(
        name,
        CacheConfigurationBuilder.newCacheConfigurationBuilder(String.class, String.class, pools));
  }
}
