package dev.vitals.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.pipeline.CacheReadings.Counts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EhcacheTest {
  private static final String HOST = "com.example.host.caches.EhcacheScripts";

  @ParameterizedTest
  @CsvSource({
    "ehcache-3.10.8, large, products",
    "ehcache-3.10.8, small, products",
    "ehcache-3.10.8, copied, products",
    "ehcache-3.10.8, jcache, orders",
    "ehcache-3.11.1, large, products",
    "ehcache-3.11.1, small, products",
    "ehcache-3.11.1, copied, products",
    "ehcache-3.11.1, jcache, orders"
  })
  void counts_what_the_statistics_service_counts_with_and_without_it(
      String version, String script, String name) throws Exception {
    try (CacheHost host = host(version)) {
      host.attach();
      CacheHost.Outcome with = host.run(HOST, script, true);
      CacheHost.Outcome without = host.run(HOST, script, false);
      List<Long> expected = used(with.expected());
      assertEquals(expected, used(with.byName()));
      assertEquals(expected, used(without.byName()));
      assertEquals(Set.of(name), with.byName().keySet());
      assertEquals(Set.of(name), without.byName().keySet());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ehcache-3.10.8", "ehcache-3.11.1"})
  void a_cache_that_was_there_before_is_called_what_its_manager_calls_it(String version)
      throws Exception {
    try (CacheHost host = host(version)) {
      assertEquals(Map.of(), host.run(HOST, "before", false).byName());
      host.attach();
      Map<String, Counts> byName = host.run(HOST, "after", false).byName();
      assertEquals(Map.of("products", new Counts(1, 1, 0, 0, 0, 0, 0, 0)), byName);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ehcache-3.10.8", "ehcache-3.11.1"})
  void a_cache_whose_name_was_seen_first_counts_its_evictions(String version) throws Exception {
    try (CacheHost host = host(version)) {
      host.run(HOST, "before", false);
      host.attach();
      CacheHost.Outcome outcome = host.run(HOST, "overfilled", false);
      Counts counts = outcome.byName().get("products");
      assertEquals(100, counts.puts());
      assertEquals(outcome.expected()[4], counts.evictions());
      assertTrue(counts.evictions() >= 50, counts::toString);
    }
  }

  private static CacheHost host(String version) throws Exception {
    return new CacheHost(
        List.of(new EhcacheInstrumentation()), version, "cache-api-1.1.1", "slf4j-api-2.0.17");
  }

  private static List<Long> used(long[] numbers) {
    return List.of(numbers[0], numbers[1], numbers[4], numbers[7], numbers[8]);
  }

  private static List<Long> used(Map<String, Counts> byName) {
    Counts counts = byName.values().iterator().next();
    return List.of(
        counts.hits(), counts.misses(), counts.evictions(), counts.puts(), counts.removals());
  }
}
