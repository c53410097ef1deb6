package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
