package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.history.Interval;
import dev.vitals.history.Series;
import dev.vitals.judge.Dynamic;
import dev.vitals.judge.Evidence;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Recovery;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Standing;
import dev.vitals.judge.Statistic;
import dev.vitals.pipeline.LatencyTick;
import dev.vitals.pipeline.LatencyWindow;
import dev.vitals.pipeline.Lookback;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An hour in which eight minutes were slow: what its report says of limits. */
class LimitReviewTest {
  private static final long MINUTE = 60_000;
  private static final long START = World.NOW - 60 * MINUTE;
  private static final Rule SLOW = Rule.rule("slow", Measure.HTTP_LATENCY, 0.25, 2, 20);

  private final World world = World.empty();

  @Test
  void suggests_the_limit_that_most_of_the_alerts_would_have_stayed_within() {
    Map<?, ?> slow = review(SLOW);
    assertEquals("/checkout", slow.get("scope"));
    assertEquals(8L, slow.get("fired"));
    assertEquals(8L, slow.get("flaps"));
    assertEquals(480L, slow.get("firing_seconds"));
    assertEquals(90.0, slow.get("mean_duration_seconds"));
    assertEquals("seconds", slow.get("unit"));
    assertEquals(0.25, slow.get("warning"));
    assertEquals(2.0, slow.get("critical"));
    assertEquals(0.1, (Double) slow.get("median"), 0.001);
    assertEquals(0.9, (Double) slow.get("p99"), 0.01);
    assertEquals("milder", slow.get("suggestion"));
    assertEquals(0.45, slow.get("suggested_warning"));
    assertEquals(
        "it fired 8 times, 8 of them flaps; 0.45 s was passed in 2 of them", slow.get("reason"));
    String markdown = world.read("/report?period=1h&format=md").body();
    assertTrue(markdown.contains("| 0.1 s | 0.901 s | 0.45 s | it fired 8 times"), markdown);
  }

  @Test
  void says_what_history_does_not_know() {
    Rule p999 =
        new Rule(
            "slow",
            Measure.HTTP_LATENCY,
            Statistic.P99_9,
            SLOW.scope(),
            MINUTE,
            SLOW.comparison(),
            SLOW.levels(),
            20,
            30,
            new Recovery(0.9, 30));
    assertNone(p999, "history has the values of 0 of them", "1h");
    assertNone(
        Rule.rule("slow", Measure.EXECUTOR_WAIT, 0.25, 2, 20),
        "history has the values of 0 of them",
        "1h");
    assertNone(
        SLOW,
        "history has the values of 0 of them: over so long a period it tells 235 s as one, the rule"
            + " looks at 60 s",
        "30d");
  }

  @Test
  void a_rule_that_learns_or_is_gone_gets_no_advice() {
    assertEquals("its limits follow what is usual", review(SLOW.with(Dynamic.USUAL)).get("reason"));
    Map<?, ?> gone = review(Rule.rule("another", Measure.CPU, 0.8, 0.9, 1));
    assertEquals("slow", gone.get("rule"));
    assertEquals("the rule is not in force any more", gone.get("reason"));
    assertNull(gone.get("warning"));
    assertNull(gone.get("p99"));
  }

  @Test
  void every_value_is_told_as_its_rule_has_it() {
    assertMedian(0.1, Measure.HTTP_ERROR_RATE, "/checkout");
    assertMedian(1, Measure.HTTP_THROUGHPUT, "/checkout");
    assertMedian(0.75, Measure.CACHE_HIT_RATE, "books");
    assertMedian(0.25, Measure.CACHE_MISS_RATE, "books");
    assertMedian(0.4, Measure.POOL_UTILISATION, "orders");
    assertMedian(0.6, Measure.DISK, "");
  }

  @Test
  void too_few_calls_are_no_value() {
    Map<?, ?> slow = review(Rule.rule("slow", Measure.HTTP_LATENCY, 0.25, 2, 61));
    assertNull(slow.get("median"));
    assertEquals("none", slow.get("suggestion"));
  }

  private void assertMedian(double expected, Measure measure, String scope) {
    World other = World.empty();
    remember(other);
    alert(other, "rule", scope, START + 10 * MINUTE, 0.5);
    other.standing = standing(Rule.rule("rule", measure, 0.5, 0.5, 20));
    Map<?, ?> line = first(other, "1h");
    assertEquals(scope, line.get("scope"));
    assertEquals(expected, (Double) line.get("median"), 0.001, measure.key());
  }

  private void assertNone(Rule rule, String reason, String period) {
    World other = World.empty();
    flap(other);
    other.standing = standing(rule);
    Map<?, ?> line = first(other, period);
    assertEquals("it fired 8 times, 8 of them flaps; " + reason, line.get("reason"));
    assertEquals("none", line.get("suggestion"));
    assertNull(line.get("suggested_warning"));
  }

  private Map<?, ?> review(Rule rule) {
    flap(world);
    world.standing = standing(rule);
    return first(world, "1h");
  }

  private static Map<?, ?> first(World world, String period) {
    List<?> limits = (List<?>) world.data("/report?period=" + period).get("limits");
    return (Map<?, ?>) limits.get(0);
  }

  private static void flap(World world) {
    remember(world);
    for (int minute = 5; minute < 45; minute += 5) {
      alert(world, "slow", "/checkout", START + minute * MINUTE, 0.3);
    }
  }

  /** Sixty calls a minute: of 100 ms, but in eight of the minutes of 420 or 900 ms. */
  private static void remember(World world) {
    for (int tick = 0; tick < 360; tick++) {
      int minute = tick / 6;
      boolean isSlow = minute % 5 == 0 && minute >= 5 && minute < 45;
      long millis = isSlow ? minute < 15 ? 900 : 420 : 100;
      List<Series> series = new ArrayList<>();
      series.add(Series.Timing.of(Remembered.HTTP, "/checkout", tenCalls(millis)));
      series.add(new Series.Count(Remembered.CACHE_HITS, "books", 15));
      series.add(new Series.Count(Remembered.CACHE_MISSES, "books", 5));
      series.add(new Series.Gauge(Remembered.POOL_USED, "orders", 0.4));
      series.add(new Series.Gauge(Remembered.DISK, "", 0.6));
      world.history.accept(new Interval(START + tick * World.TICK, World.TICK, series));
    }
  }

  private static LatencyTick tenCalls(long millis) {
    LatencyWindow window = new LatencyWindow(new Lookback(1));
    for (int call = 0; call < 10; call++) {
      window.record(millis * 1_000_000, call == 0);
    }
    window.tick();
    return window.newest();
  }

  /** Seen after ten seconds, fired after forty, over a minute later. */
  private static void alert(World world, String rule, String scope, long at, double value) {
    Map<String, String> event = new LinkedHashMap<>();
    event.put("event", "alert");
    event.put("state", "firing");
    event.put("rule", rule);
    event.put("scope", scope);
    event.put("severity", "medium");
    event.put("epoch_ms", Long.toString(at + 40_000));
    event.put("started_epoch_ms", Long.toString(at + 10_000));
    event.put("value", Double.toString(value));
    world.history.events().append(event);
    event.put("state", "resolved");
    event.put("epoch_ms", Long.toString(at + 100_000));
    world.history.events().append(event);
  }

  private static Standing standing(Rule rule) {
    return new Standing(
        List.of(rule), Evidence.NONE, List.of(), List.of(), List.of(), Standing.NONE.score());
  }
}
