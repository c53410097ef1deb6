package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertNameTest {
  @ParameterizedTest
  @CsvSource({
    "http-latency-p95, VitalsHttpLatencyP95",
    "cpu, VitalsCpu",
    "my_rule.of mine, VitalsMyRuleOfMine",
    "AlreadyCamel, VitalsAlreadyCamel",
    "---, VitalsRule"
  })
  void a_rule_becomes_a_camel(String rule, String name) {
    assertEquals(name, AlertName.of(rule));
  }

  @Test
  void a_runbook_speaks_of_it_at_its_name_in_small_letters() {
    assertEquals(
        "https://example.org/runbook#vitalshttplatencyp95",
        AlertName.runbook("https://example.org/runbook", AlertName.of("http-latency-p95")));
  }
}
