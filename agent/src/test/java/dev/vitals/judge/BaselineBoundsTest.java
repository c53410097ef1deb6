package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much is learned at most, who gives way to whom, and what is published. */
class BaselineBoundsTest {
  private static final Rule LATENCY =
      Rule.rule("latency", Measure.HTTP_LATENCY, 20, 40, 20).with(new Dynamic(4, 0.05, 2));

  @Test
  void of_ten_thousand_scopes_a_hundred_and_the_whole_are_followed() {
    Course course = new Course(LATENCY);
    OperationWindow[] windows = routes(0, 10_000);
    for (int look = 0; look < 20; look++) {
      course.look(windows);
    }
    course.look(all());
    assertEquals(101, course.baselines().lines(List.of(LATENCY)).size());
    course.look(windows);
    Map<String, Double> values = values(course.last());
    assertEquals(101, values.get("vitals_baseline_scopes[learning]"));
    assertEquals(9_900, values.get("vitals_baseline_scopes[refused]"));
    assertEquals(100, course.baselines().entries().size());
  }

  @Test
  void many_rules_share_two_hundred_places() {
    List<Rule> rules = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      Rule rule = Rule.rule("latency-" + number, Measure.HTTP_LATENCY, 20, 40, 20);
      rules.add(rule.with(Dynamic.USUAL));
    }
    Judge judge = new Judge(rules, 60_000);
    OperationWindow[] windows =
        IntStream.range(0, 501)
            .mapToObj(BaselineBoundsTest::routeOrAll)
            .toArray(OperationWindow[]::new);
    Judgement judgement =
        judge.evaluate(JudgeState.EMPTY, Timeline.at(0, Timeline.operations(windows)));
    List<Baselines.Line> lines = judgement.state().baselines().lines(rules);
    // Two hundred with the whole of the first two rules, and that of the three others.
    assertEquals(204, lines.size());
    for (Rule rule : rules) {
      assertTrue(
          lines.stream().anyMatch(l -> l.scope().isEmpty() && l.rule().name().equals(rule.name())));
    }
  }

  @Test
  void scopes_that_are_gone_give_way() {
    Course course = new Course(LATENCY);
    OperationWindow[] first = routes(0, 100);
    OperationWindow[] second = routes(100, 200);
    for (int look = 0; look < 120; look++) {
      course.look(first);
    }
    assertTrue(
        course.baselines().lines(List.of(LATENCY)).stream().allMatch(l -> l.quarters() == 7));
    // A day, and ten quarters of an hour for each of the eight that were learned.
    for (int look = 0; look < (96 + 80 - 1) * 15; look++) {
      course.look(second);
    }
    assertEquals("/0", course.baselines().lines(List.of(LATENCY)).get(0).scope());
    for (int look = 0; look < 3 * 15; look++) {
      course.look(second);
    }
    List<Baselines.Line> lines = course.baselines().lines(List.of(LATENCY));
    assertEquals(100, lines.size());
    assertEquals("/100", lines.get(0).scope());
  }

  @Test
  void the_end_of_a_quarter_of_an_hour_does_not_hold_events_up() {
    Baseline full = Baseline.EMPTY;
    for (int quarter = 0; quarter < 14 * 96; quarter++) {
      full = full.learn(quarter / 4 % 24, quarter * 7 % 100, quarter % 5);
    }
    List<Baselines.Entry> entries = new ArrayList<>();
    for (int scope = 0; scope < Baselines.MAXIMUM_SCOPES; scope++) {
      String subject = Baselines.subject(LATENCY);
      entries.add(new Baselines.Entry(LATENCY.name(), "/" + scope, subject, 0, full));
    }
    TimeZone zone = TimeZone.getTimeZone("Europe/Berlin");
    Baselines baselines = Baselines.of(entries).at(Course.START, () -> zone, 10_000, 30_000);
    long bestNanos = Long.MAX_VALUE;
    for (int quarter = 1; quarter <= 100; quarter++) {
      long now = Course.START + quarter * Baselines.QUARTER_MILLIS;
      long before = System.nanoTime();
      baselines = baselines.at(now, () -> zone, 10_000, Baselines.QUARTER_MILLIS);
      bestNanos = Math.min(bestNanos, System.nanoTime() - before);
    }
    assertEquals(100, baselines.quarters());
    System.out.println("a quarter of an hour of 200 scopes ends in " + bestNanos / 1_000 + " us");
    assertTrue(bestNanos < 50_000_000L, bestNanos + " ns");
  }

  @Test
  void metrics_say_what_is_usual_which_limits_follow_and_how_wrong_it_was() {
    Course course = new Course(LATENCY);
    course.days(1, (day, hour) -> 10);
    course.look(10);
    Map<String, Double> values = values(course.last());
    assertEquals(10, values.get("vitals_baseline_usual_seconds[latency, /a]"));
    // Nothing ever changed: one deviation is two hundredths, and there are four.
    assertEquals(10.8, values.get("vitals_baseline_limit_seconds[latency, /a]"), 1e-6);
    assertEquals(1, values.get("vitals_baseline_scopes[learned]"));
    assertEquals(0, values.get("vitals_baseline_scopes[learning]"));
    assertEquals(null, values.get("vitals_baseline_error_ratio[latency, /a]"));
    // What the rule itself says is what it was.
    assertEquals(20, values.get("vitals_threshold_seconds[latency, medium]"));

    course.hours(0.25, (day, hour) -> 8);
    values = values(course.last());
    // The last look but those of 8 was one of 10: the median of this quarter is 8, 20 % off.
    assertEquals(0.2, values.get("vitals_baseline_error_ratio[latency, /a]"), 1e-6);
    course.hours(0.25, (day, hour) -> 9);
    values = values(course.last());
    assertEquals(
        0.2 + 0.02 * (0.1 - 0.2), values.get("vitals_baseline_error_ratio[latency, /a]"), 1e-6);
  }

  @Test
  void units_have_metrics_of_their_own() {
    Rule errors = Rule.rule("errors", Measure.HTTP_ERROR_RATE, 0.1, 0.2, 1).with(Dynamic.USUAL);
    Rule calls = Rule.rule("calls", Measure.HTTP_THROUGHPUT, 1, 0, 1).with(Dynamic.USUAL);
    Judge judge = new Judge(List.of(errors, calls), 60_000);
    JudgeState state = JudgeState.EMPTY;
    Judgement last = null;
    for (int minute = 0; minute <= 1_500; minute++) {
      Evidence seen = Timeline.operations(Timeline.http("/a", 100, 5, 1));
      last = judge.evaluate(state, Timeline.at(minute * 60, seen));
      state = last.state();
    }
    Map<String, Double> values = values(last);
    assertEquals(0.05, values.get("vitals_baseline_usual_ratio[errors, /a]"), 1e-6);
    assertEquals(0.054, values.get("vitals_baseline_limit_ratio[errors, /a]"), 1e-6);
    assertEquals(1.667, values.get("vitals_baseline_usual_per_second[calls, /a]"), 1e-3);
    assertEquals(1.533, values.get("vitals_baseline_limit_per_second[calls, /a]"), 1e-3);
  }

  private static OperationWindow[] routes(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(BaselineBoundsTest::route)
        .toArray(OperationWindow[]::new);
  }

  private static OperationWindow route(int number) {
    return Timeline.http("/" + number, 50, 0, 1);
  }

  private static OperationWindow all() {
    return Timeline.all(1_000, 0);
  }

  private static OperationWindow routeOrAll(int number) {
    return number == 500 ? all() : route(number);
  }

  private static Map<String, Double> values(Judgement judgement) {
    Map<String, Double> values = new TreeMap<>();
    for (Family family : judgement.families()) {
      for (Sample sample : family.samples()) {
        assertEquals(family.metric().labels().size(), sample.labelValues().size());
        Double before =
            values.put(
                family.metric().name() + sample.labelValues(), ((Sample.Point) sample).value());
        assertEquals(null, before, "twice: " + sample);
      }
    }
    return values;
  }
}
