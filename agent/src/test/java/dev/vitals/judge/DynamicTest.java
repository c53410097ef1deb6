package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DynamicTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final Dynamic HALF_TO_DOUBLE = new Dynamic(4, 0.5, 2);

  @Test
  void all_limits_move_with_the_mildest_between_floor_and_ceiling() {
    Measure time = Measure.HTTP_LATENCY;
    assertMoves(time, 2, 5, 1.5, 1.5, 3.75);
    assertMoves(time, 2, 5, 0.1, 1, 2.5);
    assertMoves(time, 2, 5, -3, 1, 2.5);
    assertMoves(time, 2, 5, 3, 3, 7.5);
    assertMoves(time, 2, 5, 100, 4, 10);
    assertMoves(time, 2, INFINITY, 3, 3, INFINITY);
  }

  @Test
  void a_share_stays_a_share() {
    assertMoves(Measure.CPU, 0.8, 0.9, 0.85, 0.85, 0.925);
    assertMoves(Measure.CPU, 0.9, 0.95, 1.2, 0.95, 0.975);
    assertMoves(Measure.CPU, 0.9, 0.95, 0.2, 0.8, 0.9);
    assertMoves(Measure.HTTP_ERROR_RATE, 0.1, 0.2, 0.02, 0.05, 0.1);
    assertMoves(Measure.HTTP_ERROR_RATE, 0.1, 0.2, 0.9, 0.2, 0.4);
    assertMoves(Measure.CPU, 1, 1, 0.2, 1, 1);
  }

  @Test
  void below_is_the_other_way_round() {
    assertMoves(Measure.HTTP_THROUGHPUT, 100, 50, 150, 150, 75);
    assertMoves(Measure.HTTP_THROUGHPUT, 100, 50, 1_000, 200, 100);
    assertMoves(Measure.HTTP_THROUGHPUT, 100, 50, 1, 50, 25);
    assertMoves(Measure.HTTP_THROUGHPUT, 100, 0, 150, 150, 0);
    assertMoves(Measure.CACHE_HIT_RATE, 0.7, 0.5, 0.99, 0.85, 0.75);
    assertMoves(Measure.CACHE_HIT_RATE, 0.7, 0.5, 0.1, 0.4, 0.25);
  }

  @Test
  void where_nothing_is_learned_or_nothing_can_move_the_rule_stays() {
    Rule rule = Timeline.rule("http-latency-p95").with(HALF_TO_DOUBLE);
    assertSame(rule, rule.movedTo(NAN, NAN));
    Rule off = Rule.rule("x", Measure.CACHE_HIT_RATE, 0, 0, 1).with(HALF_TO_DOUBLE);
    assertSame(off, off.movedTo(0.5, 0.4));
    Rule never = Rule.rule("y", Measure.CPU, INFINITY, INFINITY, 1).with(HALF_TO_DOUBLE);
    assertSame(never, never.movedTo(0.5, 0.4));
  }

  @Test
  void the_clear_level_moves_with_the_limit_it_belongs_to() {
    Rule latency = Timeline.rule("http-latency-p95");
    Rule rule =
        new Rule(
            "r",
            latency.measure(),
            latency.statistic(),
            latency.scope(),
            latency.windowMillis(),
            latency.comparison(),
            latency.levels(),
            20,
            30,
            new Recovery(0.9, 1.6, 30),
            HALF_TO_DOUBLE);
    assertEquals(1.2, rule.movedTo(1.5, 0.1).recovery().clearLevel(), 1e-9);
    Rule plain = latency.with(HALF_TO_DOUBLE);
    assertTrue(Double.isNaN(plain.movedTo(1.5, 0.1).recovery().clearLevel()));
    // Half the way from what is usual to the limit, where that is laxer.
    assertEquals(1.45, rule.movedTo(1.5, 1.4).recovery().clearLevel(), 1e-9);
    assertEquals(1.45, plain.movedTo(1.5, 1.4).recovery().clearLevel(), 1e-9);
    // But what is beyond the ceiling never is clear.
    assertTrue(Double.isNaN(plain.movedTo(9, 8).recovery().clearLevel()));
    Rule hits = Rule.rule("h", Measure.CACHE_HIT_RATE, 0.7, 0.5, 1).with(HALF_TO_DOUBLE);
    assertEquals(0.81, hits.movedTo(0.8, 0.82).recovery().clearLevel(), 1e-9);
  }

  @Test
  void every_rule_is_still_a_rule_wherever_it_is_moved() {
    for (Rule rule : Rule.defaults()) {
      for (Comparison comparison : Comparison.values()) {
        boolean isAbove = comparison == Comparison.ABOVE;
        Levels levels = rule.levels();
        Rule either =
            new Rule(
                "r",
                rule.measure(),
                rule.statistic(),
                rule.scope(),
                60_000,
                comparison,
                isAbove ? levels : Levels.of(levels.critical(), levels.medium()),
                1,
                0,
                rule.recovery(),
                new Dynamic(4, 0.01, 100));
        for (int step = -200; step < 2_000; step++) {
          Levels moved = either.movedTo(step / 700.0, step / 800.0).levels();
          assertTrue(moved.areInOrder(comparison), moved.toString());
        }
      }
    }
  }

  @Test
  void what_cannot_be_is_refused() {
    for (Runnable bad :
        List.<Runnable>of(
            () -> new Dynamic(0.5, 0.5, 2),
            () -> new Dynamic(-1, 0.5, 2),
            () -> new Dynamic(101, 0.5, 2),
            () -> new Dynamic(NAN, 0.5, 2),
            () -> new Dynamic(4, 0, 2),
            () -> new Dynamic(4, 1.1, 2),
            () -> new Dynamic(4, NAN, 2),
            () -> new Dynamic(4, 0.5, 0.9),
            () -> new Dynamic(4, 0.5, INFINITY),
            () -> new Dynamic(4, 0.5, NAN))) {
      assertThrows(IllegalArgumentException.class, bad::run);
    }
    assertFalse(Dynamic.OFF.isOn());
    assertTrue(Dynamic.USUAL.isOn());
  }

  @Test
  void a_rule_keeps_how_it_learns_when_anything_else_of_it_changes() {
    Rule rule = Timeline.rule("cpu").with(HALF_TO_DOUBLE);
    assertSame(HALF_TO_DOUBLE, rule.with(0.7, 0.8, 1, 30, 0.9).dynamic());
    assertSame(HALF_TO_DOUBLE, rule.over(120_000).dynamic());
    assertSame(Dynamic.OFF, Timeline.rule("cpu").dynamic());
  }

  private static void assertMoves(
      Measure measure,
      double warning,
      double critical,
      double learned,
      double newWarning,
      double newCritical) {
    Rule moved =
        Rule.rule("r", measure, warning, critical, 1).with(HALF_TO_DOUBLE).movedTo(learned, NAN);
    assertEquals(newWarning, moved.levels().medium(), 1e-9, "warning");
    assertEquals(newCritical, moved.levels().critical(), 1e-9, "critical");
  }
}
