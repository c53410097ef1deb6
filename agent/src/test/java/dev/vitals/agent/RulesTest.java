package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.judge.Dynamic;
import dev.vitals.judge.Levels;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Sla;
import dev.vitals.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();

  @Test
  void a_key_of_a_rule_leaves_the_levels_it_does_not_speak_of() {
    String limits = "alert-thresholds={cpu: {low: 50, warning: 60, high: 70, critical: 90}};";

    Levels levels = named(rules(limits + "thresholds.cpu.warning=65%", List.of()), "cpu").levels();
    assertEquals(new Levels(0.5, 0.65, 0.7, 0.9), levels);

    levels = named(rules(limits + "thresholds.cpu.warning=80%", List.of()), "cpu").levels();
    assertEquals(new Levels(0.5, 0.8, Double.NaN, 0.9), levels);
    assertEquals(List.of(), lines);
  }

  @Test
  void what_is_no_duration_may_say_what_it_is() throws IOException {
    String file =
        yaml(
            "rules: [{name: cpu, statistic: ratio},"
                + " {name: idle, metric: http.throughput, statistic: rate, warning: 5}]");
    List<Rule> rules = rules("config=" + file, List.of());
    assertEquals(List.of(), lines);
    assertEquals(Levels.of(0.8, 0.9), named(rules, "cpu").levels());
    assertEquals(5, named(rules, "idle").levels().medium());
  }

  @Test
  void all_rules_follow_what_is_usual_but_those_that_say_off() throws IOException {
    String file =
        yaml(
            "rules: [{name: cpu, baseline: off}, {name: mine, metric: db.latency, warning: 1s},"
                + " {name: heap-after-gc, ceiling: 1},"
                + " {name: other, metric: disk, warning: 80%, baseline: off}]");

    List<Rule> rules = rules("thresholds.baseline=on;config=" + file, List.of());

    assertEquals(List.of(), lines);
    assertEquals(Dynamic.OFF, named(rules, "cpu").dynamic());
    assertEquals(Dynamic.OFF, named(rules, "other").dynamic());
    assertEquals(Dynamic.USUAL, named(rules, "http-latency-p95").dynamic());
    assertEquals(Dynamic.USUAL, named(rules, "mine").dynamic());
    assertEquals(new Dynamic(4, 0.5, 1), named(rules, "heap-after-gc").dynamic());
    for (Rule rule : rules("", List.of())) {
      assertEquals(Dynamic.OFF, rule.dynamic(), "nothing is learned unless it is said");
    }
  }

  @Test
  void a_promise_of_the_profile_is_changed_or_taken_away_by_its_name() throws IOException {
    String file =
        yaml(
            "slas: [{name: api, p95: 400ms}, {name: database, enabled: false},"
                + " {name: mine, availability: 99%}]");
    Settings settings = settings("thresholds.profile=s2;config=" + file);

    List<Sla> slas = Rules.promises(settings, List.of(), new Mistakes(lines));

    assertEquals(List.of(), lines);
    assertEquals(List.of("api", "jobs", "caches", "mine"), slas.stream().map(Sla::name).toList());
    assertEquals(0.4, slas.get(0).p95Seconds());
    assertEquals(2, slas.get(0).p99Seconds());

    String wrong = yaml("slas: [{name: api, p95: 3s}]");
    List<Sla> after =
        Rules.promises(
            settings("thresholds.profile=s2;config=" + wrong), slas, new Mistakes(lines));
    assertEquals(1, lines.size(), lines.toString());
    assertEquals(0.4, after.get(0).p95Seconds(), "it stays as it was");
    assertEquals(
        List.of("api", "jobs", "database", "caches"), after.stream().map(Sla::name).toList());
  }

  @Test
  void the_list_of_the_file_is_stronger_than_keys_and_they_than_the_guides_and_the_profile()
      throws IOException {
    String arguments =
        "thresholds.profile=s4;thresholds.cpu.warning=65%;thresholds.heap-after-gc.warning=75%;"
            + "alert-thresholds={cpu: 60, memory: 70, disk: 50};config=";
    String file = yaml("rules: [{name: cpu, for: 2m}, {name: disk, critical: 60%}]");

    List<Rule> rules = rules(arguments + file, List.of());

    assertEquals(List.of(), lines);
    assertEquals(Levels.of(0.65, 0.9), named(rules, "cpu").levels());
    assertEquals(120, named(rules, "cpu").holdSeconds());
    assertEquals(Levels.of(0.75, 0.95), named(rules, "heap-after-gc").levels());
    assertEquals(Levels.of(0.7, 0.95), named(rules, "container-memory").levels());
    assertEquals(Levels.of(0.5, 0.6), named(rules, "disk").levels());
    assertEquals(Levels.of(1, 5), named(rules, "http-latency-p95").levels());
  }

  @Test
  void a_level_that_is_switched_off_goes_together_with_a_key_of_its_rule() {
    List<Rule> rules =
        rules("alert-thresholds={cpu: 95};thresholds.cpu.hold=1m;thresholds.window=5m", List.of());

    assertEquals(List.of(), lines);
    Rule cpu = named(rules, "cpu");
    assertEquals(Levels.of(0.95, Double.POSITIVE_INFINITY), cpu.levels());
    assertEquals(60, cpu.holdSeconds());
    assertEquals(300_000, cpu.windowMillis());
  }

  @Test
  void a_rule_that_is_wrong_in_a_changed_file_stays_in_force() throws IOException {
    String arguments = "config=" + yaml("rules: [{name: own, metric: cpu, warning: 60%}]");
    List<Rule> before = rules(arguments, List.of());
    yaml("rules: [{name: own, metric: cpu, warning: 60 percent}, {name: cpu, warning: 50%}]");

    List<Rule> after = rules(arguments, before);

    assertEquals(named(before, "own"), named(after, "own"));
    assertEquals(0.5, named(after, "cpu").levels().medium());
    assertEquals(1, lines.size(), lines::toString);
  }

  private List<Rule> rules(String arguments, List<Rule> before) {
    return Rules.of(settings(arguments), before, new Mistakes(lines));
  }

  private Settings settings(String arguments) {
    return Settings.load(arguments, new Properties(), Map.of(), List.of(), lines);
  }

  private static Rule named(List<Rule> rules, String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst().orElseThrow();
  }

  private String yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("vitals.yaml"), text).toString();
  }
}
