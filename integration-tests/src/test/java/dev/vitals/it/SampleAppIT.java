package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample application under the agent: what a user sees of it, and of its faults. */
class SampleAppIT {
  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final String REQUESTS = "http_server_request_duration_seconds_count";
  private static final String ALERTS = "/api/v1/performance/alerts";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void every_request_statement_and_lookup_is_counted_and_bytecode_verifies(Jdk jdk)
      throws Exception {
    int port = Http.freePort();
    int metricsPort = Http.freePort();
    try (Shop shop = start(jdk, port, metricsPort, List.of("-Xverify:all"), "")) {
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
      assertEquals(0.0, seen.sum("vitals_instrumentation_errors_total"));
      assertEquals(0.0, seen.sum("vitals_events_dropped_total"));
      assertEquals(
          seen.sum("vitals_events_produced_total"),
          seen.sum("vitals_events_accepted_total") + seen.sum("vitals_events_dropped_total"));
      assertTrue(shop.process().isAlive());
      System.out.println(
          jdk + ": " + sent + ", " + (long) lookups + " cache lookups, counted as sent");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.vitals.it.Jdk#all")
  void faults_raise_their_alerts_which_resolve_when_they_are_switched_off(Jdk jdk)
      throws Exception {
    int port = Http.freePort();
    int metricsPort = Http.freePort();
    String thresholds =
        ";thresholds.interval=1s;thresholds.window=5s"
            + ";thresholds.http-error-rate.hold=2s;thresholds.http-error-rate.minimum-count=4"
            + ";thresholds.cache-miss-rate.hold=2s;thresholds.cache-miss-rate.minimum-count=4";
    try (Shop shop = start(jdk, port, metricsPort, List.of(), thresholds)) {
      fault(port, "errors", true);
      fault(port, "low-hit-rate", true);
      fault(port, "slow-statement", true);
      status("GET", port, "/search?q=tea");
      assertTrue(
          Poll.until(
              LIMIT,
              () -> {
                status("POST", port, "/checkout");
                status("GET", port, "/products/7");
                String alerts = text("GET", metricsPort, ALERTS);
                return firing(alerts, "http-error-rate", "/checkout")
                    && firing(alerts, "cache-miss-rate", "");
              }),
          () -> text("GET", metricsPort, ALERTS));
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
          Poll.until(
              LIMIT,
              () -> {
                status("POST", port, "/checkout");
                status("GET", port, "/products/7");
                String alerts = text("GET", metricsPort, ALERTS);
                return !alerts.contains("http-error-rate") && !alerts.contains("cache-miss-rate");
              }),
          () -> text("GET", metricsPort, ALERTS));
      assertTrue(
          Http.scrape(metricsPort)
                  .sum(
                      "vitals_alert_transitions_total",
                      sample ->
                          sample.label("rule").equals("http-error-rate")
                              && sample.label("to").equals("resolved"))
              >= 1);
      assertTrue(shop.process().isAlive());
    }
  }

  private Shop start(
      Jdk jdk, int port, int metricsPort, List<String> jvmOptions, String agentArguments)
      throws IOException {
    Path log = folder.resolve("shop-" + port + ".log");
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.add(
        "-javaagent:"
            + HostProcess.vitalsJar()
            + "=quiet=true;server.port="
            + metricsPort
            + agentArguments);
    command.addAll(jvmOptions);
    command.addAll(List.of("-jar", System.getProperty("vitals.sample-app")));
    command.add("--server.port=" + port);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Shop shop = new Shop(builder.start());
    boolean ready =
        Poll.until(
            LIMIT,
            () -> !shop.process.isAlive() || Http.listens(port) && Http.listens(metricsPort));
    if (!ready || !shop.process.isAlive() || status("GET", port, "/products") != 200) {
      shop.close();
      throw new AssertionError(Files.readString(log));
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

  private static boolean firing(String alerts, String rule, String scope) {
    for (String alert : alerts.split("\\},\\{")) {
      if (alert.contains('"' + rule + '"')
          && alert.contains("\"firing\"")
          && (scope.isEmpty() || alert.contains("\"scope\":\"" + scope + '"'))) {
        return true;
      }
    }
    return false;
  }

  private static int status(String method, int port, String path) {
    return send(method, port, path).statusCode();
  }

  private static String text(String method, int port, String path) {
    return send(method, port, path).body();
  }

  private static HttpResponse<String> send(String method, int port, String path) {
    String order = "{\"productId\":1,\"quantity\":1}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("POST")
                    ? HttpRequest.BodyPublishers.ofString(order)
                    : HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new AssertionError(method + " " + path, failure);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** The running application. */
  private record Shop(Process process) implements AutoCloseable {
    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }
}
