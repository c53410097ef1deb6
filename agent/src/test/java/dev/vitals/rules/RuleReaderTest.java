package dev.vitals.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.config.YamlNode;
import dev.vitals.judge.Comparison;
import dev.vitals.judge.Dynamic;
import dev.vitals.judge.Levels;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Recovery;
import dev.vitals.judge.Rule;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Statistic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleReaderTest {
  private static final double NAN = Double.NaN;

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();

  @Test
  void reads_a_rule_with_everything_in_it() throws IOException {
    List<Rule> rules =
        read(
            """
            rules:
              - name: slow-checkout
                metric: http.latency
                scope: "/checkout*"
                statistic: p99.9
                window: 5m
                comparison: above
                low: 200ms
                warning: 800ms
                high: 1s
                critical: 2s
                for: 1m
                keep-firing: 2m
                clear: 150ms
                minimum-count: 50
            """,
            List.of());

    assertEquals(List.of(), lines);
    assertEquals(
        List.of(
            new Rule(
                "slow-checkout",
                Measure.HTTP_LATENCY,
                Statistic.P99_9,
                new ScopePattern("/checkout*"),
                300_000,
                Comparison.ABOVE,
                new Levels(0.2, 0.8, 1, 2),
                50,
                60,
                new Recovery(0.9, 0.15, 120))),
        rules);
  }

  @Test
  void what_a_rule_does_not_say_is_what_most_want() throws IOException {
    Rule rule =
        read("rules: [{name: hits, metric: cache.hit-rate, warning: 70%}]", List.of()).get(0);

    assertEquals(Comparison.BELOW, rule.comparison());
    assertEquals(new Levels(NAN, 0.7, NAN, NAN), rule.levels());
    assertEquals(ScopePattern.EVERY, rule.scope());
    assertEquals(60_000, rule.windowMillis());
    assertEquals(30, rule.holdSeconds());
    assertEquals(new Recovery(0.9, 30), rule.recovery());
    assertEquals(20, rule.minimumCount());
  }

  @Test
  void time_that_is_left_has_limits_that_are_durations() throws IOException {
    List<Rule> rules =
        read(
            """
            rules:
              - {name: pools-leak, metric: resource.time-to-full, scope: "pool *", warning: 12h}
              - {name: all, metric: resource.time-to-full, scope: all, warning: 12h}
              - {name: share, metric: resource.time-to-full, warning: 90%}
              - {name: mean, metric: resource.time-to-full, warning: 1h, statistic: mean}
            """,
            List.of());
    assertEquals(1, rules.size());
    assertEquals(43_200, rules.get(0).levels().medium());
    assertEquals(Comparison.BELOW, rules.get(0).comparison());
    assertEquals(1, rules.get(0).minimumCount());
    assertEquals(3, lines.size(), lines.toString());
    assertTrue(lines.get(0).contains("vitals.yaml:3: rules[1].scope"), lines.get(0));
    assertTrue(lines.get(1).contains("vitals.yaml:4: rules[2].warning"), lines.get(1));
    assertTrue(lines.get(2).contains("vitals.yaml:5: rules[3].statistic"), lines.get(2));
  }

  @Test
  void a_rule_with_a_known_name_changes_what_it_says_and_keeps_the_rest() throws IOException {
    List<Rule> rules =
        read(
            "rules: [{name: cpu, warning: 85%, for: 2m}, {name: disk, metric: disk, high: 0.9}]",
            Rule.defaults());

    assertEquals(List.of(), lines);
    assertEquals(Rule.defaults().size() + 1, rules.size());
    Rule cpu = named(rules, "cpu");
    assertEquals(Levels.of(0.85, 0.9), cpu.levels());
    assertEquals(120, cpu.holdSeconds());
    assertEquals(Measure.CPU, cpu.measure());
  }

  @Test
  void a_rule_can_be_switched_off_and_a_level_too() throws IOException {
    List<Rule> rules =
        read(
            "rules: [{name: cpu, enabled: false}, {name: heap-after-gc, critical: off}]",
            Rule.defaults());

    assertEquals(List.of(), lines);
    assertTrue(rules.stream().noneMatch(rule -> rule.name().equals("cpu")));
    assertEquals(new Levels(NAN, 0.9, NAN, NAN), named(rules, "heap-after-gc").levels());
  }

  @Test
  void limits_below_fall_with_their_severity() throws IOException {
    read(
        "rules: [{name: a, metric: http.throughput, warning: 500, critical: 100},"
            + " {name: b, metric: http.throughput, warning: 100, critical: 500}]",
        List.of());
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).contains("rules[1]"), lines.get(0));
  }

  @Test
  void every_mistake_names_its_line_and_key_and_leaves_the_others_alone() throws IOException {
    List<Rule> rules =
        read(
            """
            rules:
              - name: good
                metric: http.error-rate
                warning: 5%
              - name: bad
                metric: http.error-rate
                warning: 5 percent
              - name: also-good
                metric: db.latency
                critical: 1s
            """,
            List.of());

    assertEquals(List.of("good", "also-good"), rules.stream().map(Rule::name).toList());
    assertEquals(
        List.of(
            file()
                + ":7: rules[1].warning = '5 percent' is not a ratio from 0 to 1, such as 0.3 or"
                + " 30%; the rule is left out"),
        lines);
  }

  @Test
  void unknown_keys_are_named_with_the_nearest_known_one() throws IOException {
    String rule = "{name: a, metric: cpu, warning: 0.5, warnin: 1, colour: red}";

    assertEquals(1, read("rules: [" + rule + "]", List.of()).size());

    assertEquals(
        List.of(
            file() + ":1: rules[0].warnin is not known here; it is ignored (did you mean warning?)",
            file() + ":1: rules[0].colour is not known here; it is ignored"),
        lines);
  }

  @Test
  void a_rule_follows_what_is_usual_where_it_says_so() throws IOException {
    List<Rule> rules =
        read(
            """
            rules:
              - {name: a, metric: http.latency, critical: 1s, baseline: on}
              - {name: b, metric: cpu, warning: 80%, baseline: yes, deviations: 3, floor: 80%, ceiling: 1.5}
              - {name: c, metric: cpu, warning: 80%, baseline: off, deviations: 3, floor: 80%, ceiling: 1.5}
              - {name: d, metric: cpu, warning: 80%}
            """,
            List.of());

    assertEquals(List.of(), lines);
    assertEquals(Dynamic.USUAL, named(rules, "a").dynamic());
    assertEquals(new Dynamic(3, 0.8, 1.5), named(rules, "b").dynamic());
    assertEquals(Dynamic.OFF, named(rules, "c").dynamic());
    assertEquals(Dynamic.OFF, named(rules, "d").dynamic());

    List<Rule> changed = read("rules: [{name: b, deviations: 5}, {name: a, baseline: off}]", rules);

    assertEquals(List.of(), lines);
    assertEquals(new Dynamic(5, 0.8, 1.5), named(changed, "b").dynamic());
    assertEquals(Dynamic.OFF, named(changed, "a").dynamic());
  }

  @Test
  void a_rule_that_is_wrong_in_a_new_file_stays_as_it_was() throws IOException {
    List<Rule> before =
        read(
            "rules: [{name: a, metric: cpu, warning: 60%}, {name: b, metric: cpu, warning: 70%},"
                + " {name: cpu, warning: 50%}, {name: disk, metric: disk, warning: 50%}]",
            Rule.defaults());
    Files.writeString(
        file(),
        "rules: [{name: a, metric: cpu, warning: 65%}, {name: b, metric: cpu, warning: 7 percent},"
            + " {name: cpu, warning: []}, {name: c, metric: cpu, warning: x}]");
    YamlNode list = load().document().get("rules");

    List<Rule> rules =
        RuleReader.read(list, Rule.defaults(), before, Dynamic.OFF, new Mistakes(lines));

    assertEquals(Levels.of(0.65, NAN), named(rules, "a").levels());
    assertEquals(named(before, "b"), named(rules, "b"));
    assertEquals(named(before, "cpu"), named(rules, "cpu"));
    assertEquals(Rule.defaults().size() + 2, rules.size(), "disk is gone and c never came");
    assertEquals(
        List.of(
            file()
                + ":1: rules[1].warning = '7 percent' is not a ratio from 0 to 1, such as 0.3 or"
                + " 30%; the rule stays as it was",
            file()
                + ":1: rules[2].warning is not a ratio from 0 to 1, such as 0.3 or 30%; the rule"
                + " stays as it was",
            file()
                + ":1: rules[3].warning = 'x' is not a ratio from 0 to 1, such as 0.3 or 30%; the"
                + " rule is left out"),
        lines);

    lines.clear();
    Files.writeString(file(), "rules: none");
    YamlNode text = load().document().get("rules");
    assertEquals(
        before.size(),
        RuleReader.read(text, Rule.defaults(), before, Dynamic.OFF, new Mistakes(lines)).size());
    assertEquals(1, lines.size(), lines::toString);
  }

  @Test
  void two_rules_of_one_name_are_one_and_a_list_of_texts_is_none() throws IOException {
    List<Rule> rules =
        read(
            "rules: [text, {name: a, metric: cpu, warning: 0.5},"
                + " {name: a, metric: cpu, warning: 0.6}]",
            List.of());
    assertEquals(1, rules.size());
    assertEquals(0.5, rules.get(0).levels().medium());
    assertEquals(2, lines.size(), lines::toString);
  }

  private static Rule named(List<Rule> rules, String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst().orElseThrow();
  }

  private Path file() {
    return folder.resolve("vitals.yaml");
  }

  private List<Rule> read(String text, List<Rule> given) throws IOException {
    Files.writeString(file(), text);
    return RuleReader.read(load().document().get("rules"), given, new Mistakes(lines));
  }

  private Settings load() {
    return Settings.load("config=" + file(), new Properties(), Map.of(), List.of(), lines);
  }
}
