package dev.vitals.judge;

import static dev.vitals.judge.Timeline.http;
import static dev.vitals.judge.Timeline.operations;
import static dev.vitals.judge.Timeline.play;
import static dev.vitals.judge.Timeline.resources;
import static dev.vitals.judge.Timeline.row;
import static dev.vitals.judge.Timeline.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.OperationWindow;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a condition lives: pending, firing, raised, lowered, resolved. */
class JudgeTest {
  /** Warning 2 s, critical 5 s, 20 requests, held and cleared for 30 s, clear below 90 %. */
  private static final Rule LATENCY = rule("http-latency-p95");

  @Test
  void fires_after_the_hold_time_and_resolves_after_the_recovery_time() {
    play(
        LATENCY,
        row(0, p95(1.0), "", ""),
        row(10, p95(2.1), "MEDIUM PENDING /a", "PENDING MEDIUM /a"),
        row(20, p95(2.1), "MEDIUM PENDING /a", ""),
        row(39.9, p95(2.1), "MEDIUM PENDING /a", ""),
        row(40, p95(2.1), "MEDIUM FIRING /a", "FIRING MEDIUM /a"),
        row(50, p95(2.1), "MEDIUM FIRING /a", ""),
        row(60, p95(1.0), "MEDIUM FIRING /a", ""),
        row(89, p95(1.0), "MEDIUM FIRING /a", ""),
        row(90, p95(1.0), "", "RESOLVED MEDIUM /a"),
        row(100, p95(1.0), "", ""));
  }

  @Test
  void does_not_fire_at_the_limit_itself() {
    play(LATENCY, row(0, p95(2.0), "", ""), row(30, p95(2.0), "", ""), row(60, p95(2.0), "", ""));
  }

  @Test
  void forgets_a_pending_condition_that_fades_and_starts_the_hold_time_again() {
    play(
        LATENCY,
        row(0, p95(3), "MEDIUM PENDING /a", "PENDING MEDIUM /a"),
        row(20, p95(3), "MEDIUM PENDING /a", ""),
        row(29, p95(1), "", ""),
        row(30, p95(3), "MEDIUM PENDING /a", "PENDING MEDIUM /a"),
        row(59, p95(3), "MEDIUM PENDING /a", ""),
        row(60, p95(3), "MEDIUM FIRING /a", "FIRING MEDIUM /a"));
  }

  @Test
  void keeps_firing_between_the_limit_and_the_clear_level() {
    play(
        LATENCY,
        row(0, p95(3), "MEDIUM PENDING /a", "PENDING MEDIUM /a"),
        row(30, p95(3), "MEDIUM FIRING /a", "FIRING MEDIUM /a"),
        row(60, p95(1.9), "MEDIUM FIRING /a", ""),
        row(90, p95(1.9), "MEDIUM FIRING /a", ""),
        row(100, p95(1.7), "MEDIUM FIRING /a", ""),
        row(120, p95(1.9), "MEDIUM FIRING /a", ""),
        row(130, p95(1.7), "MEDIUM FIRING /a", ""),
        row(159, p95(1.7), "MEDIUM FIRING /a", ""),
        row(160, p95(1.7), "", "RESOLVED MEDIUM /a"));
  }

  @Test
  void raises_a_firing_warning_once_the_critical_limit_was_held() {
    play(
        LATENCY,
        row(0, p95(3), "MEDIUM PENDING /a", "PENDING MEDIUM /a"),
        row(30, p95(6), "MEDIUM FIRING /a", "FIRING MEDIUM /a"),
        row(50, p95(6), "MEDIUM FIRING /a", ""),
        row(60, p95(6), "CRITICAL FIRING /a", "FIRING CRITICAL /a"));
  }

  @Test
  void fires_critical_at_once_when_the_critical_limit_was_held_from_the_beginning() {
    play(
        LATENCY,
        row(0, p95(6), "CRITICAL PENDING /a", "PENDING CRITICAL /a"),
        row(10, p95(6), "CRITICAL PENDING /a", ""),
        row(30, p95(6), "CRITICAL FIRING /a", "FIRING CRITICAL /a"));
  }

  @Test
  void lowers_a_critical_alert_that_only_recovers_to_a_warning_and_then_resolves_it() {
    play(
        LATENCY,
        row(0, p95(6), "CRITICAL PENDING /a", "PENDING CRITICAL /a"),
        row(30, p95(6), "CRITICAL FIRING /a", "FIRING CRITICAL /a"),
        row(40, p95(4.6), "CRITICAL FIRING /a", ""),
        row(70, p95(4.6), "CRITICAL FIRING /a", ""),
        row(80, p95(3), "CRITICAL FIRING /a", ""),
        row(109, p95(3), "CRITICAL FIRING /a", ""),
        row(110, p95(3), "MEDIUM FIRING /a", "FIRING MEDIUM /a"),
        row(120, p95(1), "MEDIUM FIRING /a", ""),
        row(150, p95(1), "", "RESOLVED MEDIUM /a"));
  }

  @Test
  void resolves_a_critical_alert_directly_when_everything_is_fine_again() {
    play(
        LATENCY,
        row(0, p95(6), "CRITICAL PENDING /a", "PENDING CRITICAL /a"),
        row(30, p95(6), "CRITICAL FIRING /a", "FIRING CRITICAL /a"),
        row(40, p95(0.1), "CRITICAL FIRING /a", ""),
        row(70, p95(0.1), "", "RESOLVED CRITICAL /a"));
  }

  @Test
  void the_same_time_twice_neither_fires_nor_loses_an_alert() {
    play(
        LATENCY,
        row(0, p95(3), "MEDIUM PENDING /a", "PENDING MEDIUM /a"),
        row(0, p95(3), "MEDIUM PENDING /a", ""),
        row(20, p95(3), "MEDIUM PENDING /a", ""),
        row(20, p95(3), "MEDIUM PENDING /a", ""),
        row(30, p95(3), "MEDIUM FIRING /a", "FIRING MEDIUM /a"),
        row(30, p95(3), "MEDIUM FIRING /a", ""),
        row(40, p95(1), "MEDIUM FIRING /a", ""),
        row(40, p95(1), "MEDIUM FIRING /a", ""));
  }

  @Test
  void a_clock_that_steps_back_neither_fires_nor_loses_an_alert() {
    play(
        LATENCY,
        row(1000, 0, p95(3), "MEDIUM PENDING /a", "PENDING MEDIUM /a"),
        row(1020, 20, p95(3), "MEDIUM PENDING /a", ""),
        row(0, 29, p95(3), "MEDIUM PENDING /a", ""),
        row(1, 30, p95(3), "MEDIUM FIRING /a", "FIRING MEDIUM /a"),
        row(-5000, 40, p95(3), "MEDIUM FIRING /a", ""),
        row(-4990, 50, p95(1), "MEDIUM FIRING /a", ""),
        row(-9000, 60, p95(1), "MEDIUM FIRING /a", ""),
        row(-8990, 70, p95(1), "MEDIUM FIRING /a", ""),
        row(-8980, 80, p95(1), "", "RESOLVED MEDIUM /a"));
  }

  @Test
  void a_clock_that_leaps_ahead_neither_fires_nor_ends_an_alert() {
    play(
        LATENCY,
        row(0, 0, p95(3), "MEDIUM PENDING /a", "PENDING MEDIUM /a"),
        row(3_610, 10, p95(3), "MEDIUM PENDING /a", ""),
        row(3_640, 20, p95(3), "MEDIUM PENDING /a", ""),
        row(3_650, 30, p95(3), "MEDIUM FIRING /a", "FIRING MEDIUM /a"),
        row(3_660, 40, p95(1), "MEDIUM FIRING /a", ""),
        row(7_270, 50, p95(1), "MEDIUM FIRING /a", ""),
        row(7_300, 60, p95(1), "MEDIUM FIRING /a", ""),
        row(7_310, 70, p95(1), "", "RESOLVED MEDIUM /a"));
  }

  @Test
  void a_steady_clock_that_stands_still_or_goes_back_adds_nothing() {
    play(
        LATENCY,
        row(0, 100, p95(3), "MEDIUM PENDING /a", "PENDING MEDIUM /a"),
        row(40, 90, p95(3), "MEDIUM PENDING /a", ""),
        row(80, 90, p95(3), "MEDIUM PENDING /a", ""));
  }

  @Test
  void a_silence_counts_as_three_intervals_at_most() {
    Rule patient = LATENCY.with(2, 5, 20, 31, 0.9);
    play(
        patient,
        row(0, p95(3), "MEDIUM PENDING /a", "PENDING MEDIUM /a"),
        row(86_400, p95(3), "MEDIUM PENDING /a", ""),
        row(86_401, p95(3), "MEDIUM FIRING /a", "FIRING MEDIUM /a"));
  }

  @Test
  void fires_at_once_without_a_hold_time() {
    play(
        LATENCY.with(2, 5, 20, 0, 0.9),
        row(0, p95(6), "CRITICAL FIRING /a", "FIRING CRITICAL /a"),
        row(10, p95(1), "", "RESOLVED CRITICAL /a"));
  }

  @Test
  void not_a_number_and_empty_windows_never_fire() {
    play(
        rule("heap-after-gc").with(0.9, 0.95, 1, 0, 0.9),
        row(0, resources(Double.NaN, Double.NaN, Double.NaN, Double.NaN), "", ""),
        row(10, Evidence.NONE, "", ""));
    play(
        LATENCY.with(0, 0, 0, 0, 0.9),
        row(0, operations(http("/a", 0, 0, 9)), "", ""),
        row(10, operations(http("/a", 5, 0, Double.NaN)), "", ""),
        row(20, operations(), "", ""));
    play(
        rule("http-error-rate").with(0, 0, 0, 0, 0.9),
        row(0, operations(http("/a", 0, 0, Double.NaN)), "", ""));
  }

  @Test
  void an_alert_whose_route_is_not_seen_any_more_resolves_after_the_recovery_time() {
    Judgement last =
        play(
            LATENCY,
            row(0, p95(3), "MEDIUM PENDING /a", "PENDING MEDIUM /a"),
            row(30, p95(3), "MEDIUM FIRING /a", "FIRING MEDIUM /a"),
            row(40, operations(), "MEDIUM FIRING /a", ""),
            row(60, operations(http("/a", 19, 0, 9)), "MEDIUM FIRING /a", ""),
            row(70, operations(), "", "RESOLVED MEDIUM /a"));
    assertEquals("P95 latency of /a is not seen any more", last.transitions().get(0).message());
  }

  @Test
  void the_time_of_an_alert_is_when_the_condition_was_first_seen() {
    Judgement last =
        play(
            LATENCY,
            row(7, p95(3), "MEDIUM PENDING /a", "PENDING MEDIUM /a"),
            row(37, p95(3.456), "MEDIUM FIRING /a", "FIRING MEDIUM /a"));
    Alert alert = last.active().get(0);
    assertEquals(Timeline.START_MILLIS + 7_000, alert.sinceEpochMillis());
    assertEquals(Timeline.START_MILLIS + 37_000, last.transitions().get(0).epochMillis());
    assertEquals("http_server_request_duration_seconds", alert.metricName());
    assertEquals(2, alert.threshold());
    assertEquals(3.456, alert.currentValue());
    assertEquals("P95 latency of /a is 3.46 s, above the warning limit of 2 s", alert.message());
  }

  @Test
  void scopes_are_judged_one_by_one() {
    play(
        LATENCY,
        row(
            0,
            operations(http("/a", 50, 0, 3), http("/b", 50, 0, 1)),
            "MEDIUM PENDING /a",
            "PENDING MEDIUM /a"),
        row(
            10,
            operations(http("/a", 50, 0, 3), http("/b", 50, 0, 6)),
            "MEDIUM PENDING /a, CRITICAL PENDING /b",
            "PENDING CRITICAL /b"),
        row(
            30,
            operations(http("/a", 50, 0, 3), http("/b", 50, 0, 6)),
            "MEDIUM FIRING /a, CRITICAL PENDING /b",
            "FIRING MEDIUM /a"));
  }

  @Test
  void state_is_bounded_and_a_full_one_never_forgets_what_fires() {
    Judge judge = new Judge(List.of(LATENCY), 10_000);
    Judgement first = judge.evaluate(JudgeState.EMPTY, Timeline.at(0, p95(3)));
    OperationWindow[] many =
        IntStream.range(0, 1_000)
            .mapToObj(i -> http("/" + i, 50, 0, 3))
            .toArray(OperationWindow[]::new);
    Judgement flooded = judge.evaluate(first.state(), Timeline.at(10, operations(many)));
    assertEquals(0, flooded.active().stream().filter(a -> a.scope().equals("/a")).count());
    assertEquals(Judge.MAXIMUM_SCOPES_PER_RULE, flooded.state().conditions().size());
    assertEquals(1_000 - Judge.MAXIMUM_SCOPES_PER_RULE, flooded.refused());

    Judgement firing = judge.evaluate(flooded.state(), Timeline.at(40, operations(many)));
    OperationWindow[] others =
        IntStream.range(1_000, 2_000)
            .mapToObj(i -> http("/" + i, 50, 0, 3))
            .toArray(OperationWindow[]::new);
    Judgement later = judge.evaluate(firing.state(), Timeline.at(50, operations(others)));
    assertEquals(Judge.MAXIMUM_SCOPES_PER_RULE, later.state().conditions().size());
    assertTrue(later.active().stream().allMatch(a -> a.state() == Alert.State.FIRING));
    assertEquals(1_000, later.refused());
  }

  @Test
  void the_alerts_of_a_rule_that_was_taken_away_end_at_once() {
    Judge before = new Judge(List.of(LATENCY.with(2, 5, 20, 0, 0.9)), 10_000);
    Judgement firing = before.evaluate(JudgeState.EMPTY, Timeline.at(0, p95(3)));
    Judge after = new Judge(List.of(rule("cpu")), 10_000);
    Judgement ended = after.evaluate(firing.state(), Timeline.at(10, p95(3)));
    assertEquals("RESOLVED MEDIUM /a", Timeline.transitions(ended));
    assertEquals("", Timeline.active(ended));
    assertEquals("", Timeline.transitions(after.evaluate(ended.state(), Timeline.at(20, p95(3)))));
  }

  @Test
  void changed_limits_apply_to_what_is_already_known() {
    Judge before = new Judge(List.of(LATENCY), 10_000);
    Judgement pending = before.evaluate(JudgeState.EMPTY, Timeline.at(0, p95(3)));
    Judge after = new Judge(List.of(LATENCY.with(4, 5, 20, 30, 0.9)), 10_000);
    Judgement faded = after.evaluate(pending.state(), Timeline.at(10, p95(3)));
    assertEquals("", Timeline.active(faded));
  }

  @Test
  void two_rules_of_one_name_are_refused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Judge(List.of(LATENCY, LATENCY), 10_000));
  }

  private static Evidence p95(double seconds) {
    return operations(http("/a", 50, 0, seconds));
  }
}
