package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.CacheWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthScoreTest {
  private static final double NAN = Double.NaN;

  @Test
  void nothing_known_and_nothing_firing_is_as_good_as_can_be() {
    HealthScore score = HealthScore.of(Rule.defaults(), Evidence.NONE, List.of());
    assertEquals(100, score.score());
    assertEquals(1, score.parts().size());
  }

  @Test
  void half_a_part_is_lost_at_its_warning_and_all_of_it_at_its_critical_limit() {
    assertEquals(0, HealthScore.badness(Timeline.rule("cpu"), 0.4), 1e-9);
    assertEquals(0.5, HealthScore.badness(Timeline.rule("cpu"), 0.8), 1e-9);
    assertEquals(1, HealthScore.badness(Timeline.rule("cpu"), 0.9), 1e-9);
    assertEquals(1, HealthScore.badness(Timeline.rule("cpu"), 1), 1e-9);
  }

  @Test
  void never_rises_when_a_value_gets_worse() {
    for (Rule rule :
        List.of(
            Timeline.rule("http-latency-p95"),
            Timeline.rule("http-error-rate"),
            Timeline.rule("cpu"),
            Rule.rule("hits", Measure.CACHE_HIT_RATE, 0.7, 0.5, 1),
            Rule.rule("only", Measure.CACHE_HIT_RATE, 0.75, 0, 1),
            Rule.rule("one", Measure.HTTP_LATENCY, 2, Double.POSITIVE_INFINITY, 1),
            Rule.rule("any", Measure.HTTP_ERROR_RATE, 0, Double.POSITIVE_INFINITY, 1),
            Rule.rule("both", Measure.HTTP_ERROR_RATE, 0, 0.2, 1),
            Rule.rule("all", Measure.CACHE_HIT_RATE, 1, 0.5, 1))) {
      boolean isAbove = rule.comparison() == Comparison.ABOVE;
      double before = -1;
      for (int step = 0; step <= 2_000; step++) {
        double value = isAbove ? step / 200.0 : 1 - step / 2_000.0;
        double badness = HealthScore.badness(rule, value);
        assertTrue(badness >= before && badness <= 1, rule.name() + " at " + value);
        before = badness;
      }
      assertEquals(1, before, 1e-9, rule.name());
    }
  }

  @Test
  void a_limit_at_the_best_value_there_is_costs_nothing_until_it_is_passed() {
    Rule errors = Rule.rule("any", Measure.HTTP_ERROR_RATE, 0, Double.POSITIVE_INFINITY, 1);
    assertEquals(0, HealthScore.badness(errors, 0));
    assertEquals(1, HealthScore.badness(errors, 0.001));
    Rule hits = Rule.rule("all", Measure.CACHE_HIT_RATE, 1, 0.5, 1);
    assertEquals(0, HealthScore.badness(hits, 1));
    assertEquals(0.5, HealthScore.badness(hits, 0.9999), 1e-3);
    assertEquals(1, HealthScore.badness(hits, 0.5));
    Rule off = Rule.rule("off", Measure.CACHE_HIT_RATE, 0, 0, 1);
    assertEquals(0, HealthScore.badness(off, 0));
  }

  @Test
  void each_part_weighs_what_it_says_and_tells_why() {
    HealthScore score =
        HealthScore.of(Rule.defaults(), Timeline.resources(NAN, NAN, 0.9, NAN), List.of());

    // Resources weigh 20 and have lost all, alerts weigh 20 and have lost nothing.
    assertEquals(50, score.score(), 1e-9);
    assertEquals("CPU of process is 90 %", score.parts().get(0).reason());
    assertEquals("", score.parts().get(1).reason());
  }

  @Test
  void firing_alerts_cost_by_their_severity_and_pending_ones_nothing() {
    assertEquals(100, score(alert(Alert.Severity.CRITICAL, Alert.State.PENDING)));
    assertEquals(75, score(alert(Alert.Severity.MEDIUM, Alert.State.FIRING)));
    assertEquals(
        65,
        score(
            alert(Alert.Severity.MEDIUM, Alert.State.FIRING),
            alert(Alert.Severity.LOW, Alert.State.FIRING)));
    assertEquals(0, score(alert(Alert.Severity.CRITICAL, Alert.State.FIRING)));
  }

  @Test
  void the_worst_of_a_part_counts() {
    Evidence caches =
        Timeline.caches(
            new CacheWindow("good", 60, 1_000, 0), new CacheWindow("bad", 60, 0, 1_000));
    HealthScore score = HealthScore.of(Rule.defaults(), caches, List.of());
    assertEquals(0, score.parts().get(0).score());
    assertTrue(score.parts().get(0).reason().contains("bad"), score.parts().get(0).reason());
  }

  private static double score(Alert... alerts) {
    return HealthScore.of(Rule.defaults(), Evidence.NONE, List.of(alerts)).score();
  }

  private static Alert alert(Alert.Severity severity, Alert.State state) {
    return new Alert("rule", "", severity, state, "", 1, 2, "", 0);
  }
}
