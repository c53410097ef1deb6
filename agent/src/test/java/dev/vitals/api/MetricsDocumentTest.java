package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.JvmMetrics;
import dev.vitals.judge.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {
  private final World world = World.shop();

  @Test
  void has_the_names_and_units_of_the_guide() {
    Map<String, Object> data = world.data("/metrics");
    assertEquals(45.2, data.get("cpu_usage_percent"));
    assertEquals(16L, data.get("thread_count"));
    assertEquals(142L, data.get("heap_inuse_bytes"));
    assertNull(data.get("heap_sys_bytes"));
    assertEquals(145L, data.get("gc_count"));
    assertEquals(2_500_000L, data.get("gc_pause_avg_ns"));
    assertEquals(23L, data.get("active_requests"));
    assertEquals(45.2, data.get("request_latency_p95_ms"));
    assertEquals(89.7, data.get("request_latency_p99_ms"));
    assertEquals(23.333, data.get("throughput_rps"));
    assertEquals(0L, data.get("db_slow_queries_count"));
    assertNull(data.get("db_queries_count"));
    assertEquals(0.893, data.get("cache_hit_rate"));
    assertNull(data.get("goroutine_count"));
    assertEquals(60.0, data.get("window_seconds"));
  }

  @Test
  void counts_no_collection_as_none_where_they_are_counted() {
    world.snapshot =
        new Snapshot(0, List.of(World.family(JvmMetrics.JVM_GC_DURATION_SECONDS)), List.of());
    Map<String, Object> data = world.data("/metrics");
    assertEquals(0L, data.get("gc_count"));
    assertNull(data.get("gc_pause_avg_ns"));
  }

  @Test
  void shows_everything_together_and_then_what_took_the_most_time() {
    Map<String, Object> data = world.data("/metrics");
    assertEquals(List.of("(all)", "/checkout", "(no route)"), scopes(data.get("http"), "scope"));
    assertEquals(List.of("(all)", "SELECT orders"), scopes(data.get("database"), "scope"));
    assertEquals(List.of("books", "idle"), scopes(data.get("caches"), "cache"));
    Map<?, ?> checkout = (Map<?, ?>) ((List<?>) data.get("http")).get(1);
    assertEquals(700L, checkout.get("count"));
    assertEquals(7L, checkout.get("errors"));
    assertEquals(1.0, checkout.get("error_rate"));
    assertEquals(11.667, checkout.get("rate"));
    assertEquals(12.5, checkout.get("mean_ms"));
    assertEquals(1.0, checkout.get("min_ms"));
    assertEquals(130.0, checkout.get("max_ms"));
    Map<?, ?> idle = (Map<?, ?>) ((List<?>) data.get("caches")).get(1);
    assertNull(idle.get("hit_rate"));
    assertEquals(List.of("orders", "idle"), scopes(data.get("pools"), "pool"));
    Map<?, ?> orders = (Map<?, ?>) ((List<?>) data.get("pools")).get(0);
    assertEquals(60.0, orders.get("utilization"));
    assertEquals(28L, orders.get("gave_up"));
    assertEquals(45.2, orders.get("wait_p95_ms"));
    assertNull(((Map<?, ?>) ((List<?>) data.get("pools")).get(1)).get("wait_p95_ms"));
    assertEquals(List.of("mails", "timer"), scopes(data.get("executors"), "executor"));
    Map<?, ?> mails = (Map<?, ?>) ((List<?>) data.get("executors")).get(0);
    assertEquals(75.0, mails.get("utilization"));
    assertEquals(1.5, mails.get("queued"));
    assertEquals(297L, mails.get("completed"));
    assertEquals(3L, mails.get("refused"));
    assertEquals(2L, mails.get("failed"));
    assertEquals(45.2, mails.get("run_p95_ms"));
    assertEquals(45.2, mails.get("wait_p95_ms"));
    Map<?, ?> timer = (Map<?, ?>) ((List<?>) data.get("executors")).get(1);
    assertEquals(0L, timer.get("refused"));
    assertNull(timer.get("failed"));
    assertEquals(List.of("(all)"), scopes(world.data("/metrics?top=1").get("http"), "scope"));
  }

  @Test
  void is_made_of_nulls_and_empty_lists_before_anything_was_measured() {
    Map<String, Object> data = World.empty().data("/metrics");
    assertEquals(world.data("/metrics").keySet(), data.keySet());
    for (String list : List.of("http", "database", "caches", "pools", "executors")) {
      assertEquals(List.of(), data.get(list));
    }
    for (Map.Entry<String, Object> entry : data.entrySet()) {
      if (entry.getKey().contains("_") && !entry.getKey().equals("window_seconds")) {
        assertNull(entry.getValue(), entry.getKey());
      }
    }
    assertEquals(0.0, data.get("window_seconds"));
    assertNull(World.empty().data("").get("api"));
    assertNotNull(world.data("").get("api"));
  }

  @Test
  void takes_the_window_of_a_minute_or_the_one_that_is_next_to_it() {
    assertEquals(60_000, lately(10_000, 60_000, 300_000));
    assertEquals(120_000, lately(10_000, 120_000, 300_000));
    assertEquals(30_000, lately(10_000, 30_000));
    assertEquals(60_000, lately(300_000, 60_000));
    assertEquals(0, lately());
  }

  private static long lately(long... lengths) {
    List<Evidence.Windows> windows = new ArrayList<>();
    for (long length : lengths) {
      windows.add(new Evidence.Windows(length, List.of(), List.of()));
    }
    Evidence evidence = new Evidence(1, windows, World.evidence().resources());
    return Math.round(1e3 * new Operations(evidence).windowSeconds());
  }

  private static List<Object> scopes(Object list, String name) {
    List<Object> scopes = new ArrayList<>();
    for (Object each : (List<?>) list) {
      scopes.add(((Map<?, ?>) each).get(name));
    }
    return scopes;
  }
}
