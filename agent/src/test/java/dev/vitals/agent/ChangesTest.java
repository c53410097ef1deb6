package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.config.Settings;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ChangesTest {
  @Test
  void names_what_is_another_way_and_what_it_was() {
    List<Settings.Value> before = values("thresholds.window=1m;service.name=shop");
    List<Settings.Value> after = values("thresholds.window=5m;service.name=shop");
    assertEquals(
        List.of("thresholds.window is 5m, was 1m"),
        Changes.between(before, after, List.of(), List.of()));
    assertEquals(List.of(), Changes.between(after, after, Rule.defaults(), Rule.defaults()));
  }

  @Test
  void names_rules_that_came_went_or_have_other_limits() {
    List<Rule> before =
        List.of(
            Rule.rule("cpu", Measure.CPU, 0.8, 0.9, 1),
            Rule.rule("disk", Measure.DISK, 0.8, 0.9, 1));
    List<Rule> after =
        List.of(
            Rule.rule("cpu", Measure.CPU, 0.7, Double.POSITIVE_INFINITY, 1),
            Rule.rule("heap", Measure.HEAP_AFTER_GC, 0.8, 0.9, 1));
    assertEquals(
        List.of(
            "rule cpu is medium 0.7 critical off for 30.0 s, at least 1 in 60.0 s,"
                + " was medium 0.8 critical 0.9 for 30.0 s, at least 1 in 60.0 s",
            "rule heap is new: medium 0.8 critical 0.9 for 30.0 s, at least 1 in 60.0 s",
            "rule disk is gone"),
        Changes.between(List.of(), List.of(), before, after));
  }

  @Test
  void a_file_that_was_written_anew_does_not_fill_the_log() {
    List<Rule> many = new ArrayList<>();
    for (int index = 0; index < 30; index++) {
      many.add(Rule.rule("rule-" + index, Measure.CPU, 0.8, 0.9, 1));
    }
    List<String> lines = Changes.between(List.of(), List.of(), many, List.of());
    assertEquals(21, lines.size());
    assertEquals("and 10 more changes", lines.get(20));
  }

  private static List<Settings.Value> values(String arguments) {
    return Settings.load(arguments, new Properties(), Map.of(), List.of(), new ArrayList<>())
        .values();
  }
}
