package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document of the API, as a real host under load gives it. */
class ApiIT {
  private static final List<String> RESOURCES =
      List.of(
          "cpu_percent",
          "host_cpu_percent",
          "heap_after_gc_percent",
          "container_memory_percent",
          "disk_percent");

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void every_document_tells_what_happened(Jdk jdk) throws IOException {
    try (JudgedHost host = JudgedHost.start(jdk, folder)) {
      AgentApi agent = host.agent();
      overview(agent);
      metrics(agent);
      summary(agent);
      health(agent);
      promises(agent);
      alerts(agent);
      incidents(agent);
      caches(agent);
      history(agent);
      reports(agent);
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
              "/alerts?severity=purple", 400,
              "/alerts?severity=low&severity=high", 400,
              "/report?period=soon", 400,
              "/report?period=31d", 400,
              "/report?format=pdf", 400,
              "/history", 400,
              "/history?metric=" + host.metric() + "&step=often", 400,
              "/history?metric=" + host.metric() + "&from=yesterday", 400,
              "/history?metric=no.such.metric", 404,
              "/no-such-document", 404);
      wrong.forEach(
          (path, status) -> {
            HttpResponse<String> answer = agent.get(path);
            assertEquals(status, answer.statusCode(), path + ' ' + answer.body());
            Tree body = Tree.parse(answer.body());
            assertEquals("error", body.text("status"));
            assertFalse(body.text("error").isBlank(), path);
            for (String asked : List.of("purple", "soon", "31d", "pdf", "often", "no.such")) {
              assertFalse(answer.body().contains(asked), "repeats what was asked: " + answer.body());
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
    assertCounts(data, "documents");
    Set<String> paths = new TreeSet<>();
    for (Tree document : data.at("documents").items()) {
      String path = document.text("path");
      assertTrue(path.startsWith(AgentApi.ROOT), path);
      assertFalse(document.text("purpose").isEmpty(), path);
      paths.add(path.substring(AgentApi.ROOT.length()));
    }
    for (String path :
        List.of(
            "/metrics", "/metrics/summary", "/health", "/sla", "/alerts", "/cache", "/cache/stats",
            "/report", "/history")) {
      assertTrue(paths.contains(path), path + " is not in " + paths);
    }
    // Each is there under both prefixes, with the same members.
    for (String path : paths) {
      String query = path.equals("/history") ? "?metric=" + JudgedHost.metric(agent) : "";
      Tree other = Http.tree(agent.port(), "/api/performance" + path + query);
      assertEquals(agent.document(path + query).at("data").names(), other.at("data").names());
    }
  }

  private static void metrics(AgentApi agent) {
    Tree data = agent.data("/metrics");
    for (String name :
        List.of(
            "cpu_usage_percent",
            "goroutine_count",
            "db_connections",
            "db_idle_connections",
            "cache_size_bytes")) {
      assertTrue(data.has(name), name);
    }
    assertTrue(data.whole("thread_count") > 5);
    assertTrue(data.whole("heap_inuse_bytes") > 1_000_000);
    assertTrue(data.whole("heap_sys_bytes") >= data.whole("heap_inuse_bytes"));
    assertTrue(data.whole("gc_count") >= 0);
    assertTrue(data.number("throughput_rps") > 0);
    assertTrue(data.whole("db_queries_count") >= JudgedHost.STATEMENTS);
    assertTrue(data.number("request_latency_p50_ms") <= data.number("request_latency_p95_ms"));
    assertTrue(data.number("request_latency_p95_ms") <= data.number("request_latency_p99_ms"));
    // Each key is looked up twice: missed, and then hit.
    assertEquals(0.5, data.number("cache_hit_rate"), 0.001);

    Tree all = scope(data.at("http"), "(all)");
    assertEquals(all.toString(), data.at("http").items().get(0).toString(), "all comes first");
    long requests = 0;
    long errors = 0;
    for (Tree route : data.at("http").items()) {
      if (!route.text("scope").equals("(all)")) {
        requests += route.whole("count");
        errors += route.whole("errors");
      }
      assertRates(route);
    }
    assertEquals(all.whole("count"), requests);
    assertEquals(all.whole("errors"), errors);
    assertEquals(JudgedHost.ERRORS, scope(data.at("http"), "/status/").whole("errors"));
    assertTrue(scope(data.at("database"), "(all)").whole("count") >= JudgedHost.STATEMENTS);
    for (Tree cache : data.at("caches").items()) {
      assertHitRate(cache);
    }
    assertResources(data.at("resources"));
  }

  private static void summary(AgentApi agent) {
    Tree data = agent.data("/metrics/summary");
    for (String name :
        List.of(
            "cpu_usage",
            "memory_usage",
            "disk_usage",
            "api_response_time",
            "database_query_time",
            "error_rate",
            "throughput")) {
      Tree figure = data.at(name);
      assertEquals(
          Set.of("current", "average", "min", "max", "unit", "timestamp"), figure.names(), name);
      if (!figure.at("average").isNull()) {
        assertTrue(figure.number("min") <= figure.number("average") + 0.01, figure.toString());
        assertTrue(figure.number("average") <= figure.number("max") + 0.01, figure.toString());
      }
    }
    assertEquals("ms", data.at("api_response_time").text("unit"));
    assertEquals("percent", data.at("error_rate").text("unit"));
    assertTrue(data.at("error_rate").number("current") > 0);
    assertHitRate(data.at("cache"));
  }

  private static void health(AgentApi agent) {
    Tree data = agent.data("/health");
    assertEquals("critical", data.text("state"));
    assertCounts(data, "components");
    double weights = 0;
    double sum = 0;
    Set<String> parts = new TreeSet<>();
    for (Tree part : data.at("components").items()) {
      parts.add(part.text("component"));
      double score = part.number("score");
      assertTrue(score >= 0 && score <= 100, part.toString());
      assertEquals(score == 100, part.text("reason").isEmpty(), part.toString());
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
    assertCounts(data, "slas");
    Tree sla = data.at("slas").items().get(0);
    assertEquals("requests", sla.text("name"));
    assertEquals("http", sla.text("kind"));
    assertEquals("violated", sla.text("state"), sla.toString());
    assertEquals(99.0, sla.at("targets").number("availability_percent"), 0.001);
    assertTrue(sla.number("error_budget_left_percent") < 0, sla.toString());
    assertTrue(sla.number("burn_rate") > 1, sla.toString());
    assertEquals(
        data.whole("count"), sum(data.at("state_breakdown"), "ok", "warning", "violated"));
  }

  private static void alerts(AgentApi agent) {
    Tree data = agent.data("/alerts");
    assertCounts(data, "alerts");
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
      assertCounts(some, "alerts");
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
    assertCounts(data, "incidents");
    String id = agent.firing(JudgedHost.RULE, "/status/").text("incident");
    Tree incident =
        data.at("incidents").items().stream()
            .filter(each -> each.text("id").equals(id))
            .findFirst()
            .orElseThrow();
    assertEquals("critical", incident.text("severity"));
    assertFalse(incident.at("alerts").items().isEmpty());
  }

  private static void caches(AgentApi agent) {
    Tree data = agent.data("/cache");
    assertCounts(data, "caches");
    Tree total = agent.data("/cache/stats");
    assertHitRate(total);
    for (String counted : List.of("hits", "misses", "evictions")) {
      long sum = 0;
      for (Tree cache : data.at("caches").items()) {
        sum += cache.whole(counted);
        assertHitRate(cache);
      }
      assertEquals(sum, total.whole(counted), counted);
      assertEquals(sum, data.at("levels", "l1").whole(counted), counted);
    }
    assertEquals(JudgedHost.LOOKUPS, total.whole("hits"));
    assertEquals(JudgedHost.LOOKUPS, total.whole("misses"));
  }

  private static void history(AgentApi agent) {
    String metric = JudgedHost.metric(agent);
    Tree data = agent.data("/history?metric=" + metric + "&scope=/status/&step=1m");
    assertEquals(metric, data.text("metric"));
    assertEquals("/status/", data.text("scope"));
    assertCounts(data, "points");
    long requests = 0;
    long errors = 0;
    for (Tree point : data.at("points").items()) {
      requests += point.whole("count");
      errors += point.whole("errors");
      if (point.whole("count") > 0) {
        assertTrue(point.number("p50") <= point.number("p95"), point.toString());
        assertTrue(point.number("p95") <= point.number("p99"), point.toString());
        assertEquals(
            point.whole("count") / point.number("covered_seconds"), point.number("rate"), 0.5);
      }
    }
    assertEquals(JudgedHost.ERRORS, requests);
    assertEquals(JudgedHost.ERRORS, errors);
  }

  private static void reports(AgentApi agent) {
    Tree data = agent.data("/report?period=1h");
    assertEquals(JudgedHost.SERVICE, data.text("service"));
    assertEquals("1h", data.text("period"));
    assertEquals(
        Duration.ofHours(1),
        Duration.between(Instant.parse(data.text("from")), Instant.parse(data.text("to"))));
    assertCounts(data, "operations");
    for (Tree operation : data.at("operations").items()) {
      Tree total = operation.at("total");
      assertEquals(
          100.0 * (total.whole("count") - total.whole("errors")) / total.whole("count"),
          operation.number("availability_percent"),
          0.1);
      assertRates(total);
    }
    Map<String, String> formats =
        Map.of(
            "json", "application/json", "html", "text/html", "md", "text/markdown", "csv",
            "text/csv");
    formats.forEach(
        (format, type) -> {
          HttpResponse<String> answer = agent.get("/report?period=1h&format=" + format);
          assertEquals(200, answer.statusCode(), format);
          String given = answer.headers().firstValue("Content-Type").orElse("");
          assertTrue(given.startsWith(type), format + " is " + given);
          assertTrue(answer.body().contains("/status/"), format + ": " + answer.body());
        });
  }

  /** {@code hit_rate} is the share of hits, in percent; unknown where nothing was looked up. */
  private static void assertHitRate(Tree cache) {
    long lookups = cache.whole("hits") + cache.whole("misses");
    if (lookups == 0) {
      assertTrue(cache.at("hit_rate").isNull(), cache.toString());
    } else {
      double rate = 100.0 * cache.whole("hits") / lookups;
      assertEquals(rate, cache.number("hit_rate"), 0.1, cache.toString());
    }
  }

  private static void assertRates(Tree operations) {
    double rate = 100.0 * operations.whole("errors") / operations.whole("count");
    assertEquals(rate, operations.number("error_rate"), 0.1, operations.toString());
    assertTrue(operations.number("p50_ms") <= operations.number("p95_ms"), operations.toString());
    assertTrue(operations.number("p95_ms") <= operations.number("p99_ms"), operations.toString());
  }

  private static void assertResources(Tree resources) {
    for (String name : RESOURCES) {
      if (!resources.at(name).isNull()) {
        double percent = resources.number(name);
        assertTrue(percent >= 0 && percent <= 100, resources.toString());
      }
    }
  }

  private static void assertCounts(Tree data, String list) {
    assertEquals(data.at(list).items().size(), data.whole("count"), list);
  }

  private static long sum(Tree data, String... names) {
    long sum = 0;
    for (String name : names) {
      sum += data.whole(name);
    }
    return sum;
  }

  private static Tree scope(Tree list, String scope) {
    List<String> there = new ArrayList<>();
    for (Tree item : list.items()) {
      if (item.text("scope").equals(scope)) {
        return item;
      }
      there.add(item.text("scope"));
    }
    throw new AssertionError(scope + " is not among " + there);
  }
}
