package dev.vitals.history;

import static dev.vitals.history.Samples.DB;
import static dev.vitals.history.Samples.HTTP;
import static dev.vitals.history.Samples.START;
import static dev.vitals.history.Samples.TICK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;

  @TempDir Path root;

  @Test
  void a_point_says_what_was_measured_in_its_step() throws IOException {
    try (Direct direct = new Direct(root)) {
      direct.accept(Samples.interval(START, Samples.timing(HTTP, "/a", 10, 20, -30)));
      direct.accept(Samples.interval(START + TICK, Samples.timing(HTTP, "/a", 40)));
      direct.accept(Samples.interval(START + 2 * TICK));
      List<Point> points = points(direct, "/a", START, START + 60_000, 20_000);
      assertEquals(2, points.size());
      Point first = points.get(0);
      assertEquals(START, first.startMillis());
      assertEquals(20_000, first.coveredMillis());
      assertEquals(4, first.count());
      assertEquals(1, first.errors());
      assertEquals(0.2, first.rate());
      assertEquals(0.025, first.mean(), 1e-9);
      assertEquals(0.020, first.p50(), 0.0002);
      assertEquals(0.040, first.p99(), 0.0004);
      assertEquals(0.040, first.max(), 0.0004);
      assertEquals(4, first.measured());
      Point idle = points.get(1);
      assertEquals(10_000, idle.coveredMillis());
      assertEquals(0, idle.count());
      assertEquals(0.0, idle.rate());
      assertEquals(Double.NaN, idle.mean());
      assertEquals(Double.NaN, idle.p95());
      assertEquals(List.of(), points(direct, "/nobody", START, START + 60_000, 20_000));
      assertEquals(List.of(), points(direct, "/a", START + 1, START, 20_000));
    }
  }

  @Test
  void gauges_have_a_mean_and_counts_a_rate() throws IOException {
    try (Direct direct = new Direct(root)) {
      for (int n = 0; n < 4; n++) {
        direct.accept(
            Samples.interval(
                START + n * TICK,
                new Series.Gauge("gauge", "x", n),
                new Series.Gauge("gauge", "nan", Double.NaN),
                new Series.Count("count", "y", 2.5)));
      }
      Timeline timeline = direct.timeline();
      Point gauge = timeline.points("gauge", "x", START, START + 40_000, 40_000).get(0);
      assertEquals(1.5, gauge.mean());
      assertEquals(3, gauge.max());
      assertEquals(4, gauge.count());
      assertEquals(Double.NaN, gauge.rate());
      Point count = timeline.points("count", "y", START, START + 40_000, 40_000).get(0);
      assertEquals(10, count.count());
      assertEquals(0.25, count.rate());
      assertEquals(List.of(), timeline.points("gauge", "nan", START, START + 40_000, 40_000));
    }
  }

  @Test
  void many_series_are_answered_in_the_order_they_are_asked_for() throws IOException {
    try (Direct direct = new Direct(root)) {
      direct.accept(
          Samples.interval(
              START,
              Samples.timing(HTTP, "/a", 10),
              Samples.timing(HTTP, "/b", 20, 30),
              new Series.Count("count", "/a", 7)));
      direct.accept(Samples.interval(START + TICK, Samples.timing(HTTP, "/a", 40)));
      List<List<Point>> answers =
          direct
              .timeline()
              .points(
                  List.of(
                      new Asked("count", "/a", TICK),
                      new Asked(HTTP, "/nobody", TICK),
                      new Asked(HTTP, "/a", TICK),
                      new Asked(HTTP, "/a", 2 * TICK),
                      new Asked(HTTP, "/b", 2 * TICK)),
                  START,
                  START + 2 * TICK);
      List<String> counts = new ArrayList<>();
      for (List<Point> points : answers) {
        counts.add(points.stream().map(point -> "" + point.count()).toList().toString());
      }
      assertEquals(List.of("[7, 0]", "[]", "[1, 1]", "[2]", "[2]"), counts);
      assertEquals(
          List.of(List.of(), List.of()),
          direct
              .timeline()
              .points(List.of(new Asked(HTTP, "/a", 1), new Asked(HTTP, "/b", 1)), START, START));
      assertEquals(List.of(), direct.timeline().points(List.of(), START, START + TICK));
    }
  }

  @Test
  void percentiles_of_every_resolution_are_those_of_a_sorted_list() throws IOException {
    Random random = new Random(2);
    List<Double> exact = new ArrayList<>();
    try (Direct direct = new Direct(root)) {
      for (int n = 0; n < 97; n++) {
        long[] millis = new long[200];
        for (int call = 0; call < millis.length; call++) {
          millis[call] = 1 + (long) ((n % 9 == 0 ? 400 : 20) * Math.exp(random.nextGaussian()));
          if (n < 90) {
            exact.add(millis[call] / 1e3);
          }
        }
        direct.accept(Samples.interval(START + n * TICK, Samples.timing(HTTP, "", millis)));
      }
      double[] sorted = exact.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      for (int level = -1; level < 3; level++) {
        Points points = new Points(START, START + 900_000, 900_000);
        Timeline timeline = direct.timeline();
        Timeline.Source source =
            new Timeline.Source(new Archive(direct.base, direct.store.tiers()), level, 0);
        timeline.read(source, START, START + 900_000, name -> true, points::add);
        Point point = points.points().get(0);
        assertEquals(18_000, point.count(), "level " + level);
        assertEquals(18_000, point.measured());
        near(sorted, 0.50, point.p50());
        near(sorted, 0.95, point.p95());
        near(sorted, 0.99, point.p99());
        assertEquals(Arrays.stream(sorted).average().orElseThrow(), point.mean(), 1e-5);
      }
    }
  }

  @Test
  void the_finest_resolution_that_reaches_back_is_taken() throws IOException {
    try (Direct before = new Direct(root)) {
      before.plain(0, 9_000);
    }
    try (Direct direct = new Direct(root)) {
      direct.plain(9_000, 9_050);
      long now = START + 9_050 * TICK;
      Timeline timeline = direct.timeline();
      assertEquals(-1, timeline.source(now - 5 * MINUTE).level());
      assertEquals(0, timeline.source(now - 30 * MINUTE).level());
      assertEquals(1, timeline.source(now - 5 * HOUR).level());
      assertEquals(2, timeline.source(now - 25 * HOUR).level());
      assertEquals(2, timeline.source(0).level());
      for (long back : new long[] {5 * MINUTE, 30 * MINUTE, 5 * HOUR, 25 * HOUR}) {
        List<Point> points = timeline.points(HTTP, "/orders", now - back, now, TICK);
        long covered = points.stream().mapToLong(Point::coveredMillis).sum();
        long count = points.stream().mapToLong(Point::count).sum();
        assertEquals(covered / TICK * 100, count);
        assertTrue(covered >= back && covered < back + 15 * MINUTE, covered + " of " + back);
      }
    }
  }

  @Test
  void a_young_history_is_read_where_it_is_finest() throws IOException {
    try (Direct direct = new Direct(root)) {
      direct.plain(0, 200);
      assertEquals(-1, direct.timeline().source(0).level());
    }
  }

  @Test
  void names_of_memory_and_disk_are_known() throws IOException {
    try (Direct direct = new Direct(root)) {
      direct.accept(Samples.interval(START, Samples.timing(DB, "SELECT a", 1)));
    }
    try (Direct direct = new Direct(root)) {
      direct.accept(Samples.interval(START + TICK, Samples.timing(DB, "SELECT b", 1)));
      List<String> scopes = new ArrayList<>();
      direct
          .timeline()
          .names(
              name -> {
                scopes.add(name.metric() + ' ' + name.scope());
                return false;
              });
      assertTrue(scopes.contains(DB + " SELECT a"), scopes.toString());
      assertTrue(scopes.contains(DB + " SELECT b"), scopes.toString());
    }
  }

  @Test
  void long_ranges_with_short_steps_have_a_bounded_number_of_points() throws IOException {
    try (Direct direct = new Direct(root)) {
      direct.plain(0, 20);
      List<Point> points =
          points(direct, "/orders", START - 10_000 * HOUR, START + 10_000 * HOUR, 1);
      assertTrue(points.size() <= 2, points.size() + " points");
      assertTrue(points.get(0).lengthMillis() > HOUR);
      assertEquals(2_000, points.stream().mapToLong(Point::count).sum());
    }
  }

  private static List<Point> points(
      Direct direct, String scope, long fromMillis, long toMillis, long stepMillis) {
    return direct.timeline().points(HTTP, scope, fromMillis, toMillis, stepMillis);
  }

  private static void near(double[] sorted, double quantile, double found) {
    double expected = sorted[(int) Math.ceil(quantile * sorted.length) - 1];
    assertEquals(expected, found, 0.01 * expected);
  }
}
