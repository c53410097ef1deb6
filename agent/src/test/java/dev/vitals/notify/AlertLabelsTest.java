package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Alert;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertLabelsTest {
  @ParameterizedTest
  @CsvSource({"LOW, info", "MEDIUM, warning", "HIGH, warning", "CRITICAL, critical"})
  void four_severities_become_three(Alert.Severity severity, String word) {
    assertEquals(word, AlertLabels.severity(severity));
  }

  @ParameterizedTest
  @CsvSource({
    "x, http_route, http",
    "x, db_query_summary, db",
    "x, cache_name, cache",
    "x, db_client_connection_pool_name, pool",
    "executor-queue, name, executor",
    "heap-after-gc, '', jvm",
    "cpu, '', host",
    "container-memory, '', container",
    "orders, '', application"
  })
  void the_component_is_known_by_its_scope_or_its_rule(
      String rule, String scopeLabel, String component) {
    Notice notice = new Notice(rule, scopeLabel, "a", Alert.Severity.LOW, true, 1, 0, "", "", 0, 0);

    assertEquals(component, AlertLabels.component(notice));
  }

  @Test
  void numbers_are_short_and_plain() {
    assertEquals("0.333333", AlertLabels.number(1.0 / 3));
    assertEquals("1234570000", AlertLabels.number(1_234_567_890));
    assertEquals("0", AlertLabels.number(0));
    assertEquals("NaN", AlertLabels.number(Double.NaN));
    assertEquals("+Inf", AlertLabels.number(Double.POSITIVE_INFINITY));
  }

  @Test
  void labels_do_not_change_with_the_value() {
    Notice one = Notices.firing("/orders");
    Notice other =
        new Notice(
            one.rule(),
            one.scopeLabel(),
            one.scope(),
            one.severity(),
            true,
            99,
            2,
            "another text",
            "",
            one.startsEpochMillis() + 1,
            0);

    assertEquals(
        AlertLabels.labels(one, Notices.ORIGIN.labels()),
        AlertLabels.labels(other, Notices.ORIGIN.labels()));
  }

  @Test
  void the_fingerprint_of_no_labels_is_the_start_of_the_hash() {
    assertEquals("cbf29ce484222325", AlertLabels.fingerprint(new TreeMap<>()));
    assertEquals(
        16, AlertLabels.fingerprint(new TreeMap<>(Map.of("alertname", "a", "b", "c"))).length());
  }
}
