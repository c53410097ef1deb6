package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Control;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowTlsClientTest {
  @TempDir private Path folder;

  @Test
  void a_client_that_speaks_plain_http_is_closed_at_once_and_holds_nobody_up() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(TlsClient.EC.write(folder))) {
      long startNanos = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        try (Socket socket = running.connect()) {
          String request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
          socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
          byte[] answer = socket.getInputStream().readAllBytes();
          assertFalse(new String(answer, StandardCharsets.ISO_8859_1).contains("HTTP"));
        }
      }
      assertEquals(200, TlsClient.get(running, "/metrics").status());
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
      assertTrue(seconds < 4, seconds + " s for 20 of them");
    }
  }

  @Test
  void silent_connections_hold_nobody_up() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(TlsClient.EC.write(folder))) {
      Socket[] silent = new Socket[50];
      try {
        for (int i = 0; i < silent.length; i++) {
          silent[i] = running.connect();
        }
        long startNanos = System.nanoTime();
        assertEquals(200, TlsClient.get(running, "/metrics").status());
        assertTrue(System.nanoTime() - startNanos < TimeUnit.SECONDS.toNanos(3));
      } finally {
        for (Socket socket : silent) {
          socket.close();
        }
      }
    }
  }

  @Test
  void two_handshakes_that_never_end_hold_a_scrape_up_for_five_seconds() throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(TlsClient.EC.write(folder));
        Socket first = running.connect();
        Socket second = running.connect()) {
      long startNanos = System.nanoTime();
      first.getOutputStream().write(TlsClient.clientHello(3), 0, 20);
      second.getOutputStream().write(0x16);
      assertEquals(200, TlsClient.get(running, "/metrics").status());
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
      assertTrue(seconds < 8, "waited " + seconds + " s");
      first.getInputStream().readAllBytes();
      second.getInputStream().readAllBytes();
    }
  }

  @Test
  void two_clients_that_never_read_the_answer_hold_a_scrape_up_for_ten_seconds()
      throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(TlsClient.EC.write(folder))) {
      running.control = (verb, argument) -> new Control.Reply(0, "x".repeat(32 << 20));
      try (SSLSocket first = TlsClient.connect(running, "TLSv1.3");
          SSLSocket second = TlsClient.connect(running, "TLSv1.3")) {
        long startNanos = System.nanoTime();
        TlsClient.postStatus(first);
        TlsClient.postStatus(second);
        assertEquals(200, TlsClient.get(running, "/metrics").status());
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
        assertTrue(seconds < 14, "waited " + seconds + " s");
      }
    }
  }

  /** Where the last byte of an answer just fits, the goodbye does not: nobody may wait for it. */
  @Test
  void a_client_that_reads_nothing_holds_one_worker_at_most_whatever_the_answers_size()
      throws IOException {
    try (RunningEndpoint running = new RunningEndpoint(TlsClient.EC.write(folder))) {
      for (int kilobytes = 8; kilobytes <= 4_096; kilobytes *= 2) {
        String body = "x".repeat(kilobytes << 10);
        running.control = (verb, argument) -> new Control.Reply(0, body);
        try (Socket narrow = new Socket()) {
          narrow.setReceiveBufferSize(4_096);
          narrow.connect(running.endpoint.address());
          SSLSocket reader = TlsClient.over(narrow);
          TlsClient.postStatus(reader);
          // Three at least: one to see the answer out, two that need worker and dispatcher.
          for (int i = 0; i < 3; i++) {
            assertEquals(200, TlsClient.get(running, "/-/healthy").status(), kilobytes + " KiB");
          }
        }
      }
    }
  }
}
