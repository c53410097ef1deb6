package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.http.RunningEndpoint.RawResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final String SLOW =
      "{\"rule\":\"http-latency-p95\",\"scope\":\"/orders\","
          + "\"metric_name\":\"http_server_request_duration_seconds\",\"threshold\":5.0,"
          + "\"current_value\":7.25,\"severity\":\"critical\",\"state\":\"firing\","
          + "\"message\":\"p95 of \\\"/orders\\\" is 7.25 s\","
          + "\"timestamp\":\"1970-01-01T00:00:00Z\"}";
  private static final String COLD =
      "{\"rule\":\"cache-miss-rate\",\"scope\":\"books\",\"metric_name\":\"cache_gets_total\","
          + "\"threshold\":0.3,\"current_value\":null,\"severity\":\"medium\","
          + "\"state\":\"pending\",\"message\":\"cold\","
          + "\"timestamp\":\"2023-11-14T22:13:20.123Z\"}";

  @Test
  void shows_every_field_of_every_alert_under_both_paths() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      for (String path : List.of("/api/v1/performance/alerts", "/api/performance/alerts")) {
        RawResponse response = running.get(path);
        assertEquals(200, response.status());
        assertEquals("application/json; charset=utf-8", response.header("Content-Type"));
        assertEquals(document(SLOW + "," + COLD, 2, 0, 1, 0, 1), response.text());
      }
    }
  }

  @Test
  void shows_one_severity_where_that_is_asked_for() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      assertEquals(document(SLOW, 1, 0, 0, 0, 1), alerts(running, "?severity=critical").text());
      assertEquals(document(COLD, 1, 0, 1, 0, 0), alerts(running, "?a=b&severity=medium").text());
      assertEquals(document("", 0, 0, 0, 0, 0), alerts(running, "?severity=high").text());
    }
  }

  @Test
  void names_the_severities_to_who_asks_for_another() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      for (String query : List.of("?severity=urgent", "?severity=", "?severity=%3Cscript%3E")) {
        RawResponse response = alerts(running, query);
        assertEquals(400, response.status());
        assertEquals(
            "{\"status\":\"error\",\"error\":\"severity is one of low, medium, high, critical\"}",
            response.text());
      }
    }
  }

  private static RawResponse alerts(RunningEndpoint running, String query) throws IOException {
    return running.get("/api/v1/performance/alerts" + query);
  }

  private static String document(
      String alerts, int count, int low, int medium, int high, int critical) {
    return "{\"status\":\"success\",\"data\":{\"alerts\":["
        + alerts
        + "],\"count\":"
        + count
        + ",\"severity_breakdown\":{\"low\":"
        + low
        + ",\"medium\":"
        + medium
        + ",\"high\":"
        + high
        + ",\"critical\":"
        + critical
        + "}}}";
  }
}
