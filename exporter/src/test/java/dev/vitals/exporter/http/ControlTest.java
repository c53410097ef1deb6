package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitals.exporter.http.RunningEndpoint.RawResponse;
import dev.vitals.exporter.model.Control;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ControlTest {
  private static final String TOKEN = "Authorization: Bearer " + RunningEndpoint.CONTROL_TOKEN;

  @Test
  void passes_the_verb_and_the_body_on_and_the_reply_back() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      RawResponse status = running.raw(post("status", TOKEN, ""));
      assertEquals(200, status.status());
      assertEquals("0", status.header("Vitals-Exit-Code"));
      assertEquals("status:", status.text());
      RawResponse reconfigure = running.raw(post("reconfigure", TOKEN, "port=0;quiet=true \u00e9"));
      assertEquals("2", reconfigure.header("Vitals-Exit-Code"));
      assertEquals("reconfigure:port=0;quiet=true \u00e9", reconfigure.text());
    }
  }

  @Test
  void does_nothing_without_the_token() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint("reader")) {
      AtomicInteger executed = new AtomicInteger();
      running.control =
          (verb, argument) -> {
            executed.incrementAndGet();
            return new Control.Reply(0, "");
          };
      for (String header :
          List.of(
              "X: none",
              "Authorization: Bearer",
              "Authorization: Bearer ",
              "Authorization: Bearer reader",
              "Authorization: Bearer control-toke",
              "Authorization: Bearer control-token2",
              "Authorization: Basic control-token",
              TOKEN + "\r\n" + TOKEN)) {
        RawResponse response = running.raw(post("detach", header, ""));
        assertEquals(401, response.status(), header);
        assertNull(response.header("Vitals-Exit-Code"));
      }
      assertEquals(403, running.raw(post("detach", TOKEN + "\r\nOrigin: null", "")).status());
      assertEquals(0, executed.get());
      running.raw(post("detach", TOKEN, ""));
      assertEquals(1, executed.get());
    }
  }

  @Test
  void gives_nobody_control_when_there_is_no_token() throws IOException {
    EndpointSettings settings = new EndpointSettings("127.0.0.1", 0, 0, List.of(), "", "");
    try (RunningEndpoint running = new RunningEndpoint(settings)) {
      assertEquals(401, running.raw(post("status", "Authorization: Bearer ", "")).status());
      assertEquals(200, running.get("/metrics").status());
    }
  }

  @Test
  void refuses_a_body_that_is_too_long() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      assertEquals(200, running.raw(post("reconfigure", TOKEN, "a".repeat(64 * 1024))).status());
      assertEquals(
          413, running.raw(post("reconfigure", TOKEN, "a".repeat(64 * 1024 + 1))).status());
    }
  }

  @Test
  void says_no_more_than_500_when_control_fails() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      running.control =
          (verb, argument) -> {
            throw new IllegalStateException("secret");
          };
      RawResponse response = running.raw(post("status", TOKEN, ""));
      assertEquals(500, response.status());
      assertFalse((response.head() + response.text()).contains("secret"));
    }
  }

  @Test
  void answers_the_request_that_closes_it() throws IOException, InterruptedException {
    RunningEndpoint running = new RunningEndpoint();
    int port = running.port();
    running.control =
        (verb, argument) -> {
          running.endpoint.close();
          return new Control.Reply(0, "detached");
        };
    RawResponse response = running.raw(post("detach", TOKEN, ""));
    assertEquals("detached", response.text());
    for (Thread thread : running.threads.made()) {
      thread.join(5_000);
      assertFalse(thread.isAlive(), thread.getName());
    }
    assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
  }

  @Test
  void answers_the_request_during_which_another_thread_closes_it() throws IOException {
    for (int i = 0; i < 20; i++) {
      RunningEndpoint running = new RunningEndpoint();
      Thread closing = new Thread(running.endpoint::close);
      running.control =
          (verb, argument) -> {
            closing.start();
            return new Control.Reply(0, "detaching");
          };
      assertEquals("detaching", running.raw(post("detach", TOKEN, "")).text());
      running.close();
    }
  }

  private static String post(String verb, String header, String body) {
    return "POST /-/control/"
        + verb
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n"
        + header
        + "\r\n\r\n"
        + body;
  }
}
