package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.Handled;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsDocumentTest {
  private static final String SLOW =
      "{\"rule\":\"http-latency-p95\",\"scope\":\"/orders\","
          + "\"metric_name\":\"http_server_request_duration_seconds\",\"threshold\":5.0,"
          + "\"current_value\":7.25,\"unit\":\"seconds\",\"severity\":\"critical\","
          + "\"state\":\"firing\",\"message\":\"p95 of \\\"/orders\\\" is 7.25 s\","
          + "\"timestamp\":\"2026-11-21T14:59:00Z\",\"duration_seconds\":60,"
          + "\"incident\":\"i-1\",\"silenced_by\":\"s-1\",\"inhibited_by\":\"cpu host\","
          + "\"acknowledged_by\":\"olga\",\"is_escalated\":true}";
  private static final String COLD =
      "{\"rule\":\"cache-miss-rate\",\"scope\":\"books\",\"metric_name\":\"cache_gets_total\","
          + "\"threshold\":0.3,\"current_value\":null,\"unit\":\"ratio\",\"severity\":\"medium\","
          + "\"state\":\"pending\",\"message\":\"cold\","
          + "\"timestamp\":\"2023-11-14T22:13:20.123Z\",\"duration_seconds\":95273199,"
          + "\"incident\":\"\",\"silenced_by\":\"\",\"inhibited_by\":\"\","
          + "\"acknowledged_by\":\"\",\"is_escalated\":false}";

  private final World world = World.empty();

  @BeforeEach
  void violate() {
    Alert slow =
        new Alert(
            "http-latency-p95",
            "/orders",
            Alert.Severity.CRITICAL,
            Alert.State.FIRING,
            "http_server_request_duration_seconds",
            5,
            7.25,
            "p95 of \"/orders\" is 7.25 s",
            World.NOW - 60_000);
    Alert cold =
        new Alert(
            "cache-miss-rate",
            "books",
            Alert.Severity.MEDIUM,
            Alert.State.PENDING,
            "cache_gets_total",
            0.3,
            Double.NaN,
            "cold",
            1_700_000_000_123L);
    Handled handled = new Handled(slow, "i-1", "s-1", "cpu host", "olga", true);
    world.standing =
        World.standing(World.evidence(), List.of(slow, cold), List.of(handled), List.of());
  }

  @Test
  void shows_every_field_of_every_alert() {
    assertEquals(document(SLOW + "," + COLD, 2), world.read("/alerts").body());
  }

  @Test
  void shows_one_severity_where_that_is_asked_for_and_counts_all() {
    assertEquals(document(SLOW, 1), world.read("/alerts?severity=critical").body());
    assertEquals(document(COLD, 1), world.read("/alerts?a=b&severity=medium").body());
    assertEquals(document("", 0), world.read("/alerts?severity=high").body());
  }

  @Test
  void a_rule_that_is_gone_has_no_unit() {
    Alert gone = World.alert("gone", "", Alert.Severity.LOW, 1, 2);
    world.standing = World.standing(World.evidence(), List.of(gone), List.of(), List.of());
    String body = world.read("/alerts").body();
    assertTrue(body.contains("\"unit\":\"\""), body);
  }

  @Test
  void a_hostile_scope_stays_a_text() {
    Alert alert = World.alert("cpu", World.HOSTILE, Alert.Severity.LOW, 1, 2);
    world.standing = World.standing(World.evidence(), List.of(alert), List.of(), List.of());
    String body = world.read("/alerts").body();
    assertFalse(body.contains("<"), body);
    Map<?, ?> shown = (Map<?, ?>) ((List<?>) world.data("/alerts").get("alerts")).get(0);
    assertEquals(World.HOSTILE, shown.get("scope"));
  }

  @Test
  void history_tells_what_happened_the_newest_first() {
    for (int n = 0; n < 60; n++) {
      world.alertEnded("rule-" + n, "");
    }
    List<?> history = (List<?>) world.data("/alerts").get("history");
    assertEquals(100, history.size());
    Map<?, ?> newest = (Map<?, ?>) history.get(0);
    assertEquals("rule-59", newest.get("rule"));
    assertEquals("resolved", newest.get("state"));
    assertEquals("2026-11-21T14:40:00Z", newest.get("timestamp"));
    assertEquals("2026-11-21T14:30:00Z", newest.get("started_at"));
    assertEquals(600L, newest.get("duration_seconds"));
    assertEquals("firing", ((Map<?, ?>) history.get(1)).get("state"));
    assertEquals(List.of(), world.data("/alerts?severity=low").get("history"));
  }

  @Test
  void an_event_of_another_kind_or_version_is_passed_over() {
    world.history.events().append(Map.of("event", "reload"));
    world.history.events().append(Map.of("event", "alert", "rule", "cpu", "state", "melted"));
    assertEquals(List.of(), world.data("/alerts").get("history"));
  }

  private static String document(String alerts, int count) {
    return "{\"status\":\"success\",\"timestamp\":\"2026-11-21T15:00:00Z\",\"data\":{\"alerts\":["
        + alerts
        + "],\"count\":"
        + count
        + ",\"severity_breakdown\":{\"low\":0,\"medium\":1,\"high\":0,\"critical\":1},"
        + "\"history\":[]}}";
  }
}
