package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.http.RunningEndpoint.RawResponse;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.FullSnapshot;
import dev.vitals.exporter.prometheus.ParsedExposition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private RunningEndpoint running;

  @BeforeEach
  void start() throws IOException {
    running = new RunningEndpoint();
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void serves_text_that_parses_back_from_one_snapshot() throws IOException {
    RawResponse response = running.get("/metrics");
    assertEquals(200, response.status());
    assertEquals("text/plain; version=0.0.4; charset=utf-8", response.header("Content-Type"));
    assertTrue(ParsedExposition.text(response.text()).containsKey("target_info"));
    assertEquals(1, running.snapshotsTaken.get());
  }

  @Test
  void serves_open_metrics_to_who_asks_for_it_as_prometheus_does() throws IOException {
    RawResponse response =
        running.get(
            "/metrics",
            "Accept: application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4");
    assertEquals(
        "application/openmetrics-text; version=1.0.0; charset=utf-8",
        response.header("Content-Type"));
    assertTrue(ParsedExposition.openMetrics(response.text()).containsKey("target"));
  }

  @Test
  void compresses_for_who_accepts_gzip() throws IOException {
    RawResponse plain = running.get("/metrics");
    RawResponse zipped =
        running.raw(
            "GET /metrics HTTP/1.0\r\nHost: localhost\r\nAccept-Encoding: deflate, gzip\r\n\r\n");
    assertEquals("gzip", zipped.header("Content-Encoding"));
    assertTrue(zipped.body().length * 3 < plain.body().length);
    byte[] unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
    assertTrue(
        ParsedExposition.text(new String(unzipped, StandardCharsets.UTF_8))
            .containsKey("target_info"));
  }

  @Test
  void shows_only_the_samples_that_are_asked_for_by_name() throws IOException {
    RawResponse response =
        running.get("/metrics?name[]=jvm_class_count&name%5B%5D=process_cpu_seconds_total");
    assertEquals(2, ParsedExposition.text(response.text()).size());
    assertEquals(400, running.get("/metrics?name[]=%ZZ").status());
  }

  @Test
  void tells_what_the_scrapes_before_cost() throws IOException {
    assertFalse(running.get("/metrics").text().contains("vitals_scrape"));
    scrapeUntil("vitals_scrapes_total{format=\"text\",code=\"200\",} ");
    String later = scrapeUntil("vitals_scrape_duration_seconds_count ");
    String size = later.substring(later.indexOf("\nvitals_scrape_size_bytes ") + 26);
    double bytes = Double.parseDouble(size.substring(0, size.indexOf('\n')));
    // Those of the scrape before: a line or a digit more or less.
    assertEquals(later.getBytes(StandardCharsets.UTF_8).length, bytes, 1_500, size);
  }

  @Test
  void says_whether_everybody_can_read_it() throws IOException {
    String metric = "\nvitals_endpoint_exposed_unauthenticated ";
    assertTrue(running.get("/metrics").text().contains(metric + "0.0\n"));
    for (String token : List.of("", "secret")) {
      EndpointSettings wide = new EndpointSettings("0.0.0.0", 0, 0, List.of(), token, "");
      try (RunningEndpoint other = new RunningEndpoint(wide)) {
        String text = other.get("/metrics", "Authorization: Bearer " + token).text();
        assertTrue(text.contains(metric + (token.isEmpty() ? "1.0\n" : "0.0\n")), text);
      }
    }
  }

  @Test
  void answers_a_head_request_without_a_body() throws IOException {
    for (String path : new String[] {"/metrics", "/-/healthy", "/api/v1/performance/alerts"}) {
      RawResponse response = running.request("HEAD " + path, "Accept-Encoding: gzip");
      assertEquals(200, response.status(), path);
      assertEquals(0, response.body().length, path);
    }
  }

  @Test
  void is_healthy_at_once_and_ready_with_the_first_snapshot() throws IOException {
    running.snapshot = Snapshot.EMPTY;
    assertEquals(200, running.get("/-/healthy").status());
    assertEquals(503, running.get("/-/ready").status());
    running.snapshot = FullSnapshot.create();
    assertEquals(200, running.get("/-/ready").status());
  }

  @Test
  void knows_no_other_path() throws IOException {
    for (String path :
        new String[] {
          "/",
          "/metrics/",
          "/metricsx",
          "/-/metrics",
          "/METRICS",
          "/%6Detrics",
          "/..;/metrics",
          "/-/control/",
          "/-/control/exit",
          "/favicon.ico"
        }) {
      RawResponse response = running.get(path);
      assertEquals(404, response.status(), path);
      assertEquals(0, response.body().length, path);
    }
    assertTrue(running.get("/api").text().contains("no such path"));
    assertEquals("", running.get("/apis").text());
    RawResponse api = running.get("/api/v1/unknown");
    assertEquals(404, api.status());
    assertEquals("{\"status\":\"error\",\"error\":\"no such path\"}", api.text());
  }

  @Test
  void takes_only_get_and_head() throws IOException {
    for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"}) {
      RawResponse response = running.request(method + " /metrics", "Content-Length: 0");
      assertEquals(405, response.status(), method);
      assertEquals("GET, HEAD", response.header("Allow"));
    }
    assertEquals(405, running.get("/-/control/status").status());
  }

  @Test
  void sends_the_fixed_headers_and_nothing_that_lets_another_site_read() throws IOException {
    for (String path : new String[] {"/metrics", "/nowhere", "/-/healthy"}) {
      RawResponse response = running.get(path, "X-Echo: please");
      assertEquals("nosniff", response.header("X-Content-Type-Options"));
      assertEquals("no-store", response.header("Cache-Control"));
      assertEquals("default-src 'none'", response.header("Content-Security-Policy"));
      assertFalse(response.head().contains("Access-Control"), response.head());
      assertFalse(response.head().contains("please"));
    }
  }

  @Test
  void hides_why_a_page_failed() throws IOException {
    running.snapshot = null;
    for (String path : new String[] {"/metrics", "/-/ready"}) {
      RawResponse response = running.get(path);
      assertEquals(500, response.status(), path);
      assertEquals(0, response.body().length, path);
    }
    running.snapshot = Snapshot.EMPTY;
    assertEquals(200, running.get("/metrics").status());
  }

  @Test
  void ends_the_connection_with_every_answer() throws IOException {
    for (String request :
        List.of(
            "GET /metrics",
            "HEAD /metrics",
            "GET /-/healthy",
            "GET /api/v1/performance",
            "GET /nowhere",
            "GET /api/nowhere",
            "DELETE /metrics",
            "POST /-/control/status")) {
      RawResponse response =
          running.raw(request + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
      assertNotEquals(0, response.status(), request);
      assertEquals("close", response.header("Connection"), request);
    }
  }

  @Test
  void closes_the_connection_instead_of_waiting_for_a_body() throws IOException {
    RawResponse response =
        running.raw("GET /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
    assertEquals("close", response.header("Connection"));
    assertNotEquals(0, response.body().length);
    assertNull(response.header("Set-Cookie"));
  }

  @Test
  void lives_through_requests_that_are_not_http() throws IOException {
    for (String bytes :
        List.of(
            "\r\n\r\n",
            "GET\r\n\r\n",
            "GET /metrics\r\n\r\n",
            "GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET mailto:a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
            "POST /-/control/status HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                + "Authorization: Bearer control-token\r\n\r\nzz\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\r\n\r\n")) {
      try (Socket socket = running.connect()) {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        int status = RawResponse.read(socket).status();
        assertTrue(status == 0 || status >= 400, status + " for " + bytes);
      }
    }
    assertEquals(200, running.get("/metrics").status());
  }

  /** A scrape is counted just after its answer is out. */
  private String scrapeUntil(String line) throws IOException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      String text = running.get("/metrics").text();
      if (text.contains("\n" + line)) {
        return text;
      }
      assertTrue(System.nanoTime() < deadlineNanos, line);
    }
  }
}
