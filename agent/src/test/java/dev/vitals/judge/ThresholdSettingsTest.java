package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The configuration and the judge must name the same rules and mean the same defaults. */
class ThresholdSettingsTest {
  @Test
  void unconfigured_rules_are_the_default_rules() {
    Map<String, Settings.Limits> limits = thresholds("");
    assertEquals(
        Rule.defaults().stream().map(Rule::name).collect(Collectors.toSet()), limits.keySet());
    for (Rule rule : Rule.defaults()) {
      assertEquals(rule, configured(rule, limits.get(rule.name())));
    }
  }

  @Test
  void every_part_of_a_rule_can_be_set() {
    Settings.Limits limits =
        thresholds(
                "thresholds.cpu.warning=50%;thresholds.cpu.critical=60%;"
                    + "thresholds.cpu.minimum-count=3;thresholds.cpu.hold=5s;"
                    + "thresholds.cpu.recovery=0.5")
            .get("cpu");
    assertEquals(
        new Rule("cpu", Measure.CPU, 0.5, 0.6, 3, 5, new Recovery(0.5, 5)),
        configured(Timeline.rule("cpu"), limits));
  }

  private static Rule configured(Rule rule, Settings.Limits limits) {
    return rule.with(
        limits.warning(),
        limits.critical(),
        limits.minimumCount(),
        limits.holdMillis() / 1e3,
        limits.recovery());
  }

  private static Map<String, Settings.Limits> thresholds(String arguments) {
    List<String> warnings = new ArrayList<>();
    Settings settings = Settings.load(arguments, new Properties(), Map.of(), List.of(), warnings);
    assertEquals(List.of(), warnings);
    return settings.thresholds().limits();
  }
}
