package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents of the API about figures: what they say is what was done, and they agree. */
class FiguresIT {
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
  void every_figure_is_what_was_done(Jdk jdk) throws IOException {
    try (JudgedHost host = JudgedHost.start(jdk, folder)) {
      AgentApi agent = host.agent();
      metrics(agent);
      summary(agent);
      caches(agent);
      history(agent);
      reports(agent);
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
    assertTrue(data.whole("gc_count") >= 0, data.toString());
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

  private static void caches(AgentApi agent) {
    Tree data = agent.data("/cache");
    AgentApi.counted(data, "caches");
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
    AgentApi.counted(data, "points");
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
    AgentApi.counted(data, "operations");
    for (Tree operation : data.at("operations").items()) {
      Tree total = operation.at("total");
      assertEquals(
          100.0 * (total.whole("count") - total.whole("errors")) / total.whole("count"),
          operation.number("availability_percent"),
          0.1);
      assertRates(total);
    }
    assertTrue(
        data.at("limits").items().stream()
            .anyMatch(
                limit ->
                    limit.text("rule").equals(JudgedHost.RULE)
                        && limit.text("scope").equals("/status/")
                        && limit.whole("fired") == 1
                        && limit.text("suggestion").equals("as it is")
                        && limit.text("reason").equals("it fired once")),
        () -> data.at("limits").toString());
    Map<String, String> formats =
        Map.of(
            "json",
            "application/json",
            "html",
            "text/html",
            "md",
            "text/markdown",
            "csv",
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
