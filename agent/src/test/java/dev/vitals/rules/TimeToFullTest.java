package dev.vitals.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.history.Forecast;
import dev.vitals.judge.Evidence;
import dev.vitals.judge.Judge;
import dev.vitals.judge.JudgeState;
import dev.vitals.judge.Judgement;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Rule;
import dev.vitals.judge.ScopePattern;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** When the rule of production on time speaks, and when it keeps quiet. */
class TimeToFullTest {
  private static final long LOOK_MILLIS = 30_000;
  private static final double HOUR = 60;
  private static final Rule RULE =
      Profile.PROD.rules().stream()
          .filter(rule -> rule.measure() == Measure.TIME_TO_FULL)
          .findFirst()
          .orElseThrow();

  @Test
  void what_fills_steadily_is_told_before_it_is_full() {
    for (double hours : new double[] {1, 4, 24, 72}) {
      Told told = told(hours, "disk", minute -> 0.1 + 0.9 * minute / (hours * HOUR));
      assertTrue(told.minute() < hours * HOUR, hours + " h: " + told);
      assertTrue(told.level() < 0.95, hours + " h: " + told);
    }
    Told fast = told(1, "heap", minute -> minute / HOUR);
    assertEquals(Alert.Severity.CRITICAL, fast.severity());
    assertTrue(
        fast.message().matches("Time left of heap is \\d+ s, below the critical limit of 4 h"),
        fast.message());
    Told slow = told(72, "metaspace", minute -> 0.1 + 0.9 * minute / (72 * HOUR));
    assertEquals(Alert.Severity.MEDIUM, slow.severity());
    assertEquals(0.7, slow.level(), 0.02);
    assertTrue(slow.message().contains("below the warning limit of 24 h"), slow.message());
  }

  @Test
  void noise_and_load_on_top_do_not_hide_it() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Told told =
          told(6, "heap", minute -> 0.2 + 0.8 * minute / (6 * HOUR) + 0.03 * random.nextGaussian());
      assertTrue(told.minute() < 5 * HOUR, "seed " + seed + ": " + told);
    }
  }

  @Test
  void noise_of_steady_hours_is_never_told() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      double[] wandering = new double[1];
      DoubleUnaryOperator level =
          switch (seed % 3) {
            case 0 -> minute -> 0.8 + 0.05 * random.nextGaussian();
            case 1 ->
                minute -> {
                  wandering[0] = 0.95 * wandering[0] + 0.01 * random.nextGaussian();
                  return 0.85 + wandering[0];
                };
            // As the heap between collections of the old generation.
            default -> minute -> 0.75 + 0.1 * (minute % 17) / 17 + 0.01 * random.nextGaussian();
          };
      assertNull(told(3, "heap", level), "seed " + seed);
    }
  }

  @Test
  void one_leap_and_what_comes_to_rest_are_never_told() {
    assertNull(told(8, "heap", minute -> minute < 90 ? 0.8 : 0.9));
    for (double top : new double[] {0.7, 0.85}) {
      for (double minutes : new double[] {30, 60, 120}) {
        assertNull(
            told(12, "heap", minute -> top * (1 - Math.exp(-minute / minutes))),
            top + " in " + minutes);
      }
    }
    assertNull(told(8, "disk", minute -> 0.9 - 0.1 * minute / HOUR));
  }

  @Test
  void pools_are_for_rules_that_name_them() {
    DoubleUnaryOperator morning = minute -> Math.min(1, 0.1 + 0.9 * minute / (4 * HOUR));
    assertNull(told(4, "pool orders", morning));
    Rule own = RULE.about(new ScopePattern("pool *"));
    assertEquals("pool orders", told(own, 4, "pool orders", morning).scope());
  }

  @Test
  void it_is_over_when_the_resource_is_emptied() {
    Forecast forecast = new Forecast();
    Judge judge = new Judge(List.of(RULE), LOOK_MILLIS);
    JudgeState state = JudgeState.EMPTY;
    boolean wasSeen = false;
    for (int look = 0; look < 6 * HOUR * 2; look++) {
      double minute = look / 2.0;
      double level = minute < 180 ? 0.2 + 0.75 * minute / 180 : 0.3;
      Judgement judgement = judge.evaluate(state, evidence(forecast, look, "disk", level));
      state = judgement.state();
      wasSeen |= !judgement.active().isEmpty() && minute < 180;
      if (minute > 300) {
        assertEquals(List.of(), judgement.active(), "minute " + minute);
      }
    }
    assertTrue(wasSeen);
  }

  /** The first alert that fired. */
  private record Told(
      double minute, double level, Alert.Severity severity, String scope, String message) {}

  private static Told told(double hours, String resource, DoubleUnaryOperator levelAtMinute) {
    return told(RULE, hours, resource, levelAtMinute);
  }

  /** Null where none did. */
  private static Told told(
      Rule rule, double hours, String resource, DoubleUnaryOperator levelAtMinute) {
    Forecast forecast = new Forecast();
    Judge judge = new Judge(List.of(rule), LOOK_MILLIS);
    JudgeState state = JudgeState.EMPTY;
    for (int look = 0; look < hours * HOUR * 2; look++) {
      double level = levelAtMinute.applyAsDouble(look / 2.0);
      Judgement judgement = judge.evaluate(state, evidence(forecast, look, resource, level));
      state = judgement.state();
      for (Alert alert : judgement.active()) {
        if (alert.state() == Alert.State.FIRING) {
          return new Told(look / 2.0, level, alert.severity(), alert.scope(), alert.message());
        }
      }
    }
    return null;
  }

  private static Evidence evidence(Forecast forecast, int look, String resource, double level) {
    long millis = look * LOOK_MILLIS;
    return new Evidence(
        millis,
        millis,
        List.of(),
        ResourceWindow.UNKNOWN,
        forecast.look(millis, Map.of(resource, level)));
  }
}
