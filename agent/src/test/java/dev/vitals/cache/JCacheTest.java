package dev.vitals.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.pipeline.CacheReadings.Counts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class JCacheTest {
  private static final String HOST = "com.example.host.caches.JCacheScripts";
  private static final String EHCACHE = "org.ehcache.jsr107.EhcacheCachingProvider";

  @Test
  void counts_an_unknown_provider_as_it_counts_itself() throws Exception {
    try (CacheHost host =
        new CacheHost(
            List.of(new JCacheInstrumentation()), "cache-ri-impl-1.1.1", "cache-api-1.1.1")) {
      host.attach();
      assertSame(host, "org.jsr107.ri.spi.RICachingProvider");
    }
  }

  @Test
  void counts_ehcache_behind_jcache_once() throws Exception {
    try (CacheHost host =
        new CacheHost(
            List.of(new EhcacheInstrumentation(), new JCacheInstrumentation()),
            "ehcache-3.11.1",
            "cache-api-1.1.1",
            "slf4j-api-2.0.17")) {
      host.attach();
      assertSame(host, EHCACHE);
    }
  }

  private static void assertSame(CacheHost host, String provider) throws Exception {
    CacheHost.Outcome with = host.run(HOST, provider, true);
    CacheHost.Outcome without = host.run(HOST, provider, false);
    long[] numbers = with.expected();
    List<Long> expected = List.of(numbers[0], numbers[1], numbers[7], numbers[8]);
    assertEquals(expected, counts(with.total()));
    assertEquals(expected, counts(without.total()));
    assertEquals(Set.of("orders"), with.byName().keySet());
    assertEquals(Set.of("orders"), without.byName().keySet());
  }

  private static List<Long> counts(Counts counts) {
    return List.of(counts.hits(), counts.misses(), counts.puts(), counts.removals());
  }
}
