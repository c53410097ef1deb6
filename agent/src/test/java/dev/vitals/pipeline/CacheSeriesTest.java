package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.probe.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class CacheSeriesTest {
  private static final String LABELS = "[a, l1, spring";

  private final CacheRecorder recorder = new CacheRecorder(5, System.nanoTime());

  @Test
  void shows_the_sum_of_caches_with_the_same_labels_and_their_size() {
    CacheSeries series = series(100);
    Map<String, String> first = new ConcurrentHashMap<>(Map.of("k", "v"));
    Map<String, String> second = new ConcurrentHashMap<>(Map.of("k", "v", "l", "w"));
    note(Kind.CACHE_HIT, first, 3);
    note(Kind.CACHE_MISS, second, 2);
    note(Kind.CACHE_EVICT, second, 4);
    note(Kind.CACHE_LOADED, second, 3_000);
    note(Kind.CACHE_LOAD_FAILED, second, 3_000);
    Map<String, Double> values = values(series);
    assertEquals(3, values.get("cache_gets_total" + LABELS + ", hit]"));
    assertEquals(2, values.get("cache_gets_total" + LABELS + ", miss]"));
    assertEquals(4, values.get("cache_evictions_total" + LABELS + "]"));
    assertEquals(1, values.get("cache_load_total" + LABELS + ", success]"));
    assertEquals(1, values.get("cache_load_total" + LABELS + ", failure]"));
    assertEquals(2, values.get("vitals_cache_load_duration_seconds" + LABELS + "]"));
    assertEquals(3, values.get("cache_size" + LABELS + "]"));
  }

  @Test
  void shows_the_limit_of_caches_with_the_same_labels_where_each_has_one() {
    CacheSeries series = series(100);
    Object first = Caffeine.newBuilder().maximumSize(30).build().asMap();
    Object second = Caffeine.newBuilder().maximumSize(12).build().asMap();
    note(Kind.CACHE_HIT, first, 3);
    note(Kind.CACHE_HIT, second, 3);
    String limit = "vitals_cache_max_size[a, l1, caffeine]";
    assertEquals(42, values(series).get(limit));
    Object endless = Caffeine.newBuilder().build().asMap();
    note(Kind.CACHE_HIT, endless, 3);
    assertEquals(null, values(series).get(limit));
  }

  @Test
  void a_collected_cache_keeps_its_counts_and_gives_up_its_place() {
    CacheSeries series = series(100);
    for (int cache = 0; cache < 50; cache++) {
      note(Kind.CACHE_HIT, new ConcurrentHashMap<>(), 2);
    }
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (recorder.table().caches.size() > 0 && System.nanoTime() < deadline) {
      System.gc();
      series.tick();
    }
    assertEquals(0, recorder.table().caches.size());
    assertEquals(null, recorder.table().at(1));
    assertEquals(100, values(series).get("cache_gets_total" + LABELS + ", hit]"));
    assertEquals(null, values(series).get("cache_size" + LABELS + "]"));
  }

  @Test
  void the_window_forgets_what_is_older() {
    CacheSeries series = series(100);
    Map<String, String> cache = new ConcurrentHashMap<>();
    note(Kind.CACHE_MISS, cache, 7);
    series.tick();
    note(Kind.CACHE_HIT, cache, 1);
    assertEquals(List.of(new CacheWindow("a", 30, 0, 7)), windows(series));
    series.tick();
    assertEquals(List.of(new CacheWindow("a", 30, 1, 7)), windows(series));
    series.tick();
    series.tick();
    assertEquals(List.of(new CacheWindow("a", 30, 1, 0)), windows(series));
    series.tick();
    assertEquals(List.of(), windows(series));
  }

  @Test
  void what_is_over_the_budget_goes_to_the_overflow_series() {
    CacheSeries series = series(3);
    List<Object> kept = new ArrayList<>();
    for (int cache = 0; cache < 10; cache++) {
      Map<String, String> each = new ConcurrentHashMap<>();
      kept.add(each);
      recorder.note(Kind.CACHE_HIT, each, "c" + cache, null, 1);
    }
    Map<String, Double> values = values(series);
    assertEquals(8, values.get("cache_gets_total[]"));
    assertEquals(
        2, values.keySet().stream().filter(key -> key.startsWith("cache_puts_total[c")).count());
    assertEquals(10, kept.size());
  }

  @Test
  void refuses_more_caches_than_it_has_places_for() {
    List<Object> kept = new ArrayList<>();
    for (int cache = 0; cache < CacheTable.CACHES + 10; cache++) {
      Map<String, String> each = new ConcurrentHashMap<>(1);
      kept.add(each);
      note(Kind.CACHE_HIT, each, 1);
    }
    assertEquals(10, recorder.refused());
    assertEquals(CacheTable.CACHES, recorder.table().caches.size());
    assertEquals(CacheTable.CACHES + 10, kept.size());
  }

  @Test
  void a_load_that_began_before_the_session_counts_without_its_time() {
    Map<String, String> cache = new ConcurrentHashMap<>();
    note(Kind.CACHE_LOADED, cache, Long.MAX_VALUE / 2);
    CacheCounts counts = recorder.table().of(cache, null);
    assertEquals(1, counts.loads.sum());
    assertEquals(0, counts.timedLoadNanos.sum());
  }

  private void note(int kind, Object cache, long amount) {
    recorder.note(kind, cache, "a", null, amount);
  }

  private CacheSeries series(int labelSets) {
    return new CacheSeries(
        recorder, new RedisRecorder(1), new SeriesBudget(labelSets, 100_000, 0), new Lookback(3));
  }

  private static List<CacheWindow> windows(CacheSeries series) {
    List<CacheWindow> windows = new ArrayList<>();
    series.windows(3, 30, windows);
    return windows;
  }

  private static Map<String, Double> values(CacheSeries series) {
    List<Family> families = new ArrayList<>();
    series.collect(families);
    Map<String, Double> values = new TreeMap<>();
    for (Family family : families) {
      for (Sample sample : family.samples()) {
        double value =
            sample instanceof Sample.Point point
                ? point.value()
                : ((Sample.Distribution) sample).count();
        values.put(family.metric().name() + sample.labelValues(), value);
      }
    }
    return values;
  }
}
