package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.history.Interval;
import dev.vitals.history.Series;
import dev.vitals.judge.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryDocumentTest {
  private static final List<String> FIELDS =
      List.of("current", "average", "min", "max", "unit", "timestamp");

  @Test
  void every_number_has_the_fields_of_the_guide() {
    Map<String, Object> data = World.shop().data("/metrics/summary");
    for (String name :
        List.of(
            "cpu_usage",
            "memory_usage",
            "disk_usage",
            "api_response_time",
            "database_query_time",
            "error_rate",
            "throughput")) {
      Map<?, ?> fields = (Map<?, ?>) data.get(name);
      assertEquals(FIELDS, List.copyOf(fields.keySet()), name);
      assertEquals("2026-11-21T15:00:00Z", fields.get("timestamp"), name);
    }
    assertEquals(87.5, data.get("health_score"));
    Map<?, ?> cache = (Map<?, ?>) data.get("cache");
    assertEquals(
        List.of("hits", "misses", "hit_rate", "total_size", "entry_count", "utilization"),
        List.copyOf(cache.keySet()));
    assertEquals(89.3, cache.get("hit_rate"));
    assertEquals(1_250L, cache.get("entry_count"));
  }

  @Test
  void average_least_and_most_are_those_of_the_last_quarter_of_an_hour() {
    World world = World.empty();
    double[] cpu = {0.99, 0.35, 0.55, 0.36};
    long[] before = {3_000_000, 600_000, 300_000, 10_000};
    for (int index = 0; index < cpu.length; index++) {
      Series gauge = new Series.Gauge(Remembered.CPU, "process", cpu[index]);
      long start = World.NOW - before[index];
      world.history.accept(new Interval(start, World.TICK, List.of(gauge)));
    }
    world.standing = World.standing(World.evidence(), List.of(), List.of(), List.of());
    Map<?, ?> usage = (Map<?, ?>) world.data("/metrics/summary").get("cpu_usage");
    assertEquals(45.2, usage.get("current"));
    assertEquals(42.0, usage.get("average"));
    assertEquals(35.0, usage.get("min"));
    assertEquals(55.0, usage.get("max"));
    assertEquals("percent", usage.get("unit"));
  }

  @Test
  void the_past_is_what_was_remembered() {
    Map<String, Object> data = World.shop().data("/metrics/summary");
    Map<?, ?> time = (Map<?, ?>) data.get("api_response_time");
    assertEquals(12.5, time.get("current"));
    assertEquals(50.5, (Double) time.get("average"), 0.5);
    assertEquals("ms", time.get("unit"));
    Map<?, ?> errors = (Map<?, ?>) data.get("error_rate");
    assertEquals(1.0, errors.get("current"));
    assertEquals(2.0, errors.get("max"));
    Map<?, ?> throughput = (Map<?, ?>) data.get("throughput");
    assertEquals(10.0, (Double) throughput.get("min"), 0.001);
    Map<?, ?> memory = (Map<?, ?>) data.get("memory_usage");
    assertEquals(78.5, memory.get("current"));
    assertEquals(78.5, memory.get("min"));
  }

  @Test
  void what_is_not_known_is_null() {
    World world = World.empty();
    Map<String, Object> before = world.data("/metrics/summary");
    assertNull(before.get("health_score"));
    assertNull(((Map<?, ?>) before.get("cpu_usage")).get("timestamp"));
    Evidence nothing = new Evidence(World.NOW, List.of(), ResourceWindow.UNKNOWN);
    world.standing = World.standing(nothing, List.of(), List.of(), List.of());
    world.remember(World.NOW - World.TICK, "/checkout");
    Map<String, Object> data = world.data("/metrics/summary");
    for (String name : List.of("cpu_usage", "memory_usage", "disk_usage")) {
      List<Object> numbers = new ArrayList<>(((Map<?, ?>) data.get(name)).values());
      for (int index = 0; index < 4; index++) {
        assertNull(numbers.get(index), name);
      }
    }
    assertNull(((Map<?, ?>) data.get("error_rate")).get("current"));
  }

  @Test
  void remembers_lookups_once_and_only_what_is_known() {
    World world = World.shop();
    List<String> kept = new ArrayList<>();
    for (Series series : Remembered.of(world.standing, World.TICK)) {
      kept.add(series.metric() + '|' + series.scope());
    }
    assertEquals(
        List.of(
            "cpu|process",
            "cpu|host",
            "memory.heap-after-gc|",
            "disk|",
            "health.score|",
            "cache.hits|books",
            "cache.misses|books"),
        kept);
  }
}
