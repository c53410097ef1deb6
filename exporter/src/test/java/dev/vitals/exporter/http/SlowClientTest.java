package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Control;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowClientTest {
  @Test
  void two_clients_that_never_finish_their_request_hold_a_scrape_up_for_five_seconds()
      throws IOException {
    try (RunningEndpoint running = new RunningEndpoint();
        Socket first = running.connect();
        Socket second = running.connect()) {
      long startNanos = System.nanoTime();
      write(first, "GET /metrics HTTP/1.1\r\nHost: loc");
      write(second, "G");
      assertEquals(200, running.get("/metrics").status());
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
      assertTrue(seconds < 7, "waited " + seconds + " s");
      assertEquals(-1, first.getInputStream().read());
      assertEquals(-1, second.getInputStream().read());
      assertEquals(200, running.get("/metrics").status());
    }
  }

  @Test
  void one_slow_client_is_cut_and_holds_nobody_up() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint();
        Socket slow = running.connect()) {
      write(slow, "GET /metrics HTTP/1.1\r\n");
      long startNanos = System.nanoTime();
      assertEquals(200, running.get("/metrics").status());
      assertTrue(System.nanoTime() - startNanos < TimeUnit.SECONDS.toNanos(3));
      assertEquals(-1, slow.getInputStream().read());
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
      assertTrue(seconds >= 4 && seconds < 8, "cut after " + seconds + " s");
    }
  }

  @Test
  void a_client_that_announces_a_body_and_never_sends_it_is_cut() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint();
        Socket slow = running.connect()) {
      write(
          slow,
          "POST /-/control/status HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
              + "Authorization: Bearer "
              + RunningEndpoint.CONTROL_TOKEN
              + "\r\n\r\nhalf");
      assertEquals(200, running.get("/metrics").status());
      assertEquals(-1, slow.getInputStream().read());
    }
  }

  @Test
  void two_clients_that_never_read_the_answer_hold_a_scrape_up_for_ten_seconds()
      throws IOException {
    try (RunningEndpoint running = new RunningEndpoint()) {
      running.control = (verb, argument) -> largeReply();
      try (Socket first = running.connect();
          Socket second = running.connect()) {
        long startNanos = System.nanoTime();
        write(first, postStatus());
        write(second, postStatus());
        assertEquals(200, running.get("/metrics").status());
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
        assertTrue(seconds >= 9 && seconds < 13, "waited " + seconds + " s");
      }
    }
  }

  private static Control.Reply largeReply() {
    return new Control.Reply(0, "x".repeat(32 << 20));
  }

  private static String postStatus() {
    return "POST /-/control/status HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
        + "Authorization: Bearer "
        + RunningEndpoint.CONTROL_TOKEN
        + "\r\n\r\n";
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }
}
