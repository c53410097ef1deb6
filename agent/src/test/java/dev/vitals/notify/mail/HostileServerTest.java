package dev.vitals.notify.mail;

import static dev.vitals.notify.mail.Groups.channel;
import static dev.vitals.notify.mail.Groups.failure;
import static dev.vitals.notify.mail.Groups.firing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.notify.DeliveryException;
import dev.vitals.notify.NoticeGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What servers do that they should not, and what the client makes of it. */
@Timeout(60)
class HostileServerTest {
  private static final NoticeGroup GROUP = Groups.of(firing("/orders"));
  private static final String OPS = "ops@example.com";

  @Test
  void a_server_that_never_ends_its_answer_is_left() throws Exception {
    try (ScriptedServer lines = new ScriptedServer(talk -> repeat(talk, "220-welcome\r\n"));
        ScriptedServer line = new ScriptedServer(talk -> repeat(talk, "220 welcome "))) {
      assertEquals(
          "127.0.0.1:P: while waiting for the greeting: the answer of the server does not end (retry)",
          failure(lines.plain()));
      assertEquals(
          "127.0.0.1:P: while waiting for the greeting: the server sent a line without an end (retry)",
          failure(line.plain()));
    }
  }

  @Test
  void a_server_that_closes_too_early_may_be_tried_again() throws Exception {
    for (String start : List.of("", "2", "220", "220-a\r\n", "220-a\r\n220 b")) {
      try (ScriptedServer server = new ScriptedServer(talk -> talk.raw(start))) {
        assertEquals(
            "127.0.0.1:P: while waiting for the greeting: the server closed the connection (retry)",
            failure(server.plain()));
      }
    }
  }

  @Test
  void a_server_that_closes_in_the_middle_of_a_mail_may_be_tried_again() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> {
              talk.open();
              talk.until("DATA", "250 ok");
              talk.say("354 go");
              talk.hear();
            })) {
      String failure = failure(server.plain());
      assertTrue(failure.startsWith("127.0.0.1:P: while sending the mail: "), failure);
      assertTrue(failure.endsWith(" (retry)"), failure);
    }
  }

  @Test
  void what_is_no_mail_server_is_left() throws Exception {
    for (String other :
        List.of(
            "HTTP/1.1 400 Bad Request\r\n", "SSH-2.0-OpenSSH_9.6\r\n", "\u0015\u0003\u0001\n")) {
      try (ScriptedServer server = new ScriptedServer(talk -> talk.raw(other))) {
        assertEquals(
            "127.0.0.1:P: while waiting for the greeting: the server does not speak SMTP (retry)",
            failure(server.plain()));
      }
    }
  }

  @Test
  void a_silent_server_is_waited_for_only_so_long() throws Exception {
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (ScriptedServer server = new ScriptedServer(talk -> await(end))) {
      MailServer impatient = server.plain().replyTimeoutMillis(200);
      assertEquals(
          "127.0.0.1:P: while waiting for the greeting: no answer in time (retry)",
          failure(impatient));
      end.complete(null);
    }
  }

  @Test
  void a_server_that_answers_letter_by_letter_is_cut_off() throws Exception {
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> {
              // Each letter comes in time, the answer never.
              while (!end.isDone()) {
                talk.raw("2");
                waitFor(end, 50);
              }
            })) {
      MailServer impatient = server.plain().replyTimeoutMillis(500);
      long start = System.nanoTime();
      String failure = failure(impatient);
      assertEquals("127.0.0.1:P: the mail was not taken within 2 s (retry)", failure);
      assertTrue(System.nanoTime() - start < 20_000_000_000L);
      end.complete(null);
    }
  }

  @Test
  void a_server_that_takes_nothing_is_cut_off() throws Exception {
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> {
              talk.open();
              talk.until("DATA", "250 ok");
              talk.say("354 go");
              await(end);
            })) {
      MailServer impatient = server.plain().replyTimeoutMillis(300);
      assertEquals(
          "127.0.0.1:P: while sending the mail: no answer in time (retry)", failure(impatient));
      end.complete(null);
    }
  }

  @Test
  void an_interrupt_ends_a_delivery_at_once() throws Exception {
    CompletableFuture<Void> connected = new CompletableFuture<>();
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> {
              connected.complete(null);
              await(end);
            })) {
      CompletableFuture<Throwable> outcome = new CompletableFuture<>();
      Thread sender =
          Groups.THREADS.newThread(
              () -> {
                try {
                  channel(server.plain().replyTimeoutMillis(60_000), OPS).deliver(GROUP);
                  outcome.complete(null);
                } catch (DeliveryException | InterruptedException e) {
                  outcome.complete(e);
                }
              });
      sender.start();
      connected.get(10, TimeUnit.SECONDS);
      sender.interrupt();
      assertEquals(InterruptedException.class, outcome.get(10, TimeUnit.SECONDS).getClass());
      end.complete(null);
    }
  }

  @Test
  void nobody_there_may_be_tried_again() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String refused = failure(new MailServer("127.0.0.1", port, Security.NONE, null));
    assertTrue(refused.startsWith("127.0.0.1:P: while connecting: Connection refused"), refused);
    assertTrue(refused.endsWith(" (retry)"), refused);
    assertEquals(
        "no-such-host.invalid:P: while connecting: the host name is not known (retry)",
        failure(new MailServer("no-such-host.invalid", port, Security.NONE, null)));
  }

  @Test
  void answers_that_nobody_asked_for_are_not_taken_for_others() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> {
              talk.open();
              talk.hear();
              talk.raw("250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n");
              talk.hear();
            })) {
      assertEquals(
          "127.0.0.1:P: while naming the recipients: the server answered more than it was asked"
              + " (retry)",
          failure(server.plain()));
    }
  }

  @Test
  void two_codes_in_one_answer_are_no_answer() throws Exception {
    try (ScriptedServer server = new ScriptedServer(talk -> talk.raw("220-a\r\n554 b\r\n"))) {
      assertEquals(
          "127.0.0.1:P: while waiting for the greeting: the server answered two codes at once"
              + " (retry)",
          failure(server.plain()));
    }
  }

  private static void repeat(ScriptedServer.Talk talk, String text) throws IOException {
    while (true) {
      talk.raw(text);
    }
  }

  private static void await(CompletableFuture<Void> end) throws InterruptedException {
    try {
      end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void waitFor(CompletableFuture<Void> end, long millis)
      throws InterruptedException {
    try {
      end.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (TimeoutException e) {
      // That long was wanted.
    }
  }
}
