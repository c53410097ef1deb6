package dev.vitals.notify.mail;

import static dev.vitals.notify.mail.Groups.channel;
import static dev.vitals.notify.mail.Groups.firing;
import static dev.vitals.notify.mail.Groups.resolved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.notify.DeliveryException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mails through a server somebody else wrote: SubEtha SMTP, with STARTTLS, TLS and logins. */
@Timeout(60)
class MailServersTest {
  @TempDir private static Path folder;
  private static TestCertificate right;
  private static TestCertificate otherName;
  private static TestCertificate unknown;

  @BeforeAll
  static void createCertificates() throws Exception {
    right = TestCertificate.create(folder, "right", "dns:localhost,ip:127.0.0.1");
    otherName = TestCertificate.create(folder, "other", "dns:mail.example.com");
    unknown = TestCertificate.create(folder, "unknown", "dns:localhost");
  }

  @Test
  void a_mail_arrives_in_the_clear_on_the_same_machine() throws Exception {
    try (Inbox inbox = Inbox.plain()) {
      channel(server(inbox, Security.NONE, null), "ops@example.com", "dev@example.com")
          .deliver(Groups.of(firing("/bücher")));
      Inbox.Received mail = inbox.only();
      assertEquals("vitals@example.com", mail.from());
      assertEquals(List.of("ops@example.com", "dev@example.com"), mail.to());
      assertFalse(mail.isSecret());
      assertEquals("[FIRING] critical http-latency-p95 /bücher on shop", parse(mail).getSubject());
    }
  }

  @Test
  void a_login_goes_through_starttls() throws Exception {
    try (Inbox inbox = Inbox.starttls(right)) {
      login(inbox, Security.STARTTLS, right, "hunter2").deliver(Groups.of(firing("/a")));
      assertTrue(inbox.only().isSecret());
      assertEquals("ann", inbox.only().user());
    }
  }

  @Test
  void a_login_goes_through_tls() throws Exception {
    try (Inbox inbox = Inbox.tls(right)) {
      login(inbox, Security.TLS, right, "hunter2").deliver(Groups.of(firing("/a")));
      assertEquals("ann", inbox.only().user());
    }
  }

  @Test
  void a_wrong_password_is_not_tried_again_and_not_told() throws Exception {
    try (Inbox inbox = Inbox.starttls(right)) {
      MailChannel channel = login(inbox, Security.STARTTLS, right, "wrong-password");
      DeliveryException failure = failure(channel);
      assertTrue(failure.getMessage().contains("the login was refused: 535"), failure.getMessage());
      assertFalse(failure.getMessage().contains("wrong-password"));
      assertFalse(failure.getMessage().contains("ann"));
      assertFalse(failure.retry());
      assertTrue(inbox.mails().isEmpty());
    }
  }

  @Test
  void without_the_login_it_wants_a_server_takes_nothing() throws Exception {
    try (Inbox inbox = Inbox.starttls(right)) {
      DeliveryException failure =
          failure(channel(server(inbox, Security.STARTTLS, right), "ops@example.com"));
      assertTrue(
          failure.getMessage().contains("while naming the sender: 530"), failure.getMessage());
      assertFalse(failure.retry());
    }
  }

  @Test
  void a_certificate_nobody_vouches_for_gets_no_login() throws Exception {
    for (Security security : List.of(Security.STARTTLS, Security.TLS)) {
      try (Inbox inbox = security == Security.TLS ? Inbox.tls(unknown) : Inbox.starttls(unknown)) {
        DeliveryException failure = failure(login(inbox, security, right, "hunter2"));
        assertTrue(
            failure.getMessage().contains("its certificate is not trusted"), failure.getMessage());
        assertFalse(failure.retry());
        assertEquals(List.of(), inbox.logins());
      }
    }
  }

  @Test
  void a_certificate_for_another_name_gets_no_login() throws Exception {
    for (Security security : List.of(Security.STARTTLS, Security.TLS)) {
      try (Inbox inbox =
          security == Security.TLS ? Inbox.tls(otherName) : Inbox.starttls(otherName)) {
        DeliveryException failure = failure(login(inbox, security, otherName, "hunter2"));
        assertTrue(
            failure.getMessage().contains("its certificate is not trusted"), failure.getMessage());
        assertTrue(failure.getMessage().contains("localhost"), failure.getMessage());
        assertFalse(failure.retry());
        assertEquals(List.of(), inbox.logins());
      }
    }
  }

  @Test
  void the_authorities_of_the_jvm_do_not_vouch_for_a_test_certificate() throws Exception {
    try (Inbox inbox = Inbox.starttls(right)) {
      MailServer server =
          new MailServer(
              "localhost", inbox.port(), Security.STARTTLS, Certificates.socketFactory(""));
      DeliveryException failure = failure(channel(server, "ops@example.com"));
      assertTrue(
          failure.getMessage().contains("its certificate is not trusted"), failure.getMessage());
    }
  }

  @Test
  void what_a_server_offered_in_the_clear_does_not_count_in_tls() throws Exception {
    SSLContext keys = right.forServer();
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> {
              talk.open("STARTTLS", "AUTH PLAIN LOGIN", "SIZE 1");
              talk.hear();
              talk.say("220 go");
              talk.startTls(keys);
              talk.hello("HELP");
              talk.hear();
            })) {
      MailServer secret =
          new MailServer(
                  "127.0.0.1",
                  server.port(),
                  Security.STARTTLS,
                  Certificates.socketFactory(right.pem()))
              .login("ann", Password.of("hunter2"));
      assertEquals(
          "127.0.0.1:P: the server offers neither AUTH PLAIN nor AUTH LOGIN",
          Groups.failure(secret));
      assertEquals(
          List.of("EHLO [127.0.0.1]", "STARTTLS", "EHLO [127.0.0.1]"),
          server.heard().subList(0, 3));
      assertFalse(server.heard().stream().anyMatch(line -> line.startsWith("AUTH")));
    }
  }

  @Test
  void a_recipient_that_is_refused_keeps_the_mail_from_nobody_else() throws Exception {
    try (Inbox inbox = Inbox.plain()) {
      MailChannel channel =
          channel(
              server(inbox, Security.NONE, null),
              "ops@example.com",
              "refused@example.com",
              "dev@example.com");
      DeliveryException failure = failure(channel);
      assertTrue(
          failure
              .getMessage()
              .contains("the mail went to 2 of 3 recipients, not to [refused@example.com (553 "),
          failure.getMessage());
      assertFalse(failure.retry());
      assertEquals(List.of("ops@example.com", "dev@example.com"), inbox.only().to());
    }
  }

  @Test
  void when_every_recipient_is_refused_nothing_is_sent() throws Exception {
    try (Inbox inbox = Inbox.plain()) {
      DeliveryException failure =
          failure(channel(server(inbox, Security.NONE, null), "refused@example.com"));
      assertTrue(
          failure.getMessage().contains("every recipient was refused"), failure.getMessage());
      assertFalse(failure.retry());
      assertTrue(inbox.mails().isEmpty());
    }
  }

  @Test
  void the_mail_that_it_is_over_answers_the_first() throws Exception {
    try (Inbox inbox = Inbox.plain()) {
      MailChannel channel = channel(server(inbox, Security.NONE, null), "ops@example.com");
      channel.deliver(Groups.of(firing("/a")));
      channel.deliver(Groups.of(resolved("/a")));
      MimeMessage first = parse(inbox.mails().get(0));
      MimeMessage last = parse(inbox.mails().get(1));
      assertEquals(first.getMessageID(), last.getHeader("In-Reply-To", null));
      assertEquals("[RESOLVED] critical http-latency-p95 /a on shop", last.getSubject());
    }
  }

  @Test
  void a_group_of_nothing_is_no_mail() throws Exception {
    try (Inbox inbox = Inbox.plain()) {
      channel(server(inbox, Security.NONE, null), "ops@example.com").deliver(Groups.of());
      assertTrue(inbox.mails().isEmpty());
    }
  }

  private static DeliveryException failure(MailChannel channel) {
    return assertThrows(
        DeliveryException.class, () -> channel.deliver(Groups.of(firing("/orders"))));
  }

  private static MailChannel login(
      Inbox inbox, Security security, TestCertificate trusted, String password) throws Exception {
    MailServer server = server(inbox, security, trusted).login("ann", Password.of(password));
    return channel(server, "ops@example.com");
  }

  private static MailServer server(Inbox inbox, Security security, TestCertificate trusted)
      throws Exception {
    return new MailServer(
        "localhost",
        inbox.port(),
        security,
        trusted == null ? null : Certificates.socketFactory(trusted.pem()));
  }

  private static MimeMessage parse(Inbox.Received mail) throws Exception {
    return new MimeMessage(null, new ByteArrayInputStream(mail.data()));
  }
}
