package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.MetricType;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.ParsedExposition.ParsedFamily;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NamingTest {
  @Test
  void our_own_names_are_the_snapshot_itself() {
    Snapshot snapshot = FullSnapshot.create();
    assertSame(snapshot.families(), Naming.OTEL.families(snapshot));
    assertFalse(Naming.OTEL.wantsSpares());
    assertEquals(Exposition.text(snapshot), Exposition.text(snapshot, Naming.OTEL));
  }

  @Test
  void a_naming_is_called_by_its_word() {
    assertSame(Naming.OTEL, Naming.of("otel"));
    assertSame(Naming.MICROMETER, Naming.of("micrometer"));
    assertSame(Naming.PROMETHEUS, Naming.of("Prometheus"));
    assertThrows(IllegalArgumentException.class, () -> Naming.of("dropwizard"));
  }

  @ParameterizedTest
  @EnumSource
  void both_formats_are_valid(Naming naming) {
    Snapshot snapshot = FullSnapshot.withSpares();
    Map<String, ParsedFamily> text = ParsedExposition.text(Exposition.text(snapshot, naming));
    Map<String, ParsedFamily> openMetrics =
        ParsedExposition.openMetrics(Exposition.openMetrics(snapshot, naming));
    assertEquals(text.size(), openMetrics.size());
    for (NamingRow row : naming.rows()) {
      String name = row.to().name();
      boolean hasSeries =
          row.taken() != NamingRow.Taken.RECENT_MAXIMUM && row.choice() == NamingRow.Choice.ALL;
      assertTrue(!hasSeries || text.containsKey(name), name);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lifelike_expositions_are_valid_in_both_formats(Naming naming) {
    Snapshot snapshot = LifelikeSnapshot.of(naming);
    Map<String, ParsedFamily> text = ParsedExposition.text(Exposition.text(snapshot, naming));
    ParsedExposition.openMetrics(Exposition.openMetrics(snapshot, naming));
    for (NamingRow row : naming.rows()) {
      assertNotNull(text.get(row.to().name()), row.to().name());
    }
  }

  @ParameterizedTest
  @EnumSource
  void no_name_is_given_twice(Naming naming) {
    Set<String> families = new HashSet<>();
    Set<String> translated = new HashSet<>();
    naming.rows().forEach(row -> translated.add(row.from().name()));
    for (Metric metric : MetricCatalog.ALL) {
      if (!translated.contains(metric.name())) {
        assertTrue(families.add(familyName(metric)), metric.name());
      }
    }
    Set<String> histograms = new HashSet<>();
    for (NamingRow row : naming.rows()) {
      assertTrue(families.add(familyName(row.to())), row.to().name());
      if (row.to().type() == MetricType.HISTOGRAM) {
        histograms.add(row.to().name());
      }
    }
    for (String histogram : histograms) {
      for (String suffix : List.of("_bucket", "_count", "_sum", "_created")) {
        assertFalse(families.contains(histogram + suffix), histogram + suffix);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void names_keep_the_rules_of_prometheus(Naming naming) {
    for (NamingRow row : naming.rows()) {
      Metric to = row.to();
      assertTrue(to.name().matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"), to.name());
      assertEquals(to.type() == MetricType.COUNTER, to.name().endsWith("_total"), to.name());
      assertTrue(to.help().endsWith("."), to.name());
      assertEquals(to.labels(), row.columns().stream().map(NamingRow.Column::label).toList());
      assertEquals(to.labels().size(), Set.copyOf(to.labels()).size(), to.name());
      for (String label : to.labels()) {
        assertFalse(Set.of("le", "quantile", "job", "instance").contains(label), to.name());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void spares_are_shown_under_a_name_of_the_naming_or_not_at_all(Naming naming) {
    if (!naming.wantsSpares()) {
      return;
    }
    Set<String> shown = new HashSet<>();
    naming.families(FullSnapshot.withSpares()).forEach(f -> shown.add(f.metric().name()));
    int named = 0;
    for (Metric spare : SpareMetrics.ALL) {
      List<NamingRow> rows =
          naming.rows().stream().filter(row -> row.from().equals(spare)).toList();
      boolean isKept = rows.stream().anyMatch(row -> row.to().name().equals(spare.name()));
      assertEquals(isKept, shown.contains(spare.name()), spare.name());
      named += rows.isEmpty() ? 0 : 1;
    }
    assertTrue(named >= 4, naming + " names " + named);
  }

  @ParameterizedTest
  @EnumSource
  void what_has_no_other_name_stays_as_it_is(Naming naming) {
    Snapshot snapshot = FullSnapshot.create();
    List<Family> shown = naming.families(snapshot);
    for (Family family : snapshot.families()) {
      boolean isNamed = naming.rows().stream().anyMatch(row -> row.from().equals(family.metric()));
      assertEquals(!isNamed, shown.stream().anyMatch(other -> other == family));
    }
  }

  @ParameterizedTest
  @EnumSource
  void no_observation_is_lost_or_counted_twice(Naming naming) {
    Snapshot snapshot = LifelikeSnapshot.of(naming);
    assertEquals(
        observations(snapshot.families(), "http_server_request_duration_seconds"),
        observations(
            naming.families(snapshot),
            "http_server_request_duration_seconds",
            "http_server_requests_seconds"));
    assertEquals(
        observations(snapshot.families(), "jvm_gc_duration_seconds"),
        observations(
            naming.families(snapshot),
            "jvm_gc_duration_seconds",
            "jvm_gc_pause_seconds",
            "jvm_gc_concurrent_phase_time_seconds",
            "jvm_gc_collection_seconds"));
  }

  @Test
  void a_sample_that_does_not_fit_is_left_out_and_the_others_are_shown() {
    Snapshot snapshot =
        FullSnapshot.of(
            JvmMetrics.JVM_GC_DURATION_SECONDS,
            new Sample.Point(List.of("G1 Young Generation"), 1),
            new Sample.Distribution(
                List.of("a", "end"), new double[] {1}, new long[] {1}, 1, 1, 0.5),
            new Sample.Distribution(
                List.of("a", "end 2"), new double[] {2}, new long[] {1}, 1, 1, 0.5));
    List<Family> families = Naming.PROMETHEUS.families(snapshot);
    assertEquals(1, families.size());
    assertEquals(Map.of("1.0", 1L, "count", 1L), observations(families));
  }

  @Test
  void a_snapshot_keeps_its_own_samples() {
    Snapshot snapshot = LifelikeSnapshot.of(Naming.MICROMETER);
    String before = Exposition.text(snapshot);
    Naming.MICROMETER.families(snapshot);
    Naming.PROMETHEUS.families(snapshot);
    assertEquals(before, Exposition.text(snapshot));
  }

  private static String familyName(Metric metric) {
    return metric.name().replaceAll("_(total|info)$", "");
  }

  /** By bucket and in all, of the histograms with one of these names or of all there are. */
  private static Map<String, Long> observations(List<Family> families, String... names) {
    Map<String, Long> observations = new TreeMap<>();
    for (Family family : families) {
      if (names.length > 0 && !List.of(names).contains(family.metric().name())) {
        continue;
      }
      for (Sample sample : family.samples()) {
        Sample.Distribution distribution = (Sample.Distribution) sample;
        for (int i = 0; i < distribution.bounds().length; i++) {
          observations.merge(
              Double.toString(distribution.bounds()[i]),
              distribution.cumulativeCounts()[i],
              Long::sum);
        }
        observations.merge("count", distribution.count(), Long::sum);
      }
    }
    assertFalse(observations.isEmpty());
    return observations;
  }
}
