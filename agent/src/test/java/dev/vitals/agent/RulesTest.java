package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.judge.Levels;
import dev.vitals.judge.Rule;
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
    Settings settings = Settings.load(arguments, new Properties(), Map.of(), List.of(), lines);
    return Rules.of(settings, before, new Mistakes(lines));
  }

  private static Rule named(List<Rule> rules, String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst().orElseThrow();
  }

  private String yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("vitals.yaml"), text).toString();
  }
}
