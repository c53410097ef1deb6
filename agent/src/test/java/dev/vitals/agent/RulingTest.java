package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RulingTest {
  private final List<String> lines = new ArrayList<>();

  @Test
  void windows_are_counted_in_the_ticks_the_aggregator_was_started_with() {
    Settings started = settings("thresholds.interval=10s;thresholds.window=60s");
    Settings newer = settings("thresholds.interval=1s;thresholds.window=2m");
    Ruling before = Ruling.of(started, Ruling.NONE, lines);
    assertEquals(List.of(1, 6), before.judging().lengths());

    long pace = started.thresholds().intervalMillis();
    Judging judging = Ruling.of(newer, before, lines).at(pace, 0).judging();
    assertEquals(10_000, judging.intervalMillis());
    assertEquals(List.of(1, 12), judging.lengths());
    assertEquals(List.of("thresholds.interval"), started.needingRestart(newer));
    assertEquals(List.of(), lines);
  }

  private Settings settings(String arguments) {
    return Settings.load(arguments, new Properties(), Map.of(), List.of(), lines);
  }
}
