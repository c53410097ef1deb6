package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The configuration and the judge must name the same rules. */
class ThresholdSettingsTest {
  @Test
  void every_default_rule_has_keys_of_its_own_that_say_nothing_by_default() {
    Map<String, Settings.Limits> limits = thresholds("");
    assertEquals(
        Rule.defaults().stream().map(Rule::name).collect(Collectors.toSet()), limits.keySet());
    for (Settings.Limits each : limits.values()) {
      assertEquals(new Settings.Limits(Double.NaN, Double.NaN, -1, -1, Double.NaN), each);
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
    assertEquals(new Settings.Limits(0.5, 0.6, 3, 5_000, 0.5), limits);
  }

  private static Map<String, Settings.Limits> thresholds(String arguments) {
    List<String> warnings = new ArrayList<>();
    Settings settings = Settings.load(arguments, new Properties(), Map.of(), List.of(), warnings);
    assertEquals(List.of(), warnings);
    return settings.thresholds().limits();
  }
}
