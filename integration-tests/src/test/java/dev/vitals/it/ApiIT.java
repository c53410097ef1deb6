package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents of the API about judgement, as a real host gives them. */
class ApiIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void every_document_is_there_and_tells_what_is_wrong(Jdk jdk) throws IOException {
    try (JudgedHost host = JudgedHost.start(jdk, folder)) {
      AgentApi agent = host.agent();
      overview(agent);
      health(agent);
      promises(agent);
      alerts(agent);
      incidents(agent);
      assertEquals(List.of(), agent.data("/recommendations").at("recommendations").items());
      assertEquals(List.of(), agent.data("/tuning").at("tuning").items());
      assertEquals(List.of(), agent.data("/silences").at("silences").items());
    }
  }

  @Test
  void what_is_asked_wrongly_is_told_with_the_reason() throws IOException {
    try (JudgedHost host = JudgedHost.start(Jdk.newest(), folder)) {
      AgentApi agent = host.agent();
      Map<String, Integer> wrong =
          Map.of(
              "/alerts?severity=purple",
              400,
              "/alerts?severity=low&severity=high",
              400,
              "/report?period=soon",
              400,
              "/report?period=91d",
              400,
              "/report?format=pdf",
              400,
              "/history",
              400,
              "/history?metric=" + host.metric() + "&step=often",
              400,
              "/history?metric=" + host.metric() + "&from=yesterday",
              400,
              "/history?metric=no.such.metric",
              404,
              "/no-such-document",
              404);
      wrong.forEach(
          (path, status) -> {
            HttpResponse<String> answer = agent.get(path);
            assertEquals(status, answer.statusCode(), path + ' ' + answer.body());
            Tree body = Tree.parse(answer.body());
            assertEquals("error", body.text("status"));
            assertFalse(body.text("error").isBlank(), path);
            for (String asked : List.of("purple", "soon", "91d", "pdf", "often", "no.such")) {
              assertFalse(
                  answer.body().contains(asked), "repeats what was asked: " + answer.body());
            }
          });
    }
  }

  private static void overview(AgentApi agent) {
    Tree data = agent.data("");
    assertEquals(JudgedHost.SERVICE, data.text("service"));
    assertFalse(data.text("version").isEmpty());
    assertTrue(Instant.parse(data.text("started_at")).isBefore(Instant.now()));
    assertTrue(data.number("uptime_seconds") >= 0);
    assertEquals("critical", data.text("state"));
    AgentApi.counted(data, "documents");
    Set<String> paths = new TreeSet<>();
    for (Tree document : data.at("documents").items()) {
      String path = document.text("path");
      assertTrue(path.startsWith(AgentApi.ROOT), path);
      assertFalse(document.text("purpose").isEmpty(), path);
      paths.add(path.substring(AgentApi.ROOT.length()));
    }
    for (String path :
        List.of(
            "/metrics",
            "/metrics/summary",
            "/health",
            "/sla",
            "/alerts",
            "/cache",
            "/cache/stats",
            "/report",
            "/history")) {
      assertTrue(paths.contains(path), path + " is not in " + paths);
    }
    // Each is there under both prefixes, with the same members.
    for (String path : paths) {
      String query = path.equals("/history") ? "?metric=" + JudgedHost.metric(agent) : "";
      Tree other = Http.tree(agent.port(), "/api/performance" + path + query);
      assertEquals(agent.document(path + query).at("data").names(), other.at("data").names());
    }
  }

  private static void health(AgentApi agent) {
    Tree data = agent.data("/health");
    assertEquals("critical", data.text("state"));
    AgentApi.counted(data, "components");
    double weights = 0;
    double sum = 0;
    Set<String> parts = new TreeSet<>();
    for (Tree part : data.at("components").items()) {
      parts.add(part.text("component"));
      double score = part.number("score");
      assertTrue(score >= 0 && score <= 100, part.toString());
      assertTrue(score == 100 || !part.text("reason").isEmpty(), part.toString());
      weights += part.number("weight");
      sum += part.number("weight") * score;
    }
    assertTrue(parts.containsAll(List.of("latency", "errors", "alerts")), parts.toString());
    assertEquals(sum / weights, data.number("health_score"), 0.2, data.toString());
    assertTrue(data.number("health_score") < 80, data.toString());
    assertEquals(
        data.whole("active_alerts"),
        sum(data.at("severity_breakdown"), "low", "medium", "high", "critical"));
    assertEquals(503, agent.get("/health?strict=true").statusCode());
  }

  private static void promises(AgentApi agent) {
    Tree data = agent.data("/sla");
    AgentApi.counted(data, "slas");
    Tree sla = data.at("slas").items().get(0);
    assertEquals("requests", sla.text("name"));
    assertEquals("http", sla.text("kind"));
    assertEquals("violated", sla.text("state"), sla.toString());
    assertEquals(99.0, sla.at("targets").number("availability_percent"), 0.001);
    assertTrue(sla.number("error_budget_left_percent") < 0, sla.toString());
    assertTrue(sla.number("burn_rate") > 1, sla.toString());
    assertEquals(data.whole("count"), sum(data.at("state_breakdown"), "ok", "warning", "violated"));
  }

  private static void alerts(AgentApi agent) {
    Tree data = agent.data("/alerts");
    AgentApi.counted(data, "alerts");
    assertEquals(
        data.whole("count"),
        sum(data.at("severity_breakdown"), "low", "medium", "high", "critical"));
    Tree alert = agent.firing(JudgedHost.RULE, "/status/");
    assertEquals("critical", alert.text("severity"));
    assertEquals("ratio", alert.text("unit"));
    assertEquals(0.2, alert.number("threshold"), 1e-9);
    assertEquals(1.0, alert.number("current_value"), 1e-9);
    assertTrue(Instant.parse(alert.text("timestamp")).isBefore(Instant.now()));
    assertFalse(alert.text("incident").isEmpty());
    assertTrue(alert.text("message").contains("/status/"), alert.toString());

    for (String severity : List.of("low", "medium", "high", "critical")) {
      Tree some = agent.data("/alerts?severity=" + severity);
      AgentApi.counted(some, "alerts");
      some.at("alerts").items().forEach(each -> assertEquals(severity, each.text("severity")));
    }
    assertFalse(agent.data("/alerts?severity=critical").at("alerts").items().isEmpty());
    boolean isRemembered =
        data.at("history").items().stream()
            .anyMatch(
                event ->
                    event.text("rule").equals(JudgedHost.RULE)
                        && event.text("state").equals("firing"));
    assertTrue(isRemembered, data.at("history").toString());
  }

  private static void incidents(AgentApi agent) {
    Tree data = agent.data("/incidents");
    AgentApi.counted(data, "incidents");
    String id = agent.firing(JudgedHost.RULE, "/status/").text("incident");
    Tree incident =
        data.at("incidents").items().stream()
            .filter(each -> each.text("id").equals(id))
            .findFirst()
            .orElseThrow();
    assertEquals("critical", incident.text("severity"));
    assertFalse(incident.at("alerts").items().isEmpty());
  }

  private static long sum(Tree data, String... names) {
    long sum = 0;
    for (String name : names) {
      sum += data.whole(name);
    }
    return sum;
  }
}
