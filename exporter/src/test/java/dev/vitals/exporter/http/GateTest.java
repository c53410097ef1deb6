package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:9464",
        "127.0.0.1:1",
        "10.1.2.3",
        "[::1]:9464",
        "[fe80::1]",
        "metrics.example.com:80"
      })
  void answers_requests_to_a_host_it_is_known_by(String host) throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      assertEquals(200, statusFor(running, host));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:9464",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0",
        "1.2.3.256",
        "1.2.3.4.",
        "[::1].evil.example",
        "[evil]",
        "localhost:x",
        "a@localhost",
        "::1",
        ""
      })
  void refuses_requests_to_any_other_host(String host) throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      assertEquals(421, statusFor(running, host));
    }
  }

  @Test
  void refuses_a_request_without_a_host_or_with_two() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      assertEquals(400, running.raw("GET /metrics HTTP/1.0\r\n\r\n").status());
      assertEquals(400, running.get("/metrics", "Host: evil.example").status());
    }
  }

  @Test
  void refuses_a_foreign_host_in_the_request_line() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      assertEquals(421, running.get("http://evil.example/metrics").status());
      assertEquals(421, running.get("//evil.example/metrics").status());
      assertEquals(200, running.get("http://localhost/metrics").status());
    }
  }

  @Test
  void refuses_what_a_page_of_another_site_makes_a_browser_send() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      for (String header :
          List.of(
              "Origin: http://evil.example",
              "Origin: null",
              "Origin: https://localhost",
              "Sec-Fetch-Site: cross-site",
              "Sec-Fetch-Site: same-site")) {
        assertEquals(403, running.get("/metrics", header).status(), header);
      }
      for (String header :
          List.of(
              "Origin: http://localhost", "Sec-Fetch-Site: none", "Sec-Fetch-Site: same-origin")) {
        assertEquals(200, running.get("/metrics", header).status(), header);
      }
    }
  }

  @Test
  void refuses_a_request_that_is_too_long() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      assertEquals(414, running.get("/metrics?" + "a".repeat(3000)).status());
      assertEquals(431, running.get("/metrics", "X-Long: " + "a".repeat(9000)).status());
    }
  }

  @Test
  void asks_readers_for_the_token_where_there_is_one() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint("secret")) {
      for (String path : List.of("/metrics", "/api/v1/performance/alerts")) {
        assertEquals(401, running.get(path).status());
        assertEquals("Bearer", running.get(path).header("WWW-Authenticate"));
        assertEquals(401, running.get(path, "Authorization: Bearer wrong").status());
        assertEquals(401, running.get(path, "Authorization: Basic secret").status());
        assertEquals(200, running.get(path, "Authorization: Bearer secret").status());
        assertEquals(200, running.get(path, "authorization: bearer secret").status());
        assertEquals(
            200,
            running.get(path, "Authorization: Bearer " + RunningEndpoint.CONTROL_TOKEN).status());
      }
      assertEquals(200, running.get("/-/healthy").status());
      assertEquals(200, running.get("/-/ready").status());
    }
  }

  private static int statusFor(RunningEndpoint running, String host) throws IOException {
    return running
        .raw("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
        .status();
  }
}
