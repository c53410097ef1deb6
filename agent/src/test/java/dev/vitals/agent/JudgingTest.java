package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Rule;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Sla;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgingTest {
  private static final long INTERVAL = 10_000;

  @Test
  void windows_are_whole_ticks_and_each_length_is_there_once() {
    Judging judging =
        Judging.of(
            List.of(rule("a", 60_000), rule("b", 61_000), rule("c", 60_000)),
            List.of(sla(300_000)),
            INTERVAL,
            900_000);
    assertEquals(List.of(1, 6, 7, 30), judging.lengths());
    assertEquals(30, judging.lookback().longest());
  }

  @Test
  void a_window_has_no_more_than_360_ticks_and_at_least_one() {
    Judging judging =
        Judging.of(List.of(rule("a", 3_600_000), rule("b", 1_000)), List.of(), 1_000, 900_000);
    assertEquals(List.of(1, 360), judging.lengths());
  }

  @Test
  void without_rules_there_is_the_newest_tick() {
    assertEquals(List.of(1), Judging.of(List.of(), List.of(), INTERVAL, 900_000).lengths());
  }

  private static Rule rule(String name, long windowMillis) {
    return Rule.rule(name, Measure.HTTP_LATENCY, 1, 2, 1).over(windowMillis);
  }

  private static Sla sla(long latencyMillis) {
    return new Sla(
        "shop",
        OperationWindow.Kind.HTTP_SERVER,
        new ScopePattern(ScopePattern.ALL),
        1,
        2,
        0.99,
        86_400_000,
        latencyMillis,
        0.8,
        1);
  }
}
