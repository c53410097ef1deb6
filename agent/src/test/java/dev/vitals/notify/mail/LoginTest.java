package dev.vitals.notify.mail;

import static dev.vitals.notify.mail.Groups.channel;
import static dev.vitals.notify.mail.Groups.failure;
import static dev.vitals.notify.mail.Groups.firing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.notify.NoticeGroup;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server must show before it hears a password, and where that never appears. */
@Timeout(60)
class LoginTest {
  private static final NoticeGroup GROUP = Groups.of(firing("/orders"));
  private static final String OPS = "ops@example.com";
  private static final String PASSWORD = "hunter2 is secret";

  @Test
  void no_login_without_tls_where_somebody_could_listen() throws Exception {
    InetAddress address = ownAddress();
    assumeTrue(address != null, "this machine has loopback only");
    try (ScriptedServer server = new ScriptedServer(address, talk -> talk.open("AUTH PLAIN"))) {
      MailServer outside =
          new MailServer(address.getHostAddress(), server.port(), Security.NONE, null)
              .login("ann", Password.of("hunter2"));
      String failure = failure(outside);
      assertTrue(failure.contains("a login is not sent in the clear"), failure);
      assertFalse(failure.endsWith(" (retry)"), failure);
      assertEquals(1, server.heard().stream().filter(line -> line.startsWith("EHLO")).count());
      assertFalse(server.heard().stream().anyMatch(line -> line.startsWith("AUTH")));
    }
  }

  @Test
  void a_server_without_starttls_hears_no_login() throws Exception {
    try (ScriptedServer server = new ScriptedServer(talk -> talk.open("AUTH PLAIN LOGIN"))) {
      MailServer secret = starttls(server).login("ann", Password.of("hunter2"));
      String failure = failure(secret);
      assertTrue(failure.contains("the server does not offer STARTTLS"), failure);
      assertFalse(failure.endsWith(" (retry)"), failure);
      assertEquals(List.of("EHLO [127.0.0.1]"), withoutClosed(server));
    }
  }

  @Test
  void what_comes_before_tls_does_not_count_in_it() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> {
              talk.open("STARTTLS");
              talk.hear();
              talk.raw("220 go\r\n250-injected\r\n250 AUTH PLAIN\r\n");
              talk.hear();
            })) {
      assertEquals(
          "127.0.0.1:P: while changing to TLS: the server answered more than it was asked (retry)",
          failure(starttls(server).login("ann", Password.of("hunter2"))));
      assertEquals(List.of("EHLO [127.0.0.1]", "STARTTLS"), withoutClosed(server));
    }
  }

  @Test
  void a_server_that_promises_tls_and_talks_on_in_the_clear_is_left() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> {
              talk.open("STARTTLS");
              talk.hear();
              talk.say("220 go");
              talk.say("250 in the clear");
              talk.hear();
            })) {
      String failure = failure(starttls(server).login("ann", Password.of("hunter2")));
      assertTrue(failure.startsWith("127.0.0.1:P: while changing to TLS: "), failure);
      assertFalse(server.heard().stream().anyMatch(line -> line.startsWith("AUTH")));
    }
  }

  @Test
  void a_server_that_repeats_the_password_finds_it_nowhere_in_the_error() throws Exception {
    List<ScriptedServer.Script> repeating =
        List.of(
            talk -> {
              talk.open("AUTH PLAIN");
              talk.say("535 5.7.8 you said " + talk.hear() + " " + PASSWORD);
            },
            talk -> {
              talk.open("AUTH LOGIN");
              talk.say("535 5.7.8 you said " + PASSWORD + " " + logIn(talk));
            },
            talk -> {
              talk.open("AUTH LOGIN");
              String password = logIn(talk);
              talk.say("235 in");
              talk.hear();
              talk.say("535 5.7.8 you said " + PASSWORD + " " + password);
            },
            talk -> {
              talk.open("AUTH PLAIN");
              String command = talk.hear();
              talk.say("235 in");
              talk.hear();
              talk.say("250 ok");
              talk.hear();
              talk.say("535 5.7.8 you said " + command + " " + PASSWORD);
            });
    for (ScriptedServer.Script script : repeating) {
      try (ScriptedServer server = new ScriptedServer(script)) {
        String failure = failure(server.plain().login("ann", Password.of(PASSWORD)));
        for (String secret : List.of("hunter2", base64(PASSWORD), base64("\0ann\0" + PASSWORD))) {
          assertFalse(failure.contains(secret), failure);
        }
        assertTrue(failure.contains("535 5.7.8"), failure);
        assertFalse(failure.endsWith(" (retry)"), failure);
      }
    }
  }

  @Test
  void a_long_password_goes_in_a_line_of_its_own() throws Exception {
    String password = "x".repeat(600);
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> {
              talk.open("AUTH=PLAIN");
              talk.hear();
              talk.say("334 ");
              talk.hear();
              talk.say("235 in");
              talk.takeMail();
            })) {
      channel(server.plain().login("ann", Password.of(password)), OPS).deliver(GROUP);
      assertEquals("AUTH PLAIN", server.heard().get(1));
      assertEquals(base64("\0ann\0" + password), server.heard().get(2));
    }
  }

  @Test
  void a_server_with_strange_ways_to_log_in_is_not_told_the_password() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(talk -> talk.open("AUTH GSSAPI PLAIN-CLIENTTOKEN XOAUTH2"))) {
      assertEquals(
          "127.0.0.1:P: the server offers neither AUTH PLAIN nor AUTH LOGIN",
          failure(server.plain().login("ann", Password.of("hunter2"))));
      assertEquals(List.of("EHLO [127.0.0.1]"), withoutClosed(server));
    }
  }

  /** Returns what the client said its password was. */
  private static String logIn(ScriptedServer.Talk talk) throws IOException {
    talk.hear();
    talk.say("334 VXNlcm5hbWU6");
    talk.hear();
    talk.say("334 UGFzc3dvcmQ6");
    return talk.hear();
  }

  private static MailServer starttls(ScriptedServer server) throws IOException {
    return new MailServer(
            "127.0.0.1", server.port(), Security.STARTTLS, Certificates.socketFactory(""))
        .replyTimeoutMillis(5_000);
  }

  private static List<String> withoutClosed(ScriptedServer server) {
    return server.heard().stream().filter(line -> !line.equals("(closed)")).toList();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InetAddress ownAddress() throws IOException {
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        if (network.isUp() && !network.isLoopback() && address instanceof Inet4Address) {
          return address;
        }
      }
    }
    return null;
  }
}
