package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.http.RunningEndpoint.RawResponse;
import dev.vitals.exporter.model.Actions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final String ALERTS = "/api/v1/performance/alerts";
  private static final AccessSettings ONE_A_SECOND = new AccessSettings("", false, "", "", 1, "");

  @Test
  void an_address_that_asks_too_often_is_told_when_to_come_back() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(ONE_A_SECOND)) {
      RawResponse refused = untilRefused(running, ALERTS);
      assertEquals(429, refused.status());
      assertEquals("1", refused.header("Retry-After"));
      assertEquals("close", refused.header("Connection"));
      assertEquals("{\"status\":\"error\",\"error\":\"too many requests\"}", refused.text());
      assertEquals(429, untilRefused(running, "/nowhere").status(), "whatever it asks for");
      long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
      while (running.get(ALERTS).status() != 200) {
        assertTrue(System.nanoTime() < deadlineNanos, "it may never come back");
      }
    }
  }

  @Test
  void one_that_asks_too_often_takes_nothing_from_the_others() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(ONE_A_SECOND)) {
      untilRefused(running, ALERTS);
      for (int i = 2; i < 12; i++) {
        assertEquals(200, statusFrom(running, "127.0.0." + i));
      }
    }
  }

  @Test
  void scrapes_and_health_checks_from_this_machine_are_not_limited_and_those_passed_on_are()
      throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(ONE_A_SECOND)) {
      untilRefused(running, ALERTS);
      for (int i = 0; i < 100; i++) {
        assertEquals(200, running.get("/metrics?name[]=none").status());
        assertEquals(200, running.get("/-/ready").status());
      }
      assertEquals(429, untilRefused(running, "/metrics", TestUsers.FROM_ELSEWHERE).status());
    }
  }

  @Test
  void no_header_makes_a_client_another_one() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(ONE_A_SECOND)) {
      untilRefused(running, ALERTS);
      long startNanos = System.nanoTime();
      int answered = 0;
      for (int i = 0; i < 50; i++) {
        answered += running.get(ALERTS, "X-Forwarded-For: 10.0.0." + i).status() == 200 ? 1 : 0;
      }
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
      assertTrue(answered <= seconds + 2, answered + " in " + seconds + " s");
    }
  }

  @Test
  void thousands_of_addresses_are_answered_and_cost_a_bounded_table() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(ONE_A_SECOND)) {
      int answered = 0;
      int refused = 0;
      for (int i = 0; i < 2_000; i++) {
        String from = "127." + (1 + i / 40_000) + "." + (1 + i / 200) + "." + (1 + i % 200);
        int status = statusFrom(running, from);
        answered += status == 200 ? 1 : 0;
        refused += status == 429 ? 1 : 0;
      }
      assertEquals(2_000, answered + refused);
      assertTrue(answered >= Clients.MAX_CLIENTS, answered + " answered");
    }
  }

  @Test
  void one_expensive_action_is_done_at_a_time_and_scrapes_go_on() throws Exception {
    try (RunningEndpoint running = new RunningEndpoint()) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch ending = new CountDownLatch(1);
      running.actions =
          (action, who, body) -> {
            begun.countDown();
            await(ending);
            return new Actions.Reply(200, "{}");
          };
      String who = TestUsers.bearer(RunningEndpoint.CONTROL_TOKEN);
      ExecutorService threads = Executors.newSingleThreadExecutor();
      try {
        Future<RawResponse> first =
            threads.submit(() -> running.post("/api/v1/performance/reload", who));
        await(begun);
        RawResponse second = running.get("/api/v1/performance/config", who);
        assertEquals(429, second.status());
        assertEquals("1", second.header("Retry-After"));
        assertEquals(200, running.get("/metrics").status());
        ending.countDown();
        assertEquals(200, first.get().status());
        assertEquals(200, running.get("/api/v1/performance/config", who).status());
      } finally {
        ending.countDown();
        threads.shutdown();
      }
    }
  }

  @Test
  void whoever_asks_while_another_is_leaving_waits_for_that() throws Exception {
    try (RunningEndpoint running = new RunningEndpoint()) {
      CountDownLatch begun = new CountDownLatch(1);
      AtomicBoolean isAnswered = new AtomicBoolean();
      running.actions =
          (action, who, body) -> {
            begun.countDown();
            // As long as it takes to leave; who does not wait is turned away meanwhile.
            long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
            while (action == Actions.Action.RELOAD
                && !isAnswered.get()
                && System.nanoTime() < untilNanos) {
              Thread.onSpinWait();
            }
            return new Actions.Reply(200, "{}");
          };
      String who = TestUsers.bearer(RunningEndpoint.CONTROL_TOKEN);
      ExecutorService threads = Executors.newSingleThreadExecutor();
      try {
        Future<RawResponse> first =
            threads.submit(() -> running.post("/api/v1/performance/reload", who));
        await(begun);
        assertEquals(200, running.get("/api/v1/performance/config", who).status());
        isAnswered.set(true);
        assertEquals(200, first.get().status());
      } finally {
        threads.shutdown();
      }
    }
  }

  @Test
  void an_action_that_fails_frees_the_place_for_the_next() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      String who = TestUsers.bearer(RunningEndpoint.CONTROL_TOKEN);
      running.actions =
          (action, by, body) -> {
            throw new IllegalStateException("secret");
          };
      for (int i = 0; i < 3; i++) {
        RawResponse response = running.get("/api/v1/performance/config", who);
        assertEquals(500, response.status());
        assertFalse((response.head() + response.text()).contains("secret"));
      }
    }
  }

  private static RawResponse untilRefused(RunningEndpoint running, String path, String... headers)
      throws IOException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    RawResponse response = running.get(path, headers);
    while (response.status() != 429) {
      response = running.get(path, headers);
      assertTrue(System.nanoTime() < deadlineNanos, "never refused");
    }
    return response;
  }

  private static int statusFrom(RunningEndpoint running, String address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(15_000);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), running.port()));
      String request =
          "GET " + ALERTS + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return RawResponse.read(socket).status();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
