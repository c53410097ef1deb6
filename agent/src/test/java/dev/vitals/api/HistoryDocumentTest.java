package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Documents;
import dev.vitals.history.Interval;
import dev.vitals.history.Series;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

class HistoryDocumentTest {
  private final World world = World.shop();

  @Test
  void shows_the_last_hour_unless_another_time_is_asked_for() {
    Map<String, Object> data = world.data("/history?metric=http.latency&scope=/checkout");
    assertEquals("http.latency", data.get("metric"));
    assertEquals("/checkout", data.get("scope"));
    assertEquals("2026-11-21T14:00:00Z", data.get("from"));
    assertEquals("2026-11-21T15:00:00Z", data.get("to"));
    assertEquals(360L, data.get("count"));
    Map<?, ?> point = (Map<?, ?>) ((List<?>) data.get("points")).get(0);
    assertEquals("2026-11-21T14:00:00Z", point.get("timestamp"));
    assertEquals(10L, point.get("length_seconds"));
    assertEquals(10L, point.get("covered_seconds"));
    assertEquals(100L, point.get("count"));
    assertEquals(2L, point.get("errors"));
    assertEquals(10.0, point.get("rate"));
    assertEquals(0.095, (Double) point.get("p95"), 0.001);
    assertEquals(100L, point.get("measured"));
  }

  @Test
  void steps_are_as_long_as_they_are_asked_for() {
    Map<String, Object> data =
        world.data(
            "/history?metric=http.latency&from=2026-11-21T14:30:00Z&to=2026-11-21T15:00:00Z"
                + "&step=5m");
    assertEquals(6L, data.get("count"));
    Map<?, ?> point = (Map<?, ?>) ((List<?>) data.get("points")).get(5);
    assertEquals("2026-11-21T14:55:00Z", point.get("timestamp"));
    assertEquals(3_000L, point.get("count"));
  }

  @Test
  void there_are_never_too_many_points() {
    List<Interval> day = new ArrayList<>();
    Series gauge = new Series.Gauge("other", "", 1);
    for (long tick = 0; tick < 360; tick++) {
      day.add(new Interval(World.NOW + tick * World.TICK, World.TICK, List.of(gauge)));
    }
    day.forEach(world.history::accept);
    Map<String, Object> data =
        world.data(
            "/history?metric=other&from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z&step=1");
    assertTrue((Long) data.get("count") <= 3_000, data.get("count").toString());
  }

  @Test
  void what_a_gauge_does_not_have_is_null() {
    Map<String, Object> data = world.data("/history?metric=cpu&scope=process");
    Map<?, ?> point = (Map<?, ?>) ((List<?>) data.get("points")).get(0);
    assertEquals(0.452, point.get("mean"));
    assertNull(point.get("p95"));
    assertNull(point.get("rate"));
  }

  @Test
  void a_time_in_which_nothing_was_measured_has_no_points() {
    Map<String, Object> data =
        world.data(
            "/history?metric=http.latency&from=1970-01-02T00:00:00Z&to=1970-01-03T00:00:00Z");
    assertEquals(List.of(), data.get("points"));
    assertEquals(0L, data.get("count"));
  }

  @Test
  void the_histograms_of_a_series_are_a_log_that_its_own_tools_read() {
    Documents.Document log =
        world.read(
            "/history?metric=http.latency&scope=/checkout&from=2026-11-21T14:30:00Z&format=hlog");
    assertEquals(200, log.status());
    assertEquals("text/plain; charset=utf-8", log.contentType());
    HistogramLogReader reader =
        new HistogramLogReader(
            new ByteArrayInputStream(log.body().getBytes(StandardCharsets.UTF_8)));
    Histogram all = new Histogram(2);
    int intervals = 0;
    while (reader.hasNext()) {
      all.add((Histogram) reader.nextIntervalHistogram());
      intervals++;
    }
    assertEquals(180, intervals);
    assertEquals(18_000, all.getTotalCount());
    assertEquals(95_000, all.getValueAtPercentile(95), 1_000);
  }

  @Test
  void what_has_no_histogram_has_no_log() {
    for (String query :
        List.of(
            "metric=cpu&scope=process",
            "metric=no.such",
            "metric=http.latency&scope=/none",
            "metric=http.latency&to=1970-01-02T00:00:00Z")) {
      assertEquals(404, world.read("/history?format=hlog&" + query).status(), query);
    }
    assertEquals(400, world.read("/history?format=hlog").status());
    assertEquals(400, world.read("/history?metric=http.latency&format=xml").status());
  }
}
