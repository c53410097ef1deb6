package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.MetricType;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.ParsedExposition.ParsedFamily;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpositionTest {
  private static final Metric REQUESTS =
      new Metric("requests_total", MetricType.COUNTER, "", "Requests.", List.of("route", "code"));

  @Test
  void shows_every_metric_of_the_catalogue_in_text_that_parses_back() {
    Map<String, ParsedFamily> families =
        ParsedExposition.text(Exposition.text(FullSnapshot.create()));
    Set<String> expected = new LinkedHashSet<>();
    for (Metric metric : MetricCatalog.ALL) {
      expected.add(metric.name());
    }
    FullSnapshot.ADDED.forEach(metric -> expected.remove(metric.name()));
    expected.add("vitals_exposed_series");
    assertEquals(expected, families.keySet());
    for (Metric metric : MetricCatalog.ALL) {
      ParsedFamily family = families.get(metric.name());
      if (family != null) {
        assertEquals(metric.help(), family.help);
        assertEquals(textType(metric.type()), family.type);
      }
    }
  }

  @Test
  void shows_every_metric_of_the_catalogue_in_open_metrics_that_parses_back() {
    Map<String, ParsedFamily> families =
        ParsedExposition.openMetrics(Exposition.openMetrics(FullSnapshot.create()));
    assertEquals(MetricCatalog.ALL.size() - FullSnapshot.ADDED.size() + 1, families.size());
    for (Metric metric : MetricCatalog.ALL) {
      ParsedFamily family =
          families.get(metric.name().replaceAll("_total$", "").replaceAll("_info$", ""));
      if (family != null) {
        assertEquals(metric.unit(), family.unit, metric.name());
      }
    }
  }

  @Test
  void writes_exactly_this_text() {
    Metric latency =
        new Metric("wait_seconds", MetricType.HISTOGRAM, "seconds", "Waits.", List.of("name"));
    Metric build = new Metric("app_info", MetricType.INFO, "", "The app.", List.of("version"));
    Metric mode = new Metric("mode", MetricType.STATE_SET, "", "The mode.", List.of("mode"));
    Snapshot snapshot =
        FullSnapshot.of(
            List.of(
                family(REQUESTS, new Sample.Point(List.of("/a", ""), 3)),
                family(
                    latency,
                    new Sample.Distribution(
                        List.of("x"), new double[] {0.005, 10}, new long[] {1, 2}, 3, 30.5)),
                family(build, new Sample.Point(List.of("1.2"), 1)),
                family(
                    mode,
                    new Sample.Point(List.of("on"), 1),
                    new Sample.Point(List.of("off"), 0))));
    assertEquals(
        """
        # HELP requests_total Requests.
        # TYPE requests_total counter
        requests_total{route="/a",} 3.0
        # HELP wait_seconds Waits.
        # TYPE wait_seconds histogram
        wait_seconds_bucket{name="x",le="0.005",} 1.0
        wait_seconds_bucket{name="x",le="10.0",} 2.0
        wait_seconds_bucket{name="x",le="+Inf",} 3.0
        wait_seconds_count{name="x",} 3.0
        wait_seconds_sum{name="x",} 30.5
        # HELP app_info The app.
        # TYPE app_info gauge
        app_info{version="1.2",} 1.0
        # HELP mode The mode.
        # TYPE mode gauge
        mode{mode="on",} 1.0
        mode{mode="off",} 0.0
        # HELP vitals_exposed_series Lines with a value in this exposition.
        # TYPE vitals_exposed_series gauge
        vitals_exposed_series 10.0
        """,
        Exposition.text(snapshot));
    assertEquals(
        """
        # TYPE requests counter
        # HELP requests Requests.
        requests_total{route="/a"} 3.0
        # TYPE wait_seconds histogram
        # UNIT wait_seconds seconds
        # HELP wait_seconds Waits.
        wait_seconds_bucket{name="x",le="0.005"} 1.0
        wait_seconds_bucket{name="x",le="10.0"} 2.0
        wait_seconds_bucket{name="x",le="+Inf"} 3.0
        wait_seconds_count{name="x"} 3.0
        wait_seconds_sum{name="x"} 30.5
        # TYPE app info
        # HELP app The app.
        app_info{version="1.2"} 1.0
        # TYPE mode stateset
        # HELP mode The mode.
        mode{mode="on"} 1.0
        mode{mode="off"} 0.0
        # TYPE vitals_exposed_series gauge
        # HELP vitals_exposed_series Lines with a value in this exposition.
        vitals_exposed_series 10.0
        # EOF
        """,
        Exposition.openMetrics(snapshot));
  }

  @Test
  void shows_the_overflow_label_on_the_overflow_series_only() {
    Snapshot snapshot =
        FullSnapshot.of(
            REQUESTS,
            new Sample.Point(List.of("/a", "200"), 1),
            new Sample.Point(Sample.OVERFLOW, 7));
    for (ParsedFamily family : both(snapshot, "requests")) {
      List<Map<String, String>> labels =
          family.samples.values().stream().map(ParsedExposition.ParsedSample::labels).toList();
      assertEquals(
          List.of(
              Map.of("route", "/a", "code", "200"), Map.of(MetricCatalog.OVERFLOW_LABEL, "true")),
          labels);
    }
  }

  @Test
  void shows_any_label_value_so_that_it_parses_back() {
    String nasty = "a\\b\"c\nd\re\0f\uD800g\uDC00h\uD83D\uDE00i{,}= # \u2028\u0085";
    Snapshot snapshot = FullSnapshot.of(REQUESTS, new Sample.Point(List.of(nasty, "\uD800"), 1));
    for (ParsedFamily family : both(snapshot, "requests")) {
      Map<String, String> labels = family.samples.values().iterator().next().labels();
      assertEquals(
          "a\\b\"c\nd\uFFFDe\uFFFDf\uFFFDg\uFFFDh\uD83D\uDE00i{,}= # \u2028\u0085",
          labels.get("route"));
      assertEquals("\uFFFD", labels.get("code"));
    }
  }

  @Test
  void shows_numbers_that_are_not_finite() {
    Metric load = new Metric("load", MetricType.GAUGE, "", "Load.", List.of("of"));
    Snapshot snapshot =
        FullSnapshot.of(
            load,
            new Sample.Point(List.of("a"), Double.NaN),
            new Sample.Point(List.of("b"), Double.NEGATIVE_INFINITY),
            new Sample.Point(List.of("c"), 1e300));
    for (ParsedFamily family : both(snapshot, "load")) {
      List<Double> values =
          family.samples.values().stream().map(ParsedExposition.ParsedSample::value).toList();
      assertEquals(List.of(Double.NaN, Double.NEGATIVE_INFINITY, 1e300), values);
    }
  }

  @Test
  void leaves_out_a_sample_that_does_not_fit_and_shows_the_others() {
    Snapshot snapshot =
        FullSnapshot.of(
            REQUESTS,
            new Sample.Point(List.of("/a"), 1),
            new Sample.Distribution(List.of("/a", "200"), new double[0], new long[0], 0, 0),
            new Sample.Point(List.of("/b", "200"), 2));
    for (ParsedFamily family : both(snapshot, "requests")) {
      assertEquals(1, family.samples.size());
    }
  }

  @Test
  void leaves_out_a_family_without_samples() {
    assertFalse(Exposition.text(FullSnapshot.of(REQUESTS)).contains("requests"));
    assertFalse(Exposition.openMetrics(FullSnapshot.of(REQUESTS)).contains("requests"));
  }

  @Test
  void never_shows_created_series() {
    assertFalse(Exposition.text(FullSnapshot.create()).contains("_created"));
    assertFalse(Exposition.openMetrics(FullSnapshot.create()).contains("_created"));
  }

  @Test
  void counts_the_lines_with_a_value() {
    String text = Exposition.text(FullSnapshot.create());
    long lines = text.lines().filter(line -> !line.startsWith("#")).count();
    assertTrue(text.contains("\nvitals_exposed_series " + (double) lines + "\n"));
  }

  @Test
  void the_parser_of_these_tests_sees_mistakes() {
    String metadata = "# TYPE a counter\n# HELP a A.\n";
    assertEquals(1, ParsedExposition.openMetrics(metadata + "a_total 1.0\n# EOF\n").size());
    for (String bad :
        List.of(
            metadata + "a_total 1.0\n",
            metadata + "a 1.0\n# EOF\n",
            metadata + "a_total{x=\"1\",} 1.0\n# EOF\n",
            metadata + "a_total{x=\"\\t\"} 1.0\n# EOF\n",
            metadata + "a_total 1.0\na_total 1.0\n# EOF\n",
            metadata + "# UNIT a seconds\na_total 1.0\n# EOF\n",
            metadata + "a_created 1.0\n# EOF\n")) {
      assertThrows(
          IllegalArgumentException.class, () -> ParsedExposition.openMetrics(bad), () -> bad);
    }
  }

  private static Family family(Metric metric, Sample... samples) {
    return new Family(metric, List.of(samples));
  }

  private static List<ParsedFamily> both(Snapshot snapshot, String openMetricsName) {
    ParsedFamily text = ParsedExposition.text(Exposition.text(snapshot)).values().iterator().next();
    ParsedFamily openMetrics =
        ParsedExposition.openMetrics(Exposition.openMetrics(snapshot)).get(openMetricsName);
    return List.of(text, openMetrics);
  }

  private static String textType(MetricType type) {
    return switch (type) {
      case COUNTER -> "counter";
      case HISTOGRAM -> "histogram";
      case GAUGE, INFO, STATE_SET -> "gauge";
    };
  }
}
