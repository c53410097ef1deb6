package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.PasswordAuthentication;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpSenderTest {
  private static final byte[] BODY = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.UTF_8);

  private final Web web = new Web();
  private final HttpSender sender = new HttpSender(2_000, 2_000);

  @AfterEach
  void close() {
    web.close();
    sender.close();
  }

  @Test
  void posts_the_bytes_as_json_and_reads_the_answer() throws Exception {
    web.next(202, "thanks", Map.of("Retry-After", "7"));

    Answer answer = sender.post(Target.of(web.url("/a?b=c"), ""), BODY, Map.of("X-More", "yes"));

    assertEquals(202, answer.status());
    assertEquals("thanks", answer.text());
    assertEquals(7_000, answer.retryAfterMillis());
    Web.Request request = web.only();
    assertEquals("POST", request.method());
    assertEquals("/a?b=c", request.path());
    assertEquals("application/json", request.header("Content-Type"));
    assertEquals("close", request.header("Connection"));
    assertEquals("yes", request.header("X-more"));
    assertArrayEquals(BODY, request.body());
  }

  @Test
  void follows_no_redirect() throws Exception {
    web.next(307, "", Map.of("Location", web.url("/elsewhere")));

    assertEquals(307, post().status());
    assertEquals(1, web.requests.size());
  }

  @Test
  void reads_no_more_than_the_beginning_of_an_answer() throws Exception {
    web.next(400, "x".repeat(100_000), Map.of());

    assertEquals(HttpSender.LARGEST_ANSWER_BYTES, post().text().length());
  }

  @Test
  void the_authenticator_of_the_application_is_not_asked() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Authenticator before = Authenticator.getDefault();
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            asked.incrementAndGet();
            return new PasswordAuthentication("user", "secret".toCharArray());
          }
        });
    try {
      web.next(401, "who", Map.of("WWW-Authenticate", "Basic realm=\"x\""));

      assertEquals(401, post().status());
      assertEquals(0, asked.get());
      assertNull(web.only().header("Authorization"));
    } finally {
      Authenticator.setDefault(before);
    }
  }

  @Test
  void leaves_no_thread_and_no_connection_behind() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      // It promises to close the connection, and waits for the other side to do it.
      CompletableFuture<Integer> end =
          CompletableFuture.supplyAsync(
              () -> {
                try (Socket socket = server.accept()) {
                  socket.setSoTimeout(3_000);
                  InputStream in = socket.getInputStream();
                  String request = "";
                  while (!request.endsWith(new String(BODY, StandardCharsets.UTF_8))) {
                    byte[] some = new byte[1_000];
                    int length = in.read(some);
                    request += new String(some, 0, length, StandardCharsets.UTF_8);
                  }
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
                              .getBytes());
                  return in.read();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });

      Target target = Target.of("http://127.0.0.1:" + server.getLocalPort() + "/", "");
      assertEquals("ok", sender.post(target, BODY, Map.of()).text());

      assertEquals(-1, end.get(10, TimeUnit.SECONDS));
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      assertFalse(thread.getName().equals("Keep-Alive-Timer") && !before.contains(thread));
    }
  }

  @Test
  void a_connection_that_ends_without_an_answer_is_not_tried_again() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    CompletableFuture<Void> serving;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      serving =
          CompletableFuture.runAsync(
              () -> {
                try {
                  while (true) {
                    Socket socket = server.accept();
                    connections.incrementAndGet();
                    socket.getInputStream().readNBytes(20);
                    socket.close();
                  }
                } catch (IOException closed) {
                  // The test is over.
                }
              });
      Target target = Target.of("http://127.0.0.1:" + server.getLocalPort() + "/", "");
      assertThrows(IOException.class, () -> sender.post(target, BODY, Map.of()));
    }
    serving.get(5, TimeUnit.SECONDS);
    assertEquals(1, connections.get());
  }

  @Test
  void waits_for_an_answer_only_so_long() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      HttpSender hasty = new HttpSender(200, 200);
      Target target = Target.of("http://127.0.0.1:" + silent.getLocalPort() + "/", "");

      assertThrows(SocketTimeoutException.class, () -> hasty.post(target, BODY, Map.of()));
    }
  }

  @Test
  void closing_ends_what_is_under_way_and_all_that_comes_later() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      HttpSender patient = new HttpSender(60_000, 60_000);
      Target target = Target.of("http://127.0.0.1:" + silent.getLocalPort() + "/", "");
      CompletableFuture<Answer> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return patient.post(target, BODY, Map.of());
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      try (Socket accepted = silent.accept()) {
        assertTrue(accepted.getInputStream().read() > 0);
        assertThrows(TimeoutException.class, () -> answer.get(100, TimeUnit.MILLISECONDS));

        patient.close();

        assertThrows(ExecutionException.class, () -> answer.get(5, TimeUnit.SECONDS));
        assertThrows(IOException.class, () -> patient.post(target, BODY, Map.of()));
      }
    }
  }

  @Test
  void closing_at_any_moment_of_a_request_ends_it() throws Exception {
    for (int round = 0; round < 100; round++) {
      try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
        HttpSender patient = new HttpSender(60_000, 60_000);
        Target target = Target.of("http://127.0.0.1:" + silent.getLocalPort() + "/", "");
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Thread thread =
            new Thread(
                () -> {
                  try {
                    patient.post(target, BODY, Map.of());
                  } catch (IOException e) {
                    ended.complete(true);
                  }
                });
        thread.start();
        try (Socket accepted = silent.accept()) {
          assertTrue(accepted.getInputStream().read() > 0);
          patient.close();

          assertTrue(ended.get(5, TimeUnit.SECONDS), "round " + round);
        }
      }
    }
  }

  @Test
  void only_whole_seconds_are_understood_as_a_wait() {
    assertEquals(0, HttpSender.retryAfterMillis(null));
    assertEquals(0, HttpSender.retryAfterMillis("-1"));
    assertEquals(0, HttpSender.retryAfterMillis("Wed, 21 Oct 2026 07:28:00 GMT"));
    assertEquals(30_000, HttpSender.retryAfterMillis("30"));
    assertEquals(3_600_000, HttpSender.retryAfterMillis("999999999"));
  }

  @Test
  void an_address_must_be_one_of_the_web() {
    assertNull(Target.problem("https://example.org:8443/a/b?c=d"));
    assertEquals("begins with neither http:// nor https://", Target.problem("file:///etc/passwd"));
    assertEquals("begins with neither http:// nor https://", Target.problem("jar:http://x/"));
    assertEquals("has no usable host and port", Target.problem("http:///x"));
    assertEquals("has no usable host and port", Target.problem("http://host:70000/"));
    assertEquals("has a # in it", Target.problem("http://host/#x"));
    assertTrue(Target.problem("http://me:secret@host/").contains("password-file"));
    assertFalse(Target.problem("http://me:secret@host/").contains("secret@"));
    assertTrue(Target.problem("not an address").startsWith("is not an address"));
    assertTrue(Target.problem("").startsWith("is not an address"));
  }

  private Answer post() throws Exception {
    return sender.post(Target.of(web.url("/"), ""), BODY, Map.of());
  }
}
