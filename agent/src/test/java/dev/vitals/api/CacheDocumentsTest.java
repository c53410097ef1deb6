package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CacheDocumentsTest {
  private final World world = World.shop();

  @Test
  void the_numbers_of_the_guide_give_the_rates_of_the_guide() {
    CacheFigures guide = new CacheFigures(1_250, 150, 25, 1_250, 2_000);
    Map<String, Object> fields = guide.fields();
    assertEquals(
        List.of(
            "hits",
            "misses",
            "evictions",
            "hit_rate",
            "total_size",
            "entry_count",
            "max_size",
            "utilization"),
        List.copyOf(fields.keySet()));
    assertEquals(1_250L, fields.get("hits"));
    assertEquals(150L, fields.get("misses"));
    assertEquals(25L, fields.get("evictions"));
    assertEquals(89.3, fields.get("hit_rate"));
    assertEquals(1_250L, fields.get("entry_count"));
    assertEquals(2_000L, fields.get("max_size"));
    assertEquals(62.5, fields.get("utilization"));
  }

  @Test
  void hit_rate_is_hits_of_all_lookups_and_utilization_entries_of_the_most() {
    Random random = new Random(5);
    for (int run = 0; run < 1_000; run++) {
      double hits = random.nextInt(10_000);
      double misses = random.nextInt(10_000);
      double entries = random.nextInt(1_000);
      double most = 1 + random.nextInt(1_000);
      Map<String, Object> fields = new CacheFigures(hits, misses, 0, entries, most).fields();
      if (hits + misses > 0) {
        assertEquals(
            100 * hits / (hits + misses), (Double) fields.get("hit_rate"), 0.0501, "run " + run);
      }
      assertEquals(100 * entries / most, (Double) fields.get("utilization"), 0.0501, "run " + run);
    }
  }

  @Test
  void a_cache_nobody_has_asked_has_no_hit_rate() {
    Map<String, Object> fields = new CacheFigures(0, 0, 0, Double.NaN, Double.NaN).fields();
    assertEquals(Double.NaN, fields.get("hit_rate"));
    assertEquals(Double.NaN, fields.get("utilization"));
    assertNull(fields.get("entry_count"));
    Map<String, Object> data = World.empty().data("/cache/stats");
    assertEquals(0L, data.get("hits"));
    assertNull(data.get("hit_rate"));
    assertNull(data.get("utilization"));
  }

  @Test
  void all_caches_together_are_their_sum_without_those_beyond_the_series_budget() {
    world.snapshot =
        new Snapshot(
            World.NOW,
            List.of(
                World.family(
                    ApplicationMetrics.CACHE_GETS_TOTAL,
                    World.point(30, "a", "l1", "caffeine", "hit"),
                    World.point(10, "a", "l1", "caffeine", "miss"),
                    World.point(5, "b", "l2", "redis", "hit"),
                    World.point(55, "b", "l2", "redis", "miss"),
                    World.point(1_000)),
                World.family(ApplicationMetrics.CACHE_SIZE, World.point(7, "a", "l1", "caffeine"))),
            List.of());
    Map<String, Object> data = world.data("/cache/stats");
    assertEquals(35L, data.get("hits"));
    assertEquals(65L, data.get("misses"));
    assertEquals(35.0, data.get("hit_rate"));
    assertEquals(7L, data.get("entry_count"));
    assertNull(data.get("utilization"));
    Map<?, ?> levels = (Map<?, ?>) world.data("/cache").get("levels");
    assertEquals(75.0, ((Map<?, ?>) levels.get("l1")).get("hit_rate"));
    assertEquals(8.3, ((Map<?, ?>) levels.get("l2")).get("hit_rate"));
    assertNull(((Map<?, ?>) levels.get("l2")).get("entry_count"));
  }

  @Test
  void all_together_have_a_limit_only_where_each_that_has_entries_has_one() {
    assertLimit(300L, 50.0, World.point(100, "a", "l1", "x"), World.point(200, "b", "l1", "x"));
    assertLimit(null, null, World.point(100, "a", "l1", "x"));
    assertLimit(null, null);
  }

  private void assertLimit(Object most, Object utilization, Sample... limits) {
    world.snapshot =
        new Snapshot(
            World.NOW,
            List.of(
                World.family(
                    ApplicationMetrics.CACHE_SIZE,
                    World.point(60, "a", "l1", "x"),
                    World.point(90, "b", "l1", "x")),
                World.family(ApplicationMetrics.VITALS_CACHE_MAX_SIZE, limits)),
            List.of());
    Map<String, Object> data = world.data("/cache/stats");
    assertEquals(150L, data.get("entry_count"));
    assertEquals(most, data.get("max_size"));
    assertEquals(utilization, data.get("utilization"));
  }

  @Test
  void each_cache_says_what_it_did() {
    Map<String, Object> data = world.data("/cache");
    assertEquals(1L, data.get("count"));
    Map<?, ?> books = (Map<?, ?>) ((List<?>) data.get("caches")).get(0);
    assertEquals("books", books.get("cache"));
    assertEquals("l1", books.get("level"));
    assertEquals("caffeine", books.get("system"));
    assertEquals(89.3, books.get("hit_rate"));
    assertEquals(25L, books.get("evictions"));
    assertEquals(2_000L, books.get("max_size"));
    assertEquals(62.5, books.get("utilization"));
    assertEquals(62.5, world.data("/cache/stats").get("utilization"));
    assertEquals(0L, books.get("loads"));
    assertNull(books.get("mean_load_ms"));
  }
}
