package dev.vitals.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.FakeApi.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that look again and again. */
class LiveCommandsTest {
  private static final String METRICS =
      """
      {"thread_count": 16, "active_requests": 23, "window_seconds": 60.0,
       "http": [
         {"scope": "(all)", "count": 1400, "errors": 14, "error_rate": 1.0, "rate": 23.333,
          "mean_ms": 12.5, "p50_ms": 9.0, "p90_ms": 30.0, "p95_ms": 45.2, "p99_ms": 89.7,
          "p999_ms": 120.0, "max_ms": 1130.0},
         {"scope": "/checkout", "count": 700, "errors": 14, "error_rate": 2.0, "rate": 11.667,
          "mean_ms": 12.5, "p50_ms": 9.0, "p95_ms": 45.2, "p99_ms": 89.7, "max_ms": 130.0}],
       "database": [],
       "caches": [{"cache": "books", "hits": 120, "misses": 30, "hit_rate": 80.0}],
       "pools": [{"pool": "orders", "used": 6.25, "max": 10, "utilization": 62.5, "waiting": 0.5,
         "waits": 2800, "gave_up": 28, "wait_p95_ms": 45.2}],
       "executors": [{"executor": "mails", "active": 3.5, "max": 4, "utilization": 87.5,
         "queued": 1.5, "completed": 297, "refused": 3, "failed": 2, "run_p95_ms": 980.0,
         "wait_p95_ms": 45.2}],
       "resources": {"cpu_percent": 45.2, "host_cpu_percent": 60.0,
         "heap_after_gc_percent": 78.5, "container_memory_percent": null, "disk_percent": 71.0}}
      """;

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
  void top_shows_routes_statements_caches_pools_and_executors() {
    api.data("/metrics", METRICS);
    api.data("/health", "{\"health_score\":87.5,\"state\":\"degraded\",\"active_alerts\":2}");

    Result result = api.run(1, "top", "--once");

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(
        api.address()
            + """
            : health 87.5 of 100, degraded, 2 alerts fire
            cpu 45.2 %, host 60 %, heap after gc 78.5 %, container -, disk 71 %, threads 16, \
            requests now 23; the last 1m

            ROUTE      COUNT    RATE  ERRORS     MEAN   P50      P95      P99     MAX
            (all)       1400  23.3/s     1 %  12.5 ms  9 ms  45.2 ms  89.7 ms  1.13 s
            /checkout    700  11.7/s     2 %  12.5 ms  9 ms  45.2 ms  89.7 ms  130 ms

            STATEMENT  COUNT  RATE  ERRORS  MEAN  P50  P95  P99  MAX
            none

            CACHE  HITS  MISSES  HIT RATE
            books   120      30      80 %

            POOL    USED  MAX  IN USE  WAITING  WAIT P95  GAVE UP
            orders  6.25   10  62.5 %      0.5   45.2 ms       28

            EXECUTOR  ACTIVE  MAX  IN USE  QUEUED  WAIT P95  RUN P95  TASKS  FAILED  REFUSED
            mails        3.5    4  87.5 %     1.5   45.2 ms   980 ms    297       2        3
            """,
        result.out());
  }

  @Test
  void top_shows_the_first_rows_and_how_many_more_there_are() {
    api.data("/metrics", METRICS);
    api.data("/health", "{}");

    String out = api.run(1, "top", "--once", "--rows", "1").out();

    assertFalse(out.contains("/checkout"), out);
    assertTrue(out.contains("\nand 1 more\n"), out);
    assertEquals(2, api.run(1, "top", "--once", "--rows", "0").exitCode());
  }

  @Test
  void top_goes_on_until_the_agent_is_gone_and_draws_nothing_anew_in_a_file() {
    api.data("/metrics", METRICS).data("/metrics", METRICS).lay("/metrics", 404, "");
    api.data("/health", "{}");

    Result result = api.run(1, "top", "--interval", "10ms");

    assertEquals(1, result.exitCode());
    assertEquals(2, result.out().lines().filter(line -> line.startsWith("ROUTE")).count());
    assertFalse(result.out().contains("\u001b"), result.out());
  }

  @Test
  void top_prints_a_line_of_json_for_each_look() {
    api.data("/metrics", METRICS).data("/metrics", METRICS).lay("/metrics", 404, "");

    String out = api.run(1, "top", "--interval", "10ms", "--json").out();

    assertEquals(2, out.lines().count(), out);
    for (String line : out.lines().toList()) {
      assertEquals(16L, ((Map<?, ?>) Json.read(line)).get("thread_count"));
    }
  }

  @Test
  void monitor_prints_what_changes_and_says_by_its_exit_code_that_something_fired() {
    api.data("/alerts", alerts());
    api.data("/alerts", alerts(alert("cpu", "medium", "pending")));
    api.data("/alerts", alerts(alert("cpu", "medium", "firing")));
    api.data(
        "/alerts", alerts(alert("cpu", "critical", "firing"), alert("disk", "low", "pending")));
    api.data("/alerts", alerts(alert("cpu", "medium", "firing"), alert("disk", "low", "pending")));
    api.data("/alerts", alerts());

    Result result = api.run(1, "monitor", "--duration", "1s", "--interval", "20ms");

    assertEquals(6, result.exitCode(), result.err());
    List<String> changes = new ArrayList<>();
    for (String line : result.out().lines().toList()) {
      assertTrue(line.endsWith(" host: too much"), line);
      String[] words = line.split(" +");
      changes.add(words[1] + ' ' + words[2] + ' ' + words[3]);
    }
    assertEquals(
        List.of(
            "pending medium cpu",
            "firing medium cpu",
            "worse critical cpu",
            "pending low disk",
            "milder medium cpu",
            "resolved medium cpu",
            "gone low disk"),
        changes);
    assertEquals("vitals: 1 alert fired within 1s, 0 fire now\n", result.err());
  }

  @Test
  void monitor_is_content_when_nothing_fires_or_what_fires_is_silenced() {
    String silenced =
        "{\"rule\":\"cpu\",\"severity\":\"low\",\"state\":\"firing\",\"silenced_by\":\"s-1\"}";
    api.data("/alerts", alerts(silenced, alert("disk", "low", "pending")));

    Result result = api.run(1, "monitor", "--duration", "100ms", "--interval", "10ms", "--json");

    assertEquals(0, result.exitCode(), result.err());
    List<String> lines = result.out().lines().toList();
    assertEquals(2, lines.size(), result.out());
    Map<?, ?> first = (Map<?, ?>) Json.read(lines.get(0));
    assertEquals("firing", first.get("change"));
    assertEquals("s-1", ((Map<?, ?>) first.get("alert")).get("silenced_by"));
  }

  @Test
  void monitor_fails_when_it_cannot_see() throws IOException {
    api.data("/alerts", alerts()).lay("/alerts", 503, "{\"error\":\"nothing is judged here\"}");

    Result lost = api.run(1, "monitor", "--duration", "10s", "--interval", "10ms");

    assertEquals(1, lost.exitCode());
    assertTrue(lost.err().contains("nothing is judged here"), lost.err());
    assertEquals(2, api.run(1, "monitor").exitCode());
    assertEquals(2, api.run(1, "monitor", "--duration", "30").exitCode());
    try (FakeApi other = new FakeApi()) {
      other.data("/alerts", "{}");
      assertEquals(1, other.run(1, "monitor", "--duration", "1s").exitCode());
    }
  }

  private static String alerts(String... alerts) {
    return "{\"alerts\":[" + String.join(",", alerts) + "]}";
  }

  private static String alert(String rule, String severity, String state) {
    return "{\"rule\":\""
        + rule
        + "\",\"scope\":\"host\",\"severity\":\""
        + severity
        + "\",\"state\":\""
        + state
        + "\",\"message\":\"too much\",\"silenced_by\":\"\"}";
  }
}
