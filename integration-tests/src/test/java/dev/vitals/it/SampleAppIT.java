package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample application under the agent: what a user sees of it, and of its faults. */
class SampleAppIT {
  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final String REQUESTS = "http_server_request_duration_seconds_count";

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void every_request_statement_and_lookup_is_counted_and_bytecode_verifies(Jdk jdk) {
    int metricsPort = Http.freePort();
    try (SampleApp shop = start(jdk, metricsPort, List.of("-Xverify:all"), "")) {
      int port = shop.port();
      long before = requests(metricsPort);
      Map<String, Long> sent = new TreeMap<>();
      for (int round = 0; round < 40; round++) {
        send(sent, "GET", port, "/products/" + (1 + round % 4), "/products/{id}");
        send(sent, "GET", port, "/products", "/products");
        send(sent, "GET", port, "/nothing/here/" + round, "/**");
        send(sent, "POST", port, "/checkout", "/checkout");
      }
      long all = before + sent.values().stream().mapToLong(Long::longValue).sum();
      // The shop asks its own supplier once per checkout, over HTTP.
      sent.put("GET /supplier/delivery/{productId} 200", 40L);
      assertTrue(Poll.until(LIMIT, () -> requests(metricsPort) >= all + 40));
      PrometheusText seen = Http.scrape(metricsPort);
      Map<String, Long> recorded =
          seen.by(REQUESTS, "http_request_method", "http_route", "http_response_status_code");
      recorded.merge("GET /products 200", -before, Long::sum);
      assertEquals(sent, recorded);

      double lookups = seen.sum("cache_gets_total");
      assertEquals(80.0, lookups, "one lookup per product page and checkout");
      assertEquals(
          4.0, seen.sum("cache_gets_total", sample -> sample.label("result").equals("miss")));
      assertTrue(
          seen.sum(
                  "db_client_operation_duration_seconds_count",
                  sample -> sample.label("db_query_summary").startsWith("select product"))
              >= 44,
          "one statement per list and per miss");
      assertEquals(
          Map.of("shop", 5L),
          seen.by("db_client_connection_max", "db_client_connection_pool_name"));
      double lent = seen.sum("db_client_connection_wait_time_seconds_count");
      assertTrue(lent >= 44, "a connection per list and per miss: " + lent);
      double back = seen.sum("db_client_connection_use_time_seconds_count");
      assertTrue(back <= lent && back >= lent - 5, back + " of " + lent + " given back");
      assertEquals(0.0, seen.sum("db_client_connection_timeouts_total"));
      assertEquals(0.0, seen.sum("vitals_instrumentation_errors_total"));
      assertEquals(0.0, seen.sum("vitals_events_dropped_total"));
      assertEquals(
          seen.sum("vitals_events_produced_total"),
          seen.sum("vitals_events_accepted_total") + seen.sum("vitals_events_dropped_total"));
      assertTrue(shop.isAlive());
      System.out.println(
          jdk + ": " + sent + ", " + (long) lookups + " cache lookups, counted as sent");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void faults_raise_their_alerts_which_resolve_when_they_are_switched_off(Jdk jdk) {
    int metricsPort = Http.freePort();
    String thresholds =
        ";thresholds.interval=1s;thresholds.window=5s"
            + ";thresholds.http-error-rate.hold=2s;thresholds.http-error-rate.minimum-count=4"
            + ";thresholds.cache-miss-rate.hold=2s;thresholds.cache-miss-rate.minimum-count=4";
    try (SampleApp shop = start(jdk, metricsPort, List.of(), thresholds)) {
      int port = shop.port();
      fault(port, "errors", true);
      fault(port, "low-hit-rate", true);
      fault(port, "slow-statement", true);
      status("GET", port, "/search?q=tea");
      AgentApi agent = new AgentApi(metricsPort);
      assertTrue(
          Poll.slowly(
              LIMIT,
              () -> {
                visit(port);
                return agent.firing("http-error-rate", "/checkout") != null
                    && agent.firing("cache-miss-rate", "products") != null;
              }),
          () -> agent.get("/alerts").body());
      PrometheusText during = Http.scrape(metricsPort);
      assertEquals(
          1.0,
          during.sum(
              "vitals_alert_active",
              sample ->
                  sample.label("rule").equals("http-error-rate")
                      && sample.label("scope").equals("/checkout")
                      && sample.label("state").equals("firing")));
      assertTrue(during.sum("vitals_db_slow_operations_total") >= 1);

      fault(port, "errors", false);
      fault(port, "low-hit-rate", false);
      assertTrue(
          Poll.slowly(
              LIMIT,
              () -> {
                visit(port);
                return agent.firing("http-error-rate", "/checkout") == null
                    && agent.firing("cache-miss-rate", "products") == null;
              }),
          () -> agent.get("/alerts").body());
      assertTrue(
          Http.scrape(metricsPort)
                  .sum(
                      "vitals_alert_transitions_total",
                      sample ->
                          sample.label("rule").equals("http-error-rate")
                              && sample.label("to").equals("resolved"))
              >= 1);
      assertTrue(shop.isAlive());
    }
  }

  private SampleApp start(
      Jdk jdk, int metricsPort, List<String> jvmOptions, String agentArguments) {
    List<String> options = new ArrayList<>(jvmOptions);
    options.add(HostRun.javaagent("quiet=true;server.port=" + metricsPort + agentArguments));
    SampleApp shop = SampleApp.start(jdk, folder, options, List.of());
    if (!Poll.until(LIMIT, () -> Http.listens(metricsPort))) {
      shop.close();
      throw new AssertionError(shop.out() + shop.err());
    }
    return shop;
  }

  private static long requests(int metricsPort) {
    return (long) Http.scrape(metricsPort).sum(REQUESTS);
  }

  private static void send(
      Map<String, Long> sent, String method, int port, String path, String route) {
    sent.merge(method + " " + route + " " + status(method, port, path), 1L, Long::sum);
  }

  private static void fault(int port, String name, boolean on) {
    assertEquals(200, status("PUT", port, "/faults/" + name + "?on=" + on));
  }

  private static void visit(int port) {
    for (int i = 0; i < 4; i++) {
      status("POST", port, "/checkout");
      status("GET", port, "/products/7");
    }
  }

  private static int status(String method, int port, String path) {
    return SampleApp.send(method, port, path).statusCode();
  }
}
