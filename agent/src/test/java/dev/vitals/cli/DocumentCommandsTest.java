package dev.vitals.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.FakeApi.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see of the documents in docs/api.md. */
class DocumentCommandsTest {
  private static final String ALERT =
      """
      {"rule": "http-latency-p95", "scope": "/checkout",
       "metric_name": "http_server_request_duration_seconds", "threshold": 2.0,
       "current_value": 2.2, "unit": "seconds", "severity": "medium", "state": "firing",
       "message": "P95 latency of /checkout is 2.2 s, above the warning limit of 2 s",
       "timestamp": "2026-11-21T14:58:20Z", "duration_seconds": 100, "incident": "mi9z1k-1",
       "silenced_by": "", "inhibited_by": "", "acknowledged_by": "olga", "is_escalated": true}
      """;

  @TempDir Path folder;
  private FakeApi api;

  @BeforeEach
  void open() throws IOException {
    api = new FakeApi();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void alerts_stand_in_a_table_with_what_is_made_of_them() {
    api.data("/alerts", "{\"alerts\":[" + ALERT + "],\"count\":1}");

    Result result = api.run(1, "alerts");

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(
        """
        SEVERITY  STATE   FOR    RULE              SCOPE      VALUE  LIMIT  REMARK
        medium    firing  1m40s  http-latency-p95  /checkout  2.2 s  2 s    incident mi9z1k-1, \
        acknowledged by olga, escalated
        """,
        result.out());
    assertEquals(List.of("GET /alerts -"), api.asked());
  }

  @Test
  void alerts_of_one_severity_are_asked_for_as_that() {
    api.data("/alerts", "{\"alerts\":[],\"count\":0}");

    Result result = api.run(1, "alerts", "--severity", "HIGH");

    assertEquals("no alert is pending or firing\n", result.out());
    assertEquals(List.of("GET /alerts?severity=high -"), api.asked());
    Result wrong = api.run(1, "alerts", "--severity", "warning");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().contains("low, medium, high or critical"), wrong.err());
    assertEquals(1, api.asked().size());
  }

  @Test
  void alerts_of_the_past_are_shown_with_how_long_they_lasted() {
    api.data(
        "/alerts",
        """
        {"alerts": [], "history": [
          {"rule": "http-error-rate", "scope": "", "severity": "critical", "state": "resolved",
           "message": "Error rate is 0 % again", "timestamp": "2026-11-21T14:40:00Z",
           "started_at": "2026-11-21T14:30:00Z", "duration_seconds": 600,
           "silenced_by": "s-1", "inhibited_by": ""}]}
        """);

    String out = api.run(1, "alerts", "--history").out();

    assertTrue(out.contains("2026-11-21T14:40:00Z  resolved  critical  http-error-rate"), out);
    assertTrue(out.contains("10m     Error rate is 0 % again (silenced by s-1)"), out);
  }

  @Test
  void json_is_printed_as_the_agent_wrote_it() {
    String body = "{\"status\":\"success\",\"data\":{\"alerts\":[ ]}}";
    api.lay("/alerts", 200, body);

    assertEquals(body + "\n", api.run(1, "alerts", "--json").out());
  }

  @Test
  void nothing_an_agent_says_moves_the_cursor() {
    String scope = "/a\\u001b[2J\\u0007\\u009b\\nb";
    api.data("/alerts", "{\"alerts\":[{\"rule\":\"r\",\"scope\":\"" + scope + "\"}]}");

    String out = api.run(1, "alerts").out();

    assertTrue(out.contains("/a?[2J???b"), out);
    assertEquals(2, out.lines().count(), out);
  }

  @Test
  void health_tells_the_score_and_its_reasons() {
    api.data(
        "/health",
        """
        {"health_score": 87.5, "state": "degraded", "active_alerts": 1, "components": [
          {"component": "latency", "weight": 25, "score": 60.0, "reason": "P95 is 2.2 s"},
          {"component": "errors", "weight": 25, "score": 100.0, "reason": ""}]}
        """);

    assertEquals(
        """
        health 87.5 of 100, degraded, 1 alert fires

        COMPONENT  SCORE  WEIGHT  REASON
        latency    60     25      P95 is 2.2 s
        errors     100    25      -
        """,
        api.run(1, "health").out());
  }

  @Test
  void a_score_that_is_not_known_yet_is_a_dash() {
    api.data("/health", "{\"health_score\":null,\"state\":\"starting\",\"active_alerts\":0}");

    assertEquals("health - of 100, starting, 0 alerts fire\n", api.run(1, "health").out());
  }

  @Test
  void promises_show_target_and_state() {
    api.data(
        "/sla",
        """
        {"slas": [{"name": "checkout", "kind": "http", "scope": "/checkout", "state": "warning",
          "targets": {"p95_ms": 500.0, "p99_ms": null, "availability_percent": 99.95},
          "current": {"p95_ms": 420.0, "p99_ms": 900.0}, "compliance_percent": 99.2,
          "error_budget_left_percent": -40.0, "burn_rate": 0.5, "window_seconds": 86400,
          "latency_window_seconds": 60}]}
        """);

    String out = api.run(1, "sla").out();

    assertEquals(
        "warning checkout http /checkout 420 ms of 500 ms 900 ms 99.2 % of 99.95 % -40 % 0.5 1d",
        out.lines().skip(1).findFirst().orElse("").replaceAll(" +", " "));
    api.data("/sla", "{\"slas\":[]}");
    api.run(1, "sla");
    assertTrue(api.run(1, "sla").out().startsWith("nothing is promised"));
  }

  @Test
  void incidents_are_shown_open_and_closed() {
    api.data(
        "/incidents",
        """
        {"incidents": [{"id": "i-2", "started_at": "2026-11-21T14:58:20Z",
           "duration_seconds": 100, "severity": "medium", "acknowledged_by": "",
           "bundle": {"path": "/api/v1/performance/incidents/bundle?id=i-2"}, "alerts": [
             {"rule": "http-latency-p95", "scope": "/checkout", "acknowledged_by": "olga"},
             {"rule": "cpu", "scope": "", "severity": "medium"}]}],
         "closed": [
           {"id": "i-1", "ended_at": "2026-11-21T14:40:00Z", "duration_seconds": 600,
            "severity": "critical", "rules": ["http-error-rate", "cpu"]},
           {"id": "i-0", "ended_at": "2026-11-21T13:40:00Z", "duration_seconds": 60,
            "severity": "low", "rules": ["cpu"]}],
         "closed_count": 2, "mttr_seconds": 330.0}
        """);

    String out = api.run(1, "incidents", "--closed", "1").out();

    assertTrue(
        out.contains("http-latency-p95 /checkout (acknowledged by olga), cpu; has a bundle"), out);
    assertTrue(out.contains("i-1     2026-11-21T14:40:00Z  critical  10m     "), out);
    assertFalse(out.contains("i-0"), out);
    assertTrue(out.endsWith("mean time to repair: 5m30s, of 2 incidents\n"), out);
  }

  @Test
  void a_bundle_shows_its_alerts_its_numbers_and_what_threads_did() {
    api.data(
        "/incidents/bundle",
        """
        {"incident": "i-2", "service": "shop", "captured_at": "2026-11-21T14:58:25Z",
         "alerts": [{"rule": "http-latency-p95", "scope": "/checkout", "severity": "medium",
           "message": "P95 latency of /checkout is 2.2 s"}],
         "slowest": {"http": [{"scope": "/checkout", "count": 7, "p95_ms": 2200.0}],
           "database": []},
         "failing": {"http": [], "database": []},
         "metrics": {"thread_count": 61, "http": [{"scope": "(all)", "count": 1400}]},
         "threads": {"count": 61, "shown": 16, "deadlocked_count": 2, "deadlocked": ["a", "b"],
           "groups": [
             {"state": "blocked", "count": 15, "names": ["exec-2", "exec-3"],
              "waits_for": "java.lang.Object@1f", "held_by": "exec-1",
              "stack": ["com.example.Checkout.total(Checkout.java:42)", "java.lang.Thread.run"]},
             {"state": "runnable", "count": 1, "names": ["main\\u001b[2J"], "waits_for": "",
              "held_by": "", "stack": []}]}}
        """);

    Result result = api.run(1, "incidents", "--bundle", "i 2");

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(List.of("GET /incidents/bundle?id=i+2 -"), api.asked());
    String out = result.out();
    assertTrue(out.startsWith("incident i-2 of shop, captured 2026-11-21T14:58:25Z\n\n"), out);
    assertTrue(
        out.contains("medium    http-latency-p95  /checkout  P95 latency of /checkout"), out);
    assertTrue(out.contains("threads 61, requests now -"), out);
    assertTrue(out.contains("\nSLOWEST ROUTE  COUNT"), out);
    assertFalse(out.contains("FAILING"), out);
    assertTrue(
        out.endsWith(
            """
            61 threads, 16 shown
            in a deadlock: a, b

            15 blocked, for java.lang.Object@1f that exec-1 has: exec-2, exec-3
                com.example.Checkout.total(Checkout.java:42)
                java.lang.Thread.run

            1 runnable: main?[2J
            """),
        out);
  }

  @Test
  void a_bundle_that_is_not_there_is_exit_code_1_with_the_agents_reason() {
    String reason = "this incident has no bundle: it is being captured";
    api.lay("/incidents/bundle", 404, "{\"status\":\"error\",\"error\":\"" + reason + "\"}");

    Result result = api.run(1, "incidents", "--bundle", "i-2", "--json");

    assertEquals(1, result.exitCode());
    assertEquals("", result.out());
    assertTrue(result.err().contains(reason), result.err());
  }

  @Test
  void a_report_goes_to_stdout_or_into_a_file_in_the_format_of_its_name() throws IOException {
    api.lay("/report", 200, "# Report\n");

    assertEquals("# Report\n", api.run(1, "report").out());
    Path file = folder.resolve("report.html");
    Result written = api.run(1, "report", "--period", "7d", "--out", file.toString());

    assertEquals(0, written.exitCode(), written.err());
    assertEquals("", written.out());
    assertEquals("# Report\n", Files.readString(file));
    api.run(1, "report", "--json");
    assertEquals(
        List.of(
            "GET /report?period=24h&format=md -",
            "GET /report?period=7d&format=html -",
            "GET /report?period=24h&format=json -"),
        api.asked());
    assertEquals(2, api.run(1, "report", "--format", "pdf").exitCode());
    assertEquals(2, api.run(1, "report", "--format", "md", "--json").exitCode());
    Path nowhere = folder.resolve("no").resolve("report.md");
    Result refused = api.run(1, "report", "--out", nowhere.toString());
    assertEquals(1, refused.exitCode());
    assertTrue(refused.err().contains("cannot be written"), refused.err());
  }

  @Test
  void what_was_asked_wrongly_is_exit_code_2_with_the_agents_reason() {
    api.lay("/report", 400, "{\"status\":\"error\",\"error\":\"period is from 1m to 30d\"}");

    Result result = api.run(1, "report", "--period", "1 year&x=y");

    assertEquals(2, result.exitCode());
    assertTrue(result.err().contains("period is from 1m to 30d"), result.err());
    assertEquals(List.of("GET /report?period=1+year%26x%3Dy&format=md -"), api.asked());
  }

  @Test
  void the_configuration_is_shown_key_by_key_and_what_a_reload_did_line_by_line() {
    api.lay("/config", 200, "{\"server.port\":9464,\"rules\":[\"cpu\"]}");
    api.lay(
        "/reload",
        200,
        "{\"status\":\"success\",\"lines\":[\"reloaded\",\"server.port needs a restart\"]}");

    assertEquals("server.port: 9464\nrules:\n  cpu\n", api.run(2, "config", "show").out());
    Result reloaded = api.run(2, "config", "reload");

    assertEquals(0, reloaded.exitCode(), reloaded.err());
    assertEquals("reloaded\nserver.port needs a restart\n", reloaded.out());
    assertEquals(List.of("GET /config -", "POST /reload - {}"), api.asked());
    assertEquals(
        9464L,
        ((Map<?, ?>) Json.read(api.run(2, "config", "show", "--json").out())).get("server.port"));
  }
}
