package dev.vitals.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus server and its checker read what a host under the agent exposes. */
class PrometheusIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** OpenTelemetry's names, which promlint rejects for one and the same reason. */
  private static final Set<String> ALLOWED =
      Set.of(
          "jvm_thread_count",
          "jvm_class_count",
          "jvm_cpu_count",
          "jvm_buffer_count",
          "system_cpu_logical_count");

  private static final String REASON =
      " non-histogram and non-summary metrics should not have \"_count\" suffix";

  @Test
  void a_prometheus_server_holds_what_the_client_sent(@TempDir Path folder) throws IOException {
    int metrics = Http.freePort();
    try (HostProcess process = host(Host.TOMCAT11, metrics);
        PrometheusServer prometheus = PrometheusServer.start(folder, scraping(metrics))) {
      assertTrue(Poll.until(LIMIT, () -> "1".equals(prometheus.single("up"))), "up is not 1");
      Map<String, Long> sent = HostContract.of(Host.TOMCAT11).drive(process.port());
      assertEquals(sent, Poll.expecting(LIMIT, sent, () -> counts(prometheus)));
      String scrapes = prometheus.single("count_over_time(up[5m])");
      assertEquals("1", prometheus.single("min_over_time(up[5m])"));
      assertEquals("0", prometheus.single("max(http_server_active_requests) or vector(0)"));
      System.out.println("Prometheus: up in all of " + scrapes + " scrapes, counts " + sent);
    }
  }

  @Test
  void promtool_finds_exactly_what_is_allowed_on_a_busy_host()
      throws IOException, InterruptedException {
    String program = Tool.require("promtool");
    int metrics = Http.freePort();
    try (HostProcess process = host(Host.BUSY, metrics)) {
      makeBusy(process);
      String text = new String(fetch(metrics, "text/plain", false), StandardCharsets.UTF_8);
      assertTrue(text.contains("db_client_operation_duration_seconds_count"), text);
      Process promtool =
          new ProcessBuilder(program, "check", "metrics").redirectErrorStream(true).start();
      try (var stdin = promtool.getOutputStream()) {
        stdin.write(text.getBytes(StandardCharsets.UTF_8));
      }
      String output =
          new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      Set<String> expected = new TreeSet<>();
      ALLOWED.forEach(name -> expected.add(name + REASON));
      assertEquals(expected, new TreeSet<>(output.lines().toList()));
      assertEquals(3, promtool.waitFor());
    }
  }

  @Test
  void both_formats_come_compressed_with_the_same_series() throws IOException {
    int metrics = Http.freePort();
    try (HostProcess process = host(Host.BUSY, metrics)) {
      makeBusy(process);
      // The agent's own scrape metrics are there from the second scrape on.
      Http.scrape(metrics);
      byte[] packedText = fetch(metrics, "text/plain;version=0.0.4", true);
      byte[] packedOpen = fetch(metrics, "application/openmetrics-text;version=1.0.0", true);
      String text = unpacked(packedText);
      String open = unpacked(packedOpen);
      assertTrue(open.endsWith("# EOF\n"), "OpenMetrics does not end as it must");
      assertTrue(!text.contains("# EOF"), "text 0.0.4 has no end mark");
      assertEquals(names(text), names(open));
      System.out.println(
          "text "
              + text.length()
              + " -> "
              + packedText.length
              + " bytes, OpenMetrics "
              + open.length()
              + " -> "
              + packedOpen.length
              + " bytes");
    }
  }

  private static HostProcess host(Host host, int metrics) {
    String agent = "-javaagent:" + HostProcess.vitalsJar() + "=quiet=true;port=" + metrics;
    HostProcess process = HostProcess.start(Jdk.all().get(0), host, List.of(Wire.NO_DELAY, agent));
    assertTrue(Poll.until(LIMIT, () -> Http.listens(metrics)), process.err());
    return process;
  }

  private static void makeBusy(HostProcess process) throws IOException {
    try (Wire wire = new Wire(process.port())) {
      for (int request = 0; request < 200; request++) {
        assertEquals(200, wire.get("/hello"));
      }
      assertEquals(200, wire.get("/tables/50"));
      assertEquals(200, wire.get("/literals/50"));
    }
  }

  private static String scraping(int metrics) {
    return """
        global:
          scrape_interval: 1s
          scrape_timeout: 1s
        scrape_configs:
          - job_name: vitals
            static_configs:
              - targets: ["127.0.0.1:%d"]
        """
        .formatted(metrics);
  }

  private static Map<String, Long> counts(PrometheusServer prometheus) {
    Map<String, Long> counts = new TreeMap<>();
    for (Tree series : prometheus.query("http_server_request_duration_seconds_count")) {
      Map<String, String> labels = series.at("metric").texts();
      counts.merge(
          labels.getOrDefault("http_request_method", "")
              + " "
              + labels.getOrDefault("http_route", "")
              + " "
              + labels.getOrDefault("http_response_status_code", ""),
          Long.parseLong(series.at("value").items().get(1).text()),
          Long::sum);
    }
    return counts;
  }

  private static byte[] fetch(int port, String accept, boolean packed) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .header("Accept", accept);
    if (packed) {
      request.header("Accept-Encoding", "gzip");
    }
    try {
      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      assertEquals(200, answer.statusCode());
      assertEquals(
          packed ? "gzip" : "none", answer.headers().firstValue("Content-Encoding").orElse("none"));
      String type = answer.headers().firstValue("Content-Type").orElse("");
      assertTrue(type.startsWith(accept.split(";")[0]), type);
      return answer.body();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static String unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    for (PrometheusText.Sample sample : PrometheusText.parse(text).samples()) {
      names.add(sample.name());
    }
    return names;
  }
}
