package dev.vitals.notify.mail;

import static dev.vitals.notify.mail.Groups.channel;
import static dev.vitals.notify.mail.Groups.failure;
import static dev.vitals.notify.mail.Groups.firing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.notify.DeliveryException;
import dev.vitals.notify.NoticeGroup;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The dialogue with servers that say what they may say. */
@Timeout(60)
class SmtpSessionTest {
  private static final NoticeGroup GROUP = Groups.of(firing("/orders"));
  private static final String OPS = "ops@example.com";

  @Test
  void replies_of_the_four_hundreds_are_tried_again_and_those_of_the_five_hundreds_are_not()
      throws Exception {
    for (String command : List.of("", "EHLO", "MAIL", "RCPT", "DATA", ".")) {
      for (String reply : List.of("451 4.3.0 later", "554 5.7.1 never")) {
        try (ScriptedServer server = new ScriptedServer(talk -> refuseAt(command, reply, talk))) {
          String failure = failure(server.plain());
          assertTrue(failure.contains(reply), failure);
          assertEquals(reply.startsWith("4"), failure.endsWith(" (retry)"), failure);
        }
      }
    }
  }

  @Test
  void a_server_that_knows_only_hello_is_enough_without_a_login() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> {
              talk.say("220 old");
              talk.hear();
              talk.say("502 not here");
              talk.hear();
              talk.say("250 hello");
              talk.takeMail();
            })) {
      channel(server.plain(), OPS).deliver(GROUP);
      assertEquals("EHLO [127.0.0.1]", server.heard().get(0));
      assertEquals("HELO [127.0.0.1]", server.heard().get(1));
      assertEquals("MAIL FROM:<vitals@example.com>", server.heard().get(2));
    }
  }

  @Test
  void a_mail_that_was_taken_is_delivered_however_the_server_ends() throws Exception {
    AtomicInteger mails = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> {
              talk.open();
              talk.until("DATA", "250 ok");
              talk.say("354 go");
              while (!talk.hear().equals(".")) {
                // Up to the end of the mail.
              }
              talk.say("250 taken");
              mails.incrementAndGet();
            })) {
      channel(server.plain().hello("shop.example.com"), OPS).deliver(GROUP);
      assertEquals(1, mails.get());
      assertEquals("EHLO shop.example.com", server.heard().get(0));
    }
  }

  @Test
  void who_got_the_mail_does_not_get_it_again_when_another_may_get_it_later() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> {
              boolean first = connections.incrementAndGet() == 1;
              talk.open();
              String line = talk.hear();
              while (!line.equals("DATA")) {
                talk.say(first && line.contains("<b@") ? "450 4.2.0 busy" : "250 ok");
                line = talk.hear();
              }
              talk.say("354 go");
              while (!talk.hear().equals(".")) {
                // Up to the end of the mail.
              }
              talk.say("250 taken");
            })) {
      MailChannel channel =
          channel(server.plain(), "a@example.com", "b@example.com", "c@example.com");
      DeliveryException failure =
          assertThrows(DeliveryException.class, () -> channel.deliver(GROUP));
      assertTrue(failure.retry());
      assertEquals(
          server.plain()
              + ": the mail went to 2 of 3 recipients, not to [b@example.com (450 4.2.0 busy)]",
          failure.getMessage());
      channel.deliver(GROUP);
      assertEquals(
          List.of(
              "RCPT TO:<a@example.com>",
              "RCPT TO:<b@example.com>",
              "RCPT TO:<c@example.com>",
              "RCPT TO:<b@example.com>"),
          server.heard().stream().filter(line -> line.startsWith("RCPT")).toList());
      // The next one is for all again.
      channel.deliver(GROUP);
      assertEquals(7, server.heard().stream().filter(line -> line.startsWith("RCPT")).count());
    }
  }

  @Test
  void a_mail_that_is_too_large_for_the_server_is_not_sent() throws Exception {
    try (ScriptedServer server = new ScriptedServer(talk -> talk.open("SIZE 100"))) {
      String failure = failure(server.plain());
      assertTrue(
          failure.matches("127.0.0.1:P: the mail has \\d+ bytes, the server takes 100"), failure);
    }
  }

  @Test
  void odd_sizes_are_no_limit() throws Exception {
    for (String size :
        List.of("SIZE", "SIZE 0", "SIZE x", "SIZE -1", "SIZE 99999999999999999999")) {
      try (ScriptedServer server =
          new ScriptedServer(
              talk -> {
                talk.open(size);
                talk.takeMail();
              })) {
        channel(server.plain(), OPS).deliver(GROUP);
        assertTrue(
            server.heard().get(1).matches("MAIL FROM:<vitals@example.com> SIZE=\\d+"),
            server.heard().get(1));
      }
    }
  }

  private static void refuseAt(String command, String reply, ScriptedServer.Talk talk)
      throws IOException {
    if (command.isEmpty()) {
      talk.say(reply);
      return;
    }
    talk.say("220 ready");
    boolean inMail = false;
    while (true) {
      String line = talk.hear();
      boolean isHere = command.equals(".") ? line.equals(".") : line.startsWith(command);
      if (isHere || command.equals("EHLO") && line.startsWith("HELO")) {
        talk.say(reply);
      } else if (line.equals("DATA")) {
        inMail = true;
        talk.say("354 go");
      } else if (!inMail) {
        talk.say("250 ok");
      }
    }
  }
}
