package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.config.Settings;
import dev.vitals.judge.Comparison;
import dev.vitals.judge.Dynamic;
import dev.vitals.judge.Levels;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Recovery;
import dev.vitals.judge.Rule;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Statistic;
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
    String rest = " for 30.0 s, at least 1 in 60.0 s, over at 0.9 of it for 30.0 s";
    String same = " medium 0.8 critical 0.9" + rest;
    assertEquals(
        List.of(
            "rule cpu is cpu above medium 0.7 critical off" + rest + ", was cpu above" + same,
            "rule heap is new: memory.heap-after-gc above" + same,
            "rule disk is gone"),
        Changes.between(List.of(), List.of(), before, after));
  }

  @Test
  void names_a_rule_of_which_anything_at_all_is_another() {
    Rule rule = Rule.rule("slow", Measure.HTTP_LATENCY, 2, 5, 20);
    List<Rule> others =
        List.of(
            Rule.rule("slow", Measure.DB_LATENCY, 2, 5, 20),
            rule(Statistic.P99, ScopePattern.EVERY, Comparison.ABOVE, rule.recovery()),
            rule(Statistic.P95, new ScopePattern("/cart"), Comparison.ABOVE, rule.recovery()),
            rule(Statistic.P95, ScopePattern.EVERY, Comparison.BELOW, rule.recovery()),
            rule(Statistic.P95, ScopePattern.EVERY, Comparison.ABOVE, new Recovery(0.9, 60)),
            rule(Statistic.P95, ScopePattern.EVERY, Comparison.ABOVE, new Recovery(0.5, 30)),
            rule(Statistic.P95, ScopePattern.EVERY, Comparison.ABOVE, new Recovery(0.9, 1, 30)),
            rule.over(120_000),
            rule.with(Dynamic.USUAL),
            rule.with(2, 6, 20, 30, 0.9),
            rule.with(2, 5, 21, 30, 0.9));
    for (Rule other : others) {
      List<String> lines = Changes.between(List.of(), List.of(), List.of(rule), List.of(other));
      assertEquals(1, lines.size(), other::toString);
    }
    assertEquals(
        "rule slow is http.latency p95 of /cart above medium 2.0 critical 5.0 for 30.0 s, at least"
            + " 20 in 60.0 s, over at 0.9 of it for 30.0 s, was http.latency p95 above medium 2.0"
            + " critical 5.0 for 30.0 s, at least 20 in 60.0 s, over at 0.9 of it for 30.0 s",
        Changes.between(List.of(), List.of(), List.of(rule), List.of(others.get(2))).get(0));
  }

  private static Rule rule(
      Statistic statistic, ScopePattern scope, Comparison comparison, Recovery recovery) {
    boolean isAbove = comparison == Comparison.ABOVE;
    return new Rule(
        "slow",
        Measure.HTTP_LATENCY,
        statistic,
        scope,
        60_000,
        comparison,
        Levels.of(isAbove ? 2 : 5, isAbove ? 5 : 2),
        20,
        30,
        recovery);
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
