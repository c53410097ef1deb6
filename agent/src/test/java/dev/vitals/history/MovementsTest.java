package dev.vitals.history;

import static dev.vitals.history.Samples.DB;
import static dev.vitals.history.Samples.HTTP;
import static dev.vitals.history.Samples.START;
import static dev.vitals.history.Samples.TICK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MovementsTest {
  private static final int QUIET = 180;

  private final History history =
      new History(
          new HistorySettings("", "", HistorySettings.MEMORY_BYTES, 0), line -> Assertions.fail());
  private int tick;

  @Test
  void what_slowed_down_together_is_found_and_what_did_not_is_not() {
    calm(QUIET);
    for (int n = 0; n < 12; n++) {
      remember(500, 510, 20, 0.3);
    }

    List<Movement> moved = moved();

    assertEquals(List.of(DB + " select mean", HTTP + " /a mean"), names(moved), moved.toString());
    assertEquals(0.01, moved.get(1).before(), 0.002);
    assertEquals(0.51, moved.get(1).after(), 0.01);
    assertTrue(moved.get(0).deviations() >= 4, moved.toString());
  }

  @Test
  void traffic_that_stopped_and_a_busy_processor_are_found() {
    calm(QUIET);
    for (int n = 0; n < 12; n++) {
      remember(5, 10, 0, 0.95);
    }
    List<String> names = names(moved());
    assertTrue(names.contains(HTTP + " /b rate"), names.toString());
    assertTrue(names.contains("cpu process mean"), names.toString());
    assertEquals(2, names.size(), names.toString());
  }

  @Test
  void errors_that_came_up_are_found_by_their_share() {
    for (int n = 0; n < QUIET + 12; n++) {
      long[] calls = calls(20, 10);
      calls[0] = n % 9 == 0 ? -10 : 10;
      for (int failed = 0; n >= QUIET && failed < 6; failed++) {
        calls[failed] = -10;
      }
      accept(Samples.timing(HTTP, "/a", calls));
    }
    List<Movement> moved = moved();
    assertEquals(List.of(HTTP + " /a error-ratio"), names(moved));
    assertEquals(0.3, moved.get(0).after(), 1e-9);
  }

  @Test
  void the_usual_ups_and_downs_are_none() {
    Random random = new Random(4);
    for (int n = 0; n < QUIET + 30; n++) {
      accept(
          Samples.spread("/a", random, 20 + random.nextInt(20), 30),
          new Series.Gauge("cpu", "process", 0.2 + random.nextDouble() / 2),
          new Series.Count("cache.hits", "prices", random.nextInt(100)),
          new Series.Count("cache.misses", "prices", random.nextInt(3) == 0 ? 50 : 0));
    }
    assertEquals(List.of(), moved());
  }

  @Test
  void who_knows_too_little_says_nothing() {
    assertEquals(List.of(), moved());
    calm(12);
    for (int n = 0; n < 12; n++) {
      remember(500, 510, 20, 0.3);
    }
    assertEquals(List.of(), history.moved(START + 12 * TICK, START + 24 * TICK));
    assertEquals(List.of(), history.moved(START, START - 7_200_000));
  }

  /** As of the moment the fault began, seen some looks later. */
  private List<Movement> moved() {
    return history.moved(START + QUIET * TICK + 2 * TICK, START + tick * TICK);
  }

  private static List<String> names(List<Movement> moved) {
    List<String> names = new ArrayList<>();
    for (Movement each : moved) {
      names.add(each.metric() + ' ' + each.scope() + ' ' + each.statistic());
    }
    return names;
  }

  private void calm(int ticks) {
    for (int n = 0; n < ticks; n++) {
      remember(5, 10, 20, 0.3);
    }
  }

  private void remember(long statementMillis, long routeMillis, int others, double cpu) {
    long wave = tick % 3;
    List<Series> series = new ArrayList<>();
    series.add(Samples.timing(DB, "select", calls(20, statementMillis + wave)));
    series.add(Samples.timing(HTTP, "/a", calls(20, routeMillis + wave)));
    if (others > 0) {
      series.add(Samples.timing(HTTP, "/b", calls(others, 7 + wave)));
    }
    series.add(new Series.Gauge("cpu", "process", cpu + wave / 50.0));
    series.add(new Series.Count("cache.hits", "prices", 100 + wave));
    accept(series.toArray(new Series[0]));
  }

  private void accept(Series... series) {
    history.accept(Samples.interval(START + tick * TICK, series));
    tick++;
  }

  private static long[] calls(int count, long millis) {
    long[] calls = new long[count];
    Arrays.fill(calls, millis);
    return calls;
  }
}
