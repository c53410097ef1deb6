package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.Buckets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JdbcSeriesTest {
  private static final long SLOW_NANOS = 100_000_000L;

  private final JdbcNames names = new JdbcNames();
  private final int shop = names.database("jdbc:postgresql://localhost/shop");

  @Test
  void counts_by_database_summary_operation_and_error() {
    JdbcSeries series = series(2_000);
    int select = names.summary("SELECT * FROM orders", shop);
    series.accept(event(JdbcNames.STATEMENT, select, ""), 1_000_000L);
    series.accept(event(JdbcNames.STATEMENT, select, ""), 2_000_000L);
    series.accept(event(JdbcNames.STATEMENT, select, "23505"), 3_000_000L);
    series.accept(event(JdbcNames.BATCH, select, ""), 4_000_000L);
    series.accept(event(JdbcNames.BATCH, Dictionary.NONE, ""), 4_000_000L);
    series.accept(event(JdbcNames.COMMIT, Dictionary.NONE, ""), 5_000_000L);

    Family durations = collect(series).get(0);
    assertEquals(2L, count(durations, "postgresql", "shop", "SELECT orders", "", ""));
    assertEquals(1L, count(durations, "postgresql", "shop", "SELECT orders", "", "23505"));
    assertEquals(1L, count(durations, "postgresql", "shop", "BATCH SELECT orders", "BATCH", ""));
    assertEquals(1L, count(durations, "postgresql", "shop", "BATCH", "BATCH", ""));
    assertEquals(1L, count(durations, "postgresql", "shop", "", "commit", ""));
    assertEquals(5, durations.samples().size());
    assertEquals(6L, series.aggregated());
  }

  @Test
  void what_takes_longer_than_the_limit_is_slow_and_says_which_operation() {
    JdbcSeries series = series(2_000);
    int select = names.summary("SELECT * FROM orders", shop);
    series.accept(event(JdbcNames.STATEMENT, select, ""), SLOW_NANOS);
    series.accept(event(JdbcNames.STATEMENT, select, ""), SLOW_NANOS + 1);
    series.accept(event(JdbcNames.STATEMENT, select, "23505"), 2 * SLOW_NANOS);
    series.accept(event(JdbcNames.COMMIT, Dictionary.NONE, ""), 2 * SLOW_NANOS);
    series.accept(event(JdbcNames.CONNECT, Dictionary.NONE, ""), 2 * SLOW_NANOS);
    series.accept(event(JdbcNames.BATCH, select, ""), 2 * SLOW_NANOS);
    assertEquals(
        Set.of(
            new Sample.Point(List.of("postgresql", "shop", "SELECT orders", ""), 2),
            new Sample.Point(List.of("postgresql", "shop", "BATCH SELECT orders", "BATCH"), 1),
            new Sample.Point(List.of("postgresql", "shop", "", "commit"), 1),
            new Sample.Point(List.of("postgresql", "shop", "", "connect"), 1)),
        new HashSet<>(collect(series).get(1).samples()));

    series.slowNanos(1L);
    series.accept(event(JdbcNames.STATEMENT, select, ""), 2L);
    assertTrue(
        collect(series)
            .get(1)
            .samples()
            .contains(new Sample.Point(List.of("postgresql", "shop", "SELECT orders", ""), 3)));
  }

  @Test
  void windows_are_by_summary_over_all_databases_and_slide() {
    JdbcSeries series = series(2_000);
    int other = names.database("jdbc:h2:mem:other");
    int select = names.summary("SELECT * FROM orders", shop);
    series.accept(JdbcNames.pack(0, shop, select, names.error("")), 1_000_000L);
    series.accept(JdbcNames.pack(0, other, select, names.error("08001")), 3_000_000L);
    series.accept(event(JdbcNames.COMMIT, Dictionary.NONE, ""), 1_000_000L);
    series.tick();
    List<OperationWindow> windows = new ArrayList<>();
    series.windows(3, 10.0, windows);
    assertEquals(
        List.of(OperationWindow.ALL, "SELECT orders"),
        windows.stream().map(w -> w.scope()).toList());
    assertEquals(3L, windows.get(0).count());
    assertEquals(2L, windows.get(1).count());
    assertEquals(1L, windows.get(1).errors());
    for (int i = 0; i < 3; i++) {
      series.tick();
    }
    windows.clear();
    series.windows(3, 10.0, windows);
    assertEquals(List.of(), windows);
  }

  @Test
  void beyond_the_budget_everything_still_counts_once() {
    JdbcSeries series = series(50);
    for (int i = 0; i < 10_000; i++) {
      int summary = names.summary("SELECT * FROM t" + i, shop);
      series.accept(event(JdbcNames.STATEMENT, summary, ""), 2 * SLOW_NANOS);
    }
    List<Family> families = collect(series);
    long counted = 0;
    for (Sample sample : families.get(0).samples()) {
      counted += ((Sample.Distribution) sample).count();
    }
    double slow = 0;
    for (Sample sample : families.get(1).samples()) {
      slow += ((Sample.Point) sample).value();
    }
    assertEquals(10_000L, counted);
    assertEquals(10_000.0, slow);
    assertEquals(50, families.get(0).samples().size());
    assertTrue(families.get(1).samples().size() <= 50);
  }

  @Test
  void no_two_samples_have_the_same_labels() {
    JdbcSeries series = series(2_000);
    int[] databases = {names.unknownDatabase(), names.database("jdbc:nobody:knows"), shop};
    for (int database : databases) {
      for (int operation = 0; operation < JdbcNames.OPERATION_NAMES.length; operation++) {
        series.accept(JdbcNames.pack(operation, database, 0, 0), 2 * SLOW_NANOS);
      }
    }
    for (Family family : collect(series)) {
      Set<List<String>> labels = new HashSet<>();
      for (Sample sample : family.samples()) {
        assertTrue(labels.add(sample.labelValues()), family.metric().name() + sample.labelValues());
      }
    }
  }

  private long event(int operation, int summary, String error) {
    return JdbcNames.pack(operation, shop, summary, names.error(error));
  }

  private JdbcSeries series(int labelSets) {
    return new JdbcSeries(
        new JdbcRecorder(new Events(1024, 1), names),
        names,
        new Timing.Buckets(Buckets.DB),
        new SeriesBudget(labelSets, 100_000, 0),
        new Lookback(3),
        SLOW_NANOS);
  }

  private static List<Family> collect(JdbcSeries series) {
    List<Family> families = new ArrayList<>();
    series.collect(families);
    return families;
  }

  private static long count(Family family, String... labelValues) {
    for (Sample sample : family.samples()) {
      if (sample.labelValues().equals(List.of(labelValues))) {
        return ((Sample.Distribution) sample).count();
      }
    }
    return 0L;
  }
}
