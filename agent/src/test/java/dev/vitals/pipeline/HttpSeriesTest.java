package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link HttpRecorder} packs is what {@link HttpSeries} shows. */
class HttpSeriesTest {
  private static final long MILLI = 1_000_000L;

  private final Events events = new Events(8_192, 1);
  private final Dictionary routes = new Dictionary(16, 255);
  private final Dictionary errors = new Dictionary(8, 255);
  private final HttpRecorder recorder = new HttpRecorder(events, routes, errors);
  private HttpSeries series = series(new SeriesBudget(2_000, 10_000, 0));

  @Test
  void labels_come_out_as_they_went_in() {
    ended("GET", "http", "/shop", "/orders/{id}", 200, null);
    ended("GET", "http", "/shop", "/orders/{id}", 200, null);
    ended("DELETE", "https", null, "/", 404, null);
    ended("TRACE", "", "/shop", null, 204, null);
    ended("POST", "https", "", "/orders", 500, "java.lang.IllegalStateException");

    assertEquals(
        Map.of(
            List.of("GET", "http", "/shop/orders/{id}", "200", ""), 2L,
            List.of("DELETE", "https", "/", "404", ""), 1L,
            List.of("TRACE", "", "", "204", ""), 1L,
            List.of("POST", "https", "/orders", "500", "java.lang.IllegalStateException"), 1L),
        counts());
    assertEquals(5, series.aggregated());
  }

  @Test
  void methods_that_are_not_known_are_other() {
    ended("BREW", "http", "", "/pot", 200, null);
    ended("get", "http", "", "/pot", 200, null);
    ended(null, "http", "", "/pot", 200, null);

    assertEquals(Map.of(List.of("_OTHER", "http", "/pot", "200", ""), 3L), counts());
  }

  @Test
  void the_error_type_of_a_server_error_is_its_status_unless_something_was_thrown() {
    ended("GET", "http", "", "/a", 503, null);
    ended("GET", "http", "", "/a", 499, null);
    ended("GET", "http", "", "/a", 200, "java.io.IOException");

    assertEquals(
        Map.of(
            List.of("GET", "http", "/a", "503", "503"), 1L,
            List.of("GET", "http", "/a", "499", ""), 1L,
            List.of("GET", "http", "/a", "200", "java.io.IOException"), 1L),
        counts());
  }

  @Test
  void error_types_that_come_after_the_table_is_full_are_other() {
    for (int index = 0; index < 20; index++) {
      ended("GET", "http", "", "/a", 500, "Error" + index);
    }
    assertEquals(9, counts().size());
    assertEquals(12L, counts().get(List.of("GET", "http", "/a", "500", "_OTHER")));
  }

  @Test
  void routes_that_come_after_the_table_is_full_overflow_and_none_is_lost() {
    for (int index = 0; index < 100; index++) {
      ended("GET", "http", "", "/" + index, 200, null);
    }
    Map<List<String>, Long> counts = counts();
    assertEquals(17, counts.size());
    assertEquals(84L, counts.get(Sample.OVERFLOW));
    assertEquals(100L, counts.values().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void what_the_budget_refuses_overflows_and_what_it_admitted_goes_on() {
    SeriesBudget budget = new SeriesBudget(3, 10_000, 0);
    series = series(budget);
    for (int round = 0; round < 2; round++) {
      for (int index = 0; index < 5; index++) {
        ended("GET", "http", "", "/" + index, 200, null);
      }
    }
    assertEquals(
        Map.of(
            List.of("GET", "http", "/0", "200", ""),
            2L,
            List.of("GET", "http", "/1", "200", ""),
            2L,
            Sample.OVERFLOW,
            6L),
        counts());
    List<Family> families = new ArrayList<>();
    budget.collect(families);
    assertEquals(6.0, ((Sample.Point) families.get(0).samples().get(0)).value());
  }

  @Test
  void the_longest_request_of_late_is_remembered_for_each_series() {
    ended("GET", "http", "", "/a", 200, null);
    recorder.ended("GET", "http", "", "/a", 200, null, 250 * MILLI);
    ended("GET", "http", "", "/a", 200, null);
    ended("GET", "http", "", "/b", 200, null);
    List<Family> families = collected();
    series.tick();

    Map<String, Double> longest = new HashMap<>();
    for (Sample sample : families.get(0).samples()) {
      longest.put(sample.labelValues().get(2), ((Sample.Distribution) sample).recentMaximum());
    }
    assertEquals(Map.of("/a", 0.25, "/b", 0.01), longest);
  }

  @Test
  void the_same_route_in_other_parts_is_the_same_series() {
    ended("GET", "http", "/shop", "/orders", 200, null);
    ended("GET", "http", "", "/shop/orders", 200, null);

    assertEquals(Map.of(List.of("GET", "http", "/shop/orders", "200", ""), 2L), counts());
  }

  @Test
  void windows_are_of_all_requests_and_of_each_route() {
    ended("GET", "http", "", "/a", 200, null);
    ended("POST", "http", "", "/a", 500, null);
    ended("GET", "http", "", "/b", 404, null);
    ended("GET", "http", "", null, 200, "java.io.IOException");
    for (int index = 0; index < 100; index++) {
      ended("GET", "http", "/more", "/" + index, 200, null);
    }
    drain();
    assertEquals(Map.of(), windows());
    series.tick();

    Map<String, OperationWindow> windows = windows();
    assertEquals(104, windows.get(OperationWindow.ALL).count());
    assertEquals(2, windows.get(OperationWindow.ALL).errors());
    assertEquals(1, windows.get("").count());
    assertEquals(1, windows.get("").errors());
    assertEquals(2, windows.get("/a").count());
    assertEquals(1, windows.get("/a").errors());
    assertEquals(1, windows.get("/b").count());
    assertEquals(0, windows.get("/b").errors());
    assertEquals(18, windows.size(), "all, none, and each route that has a number");

    for (int tick = 0; tick < 3; tick++) {
      series.tick();
    }
    assertEquals(Map.of(), windows());
  }

  @Test
  void active_requests_are_shown_at_0_once_there_was_one() {
    recorder.active("GET", "http", 1);
    recorder.active("BREW", "https", 1);
    recorder.active("GET", "http", -1);

    assertEquals(
        List.of(
            new Sample.Point(List.of("_OTHER", "https"), 1),
            new Sample.Point(List.of("GET", "http"), 0)),
        collected().get(1).samples());
  }

  private HttpSeries series(SeriesBudget budget) {
    return new HttpSeries(
        recorder,
        routes,
        errors,
        new Timing.Buckets(new double[] {0.1, 1}),
        budget,
        new Lookback(3));
  }

  private void ended(
      String method, String scheme, String prefix, String route, int status, String error) {
    recorder.ended(method, scheme, prefix, route, status, error, 10 * MILLI);
  }

  private void drain() {
    events.drain(series::accept);
  }

  private List<Family> collected() {
    drain();
    List<Family> families = new ArrayList<>();
    series.collect(families);
    return families;
  }

  private Map<List<String>, Long> counts() {
    Map<List<String>, Long> counts = new HashMap<>();
    for (Sample sample : collected().get(0).samples()) {
      long count = ((Sample.Distribution) sample).count();
      assertEquals(null, counts.put(sample.labelValues(), count));
    }
    return counts;
  }

  private Map<String, OperationWindow> windows() {
    List<OperationWindow> all = new ArrayList<>();
    series.windows(3, 30.0, all);
    Map<String, OperationWindow> windows = new HashMap<>();
    for (OperationWindow window : all) {
      assertEquals(null, windows.put(window.scope(), window));
    }
    return windows;
  }
}
