package dev.vitals.notify.mail;

import static dev.vitals.notify.mail.Groups.channel;
import static dev.vitals.notify.mail.Groups.firing;
import static dev.vitals.notify.mail.Groups.resolved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.vitals.notify.DeliveryException;
import dev.vitals.notify.Letter;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mails into the mailboxes of another server: GreenMail. */
@Timeout(60)
class GreenMailTest {
  @Test
  void firing_and_resolved_arrive_in_one_conversation() throws Exception {
    GreenMail server = started(ServerSetup.PROTOCOL_SMTP);
    try {
      MailChannel channel =
          channel(server(server.getSmtp().getPort()), "ops@example.com", "dev@example.org");
      channel.deliver(Groups.of(firing("/bücher")));
      channel.deliver(Groups.of(resolved("/bücher")));
      assertTrue(server.waitForIncomingEmail(10_000, 4));
      List<MimeMessage> mails = mailbox(server, "ops@example.com");
      assertEquals(2, mails.size());
      assertEquals("[FIRING] critical http-latency-p95 /bücher on shop", mails.get(0).getSubject());
      assertEquals(
          "[RESOLVED] critical http-latency-p95 /bücher on shop", mails.get(1).getSubject());
      assertEquals(mails.get(0).getMessageID(), mails.get(1).getHeader("In-Reply-To", null));
      assertEquals(2, mailbox(server, "dev@example.org").size());
    } finally {
      server.stop();
    }
  }

  @Test
  void a_letter_is_a_mail_of_its_own_with_a_text_and_a_page() throws Exception {
    GreenMail server = started(ServerSetup.PROTOCOL_SMTP);
    try {
      MailChannel channel = channel(server(server.getSmtp().getPort()), "ops@example.com");
      channel.deliver(
          new Letter(
              "2026-11-22",
              "[REPORT] 2026-11-22 on b\u00fccher",
              "# b\u00fccher\n",
              "<h1>b\u00fccher</h1>\n",
              "text/csv",
              "a,b"));
      assertTrue(server.waitForIncomingEmail(10_000, 1));
      MimeMessage mail = mailbox(server, "ops@example.com").get(0);
      assertEquals("[REPORT] 2026-11-22 on b\u00fccher", mail.getSubject());
      assertNull(mail.getHeader("References"));
      MimeMultipart parts = (MimeMultipart) mail.getContent();
      assertEquals("# b\u00fccher\r\n", parts.getBodyPart(0).getContent());
      assertTrue(parts.getBodyPart(1).isMimeType("text/html"));
      assertEquals("<h1>b\u00fccher</h1>\r\n", parts.getBodyPart(1).getContent());
    } finally {
      server.stop();
    }
  }

  @Test
  void a_right_password_is_taken_and_a_wrong_one_is_not() throws Exception {
    GreenMail server = started(ServerSetup.PROTOCOL_SMTP);
    try {
      server.setUser("ops@example.com", "ann", "hunter2 ü");
      MailServer login = server(server.getSmtp().getPort());
      channel(login.login("ann", Password.of("hunter2 ü")), "ops@example.com")
          .deliver(Groups.of(firing("/a")));
      assertTrue(server.waitForIncomingEmail(10_000, 1));
      DeliveryException failure =
          assertThrows(
              DeliveryException.class,
              () ->
                  channel(login.login("ann", Password.of("wrong-password")), "ops@example.com")
                      .deliver(Groups.of(firing("/a"))));
      assertEquals(login + ": the login was refused: 535 5.7.8", failure.getMessage());
      assertFalse(failure.retry());
    } finally {
      server.stop();
    }
  }

  @Test
  void its_own_certificate_is_not_trusted() throws Exception {
    GreenMail server = started(ServerSetup.PROTOCOL_SMTPS);
    try {
      MailServer tls =
          new MailServer(
              "localhost",
              server.getSmtps().getPort(),
              Security.TLS,
              Certificates.socketFactory(""));
      DeliveryException failure =
          assertThrows(
              DeliveryException.class,
              () -> channel(tls, "ops@example.com").deliver(Groups.of(firing("/a"))));
      assertTrue(
          failure.getMessage().contains("its certificate is not trusted"), failure.getMessage());
      assertFalse(failure.retry());
    } finally {
      server.stop();
    }
  }

  private static List<MimeMessage> mailbox(GreenMail server, String address) throws Exception {
    GreenMailUser user = server.getUserManager().getUserByEmail(address);
    return server.getManagers().getImapHostManager().getInbox(user).getMessages().stream()
        .map(StoredMessage::getMimeMessage)
        .toList();
  }

  private static MailServer server(int port) {
    return new MailServer("127.0.0.1", port, Security.NONE, null);
  }

  private static GreenMail started(String protocol) {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
    server.start();
    return server;
  }
}
