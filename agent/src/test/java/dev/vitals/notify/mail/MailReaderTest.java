package dev.vitals.notify.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Nodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailReaderTest {
  private final List<String> lines = new ArrayList<>();
  @TempDir private Path folder;

  @Test
  void little_is_enough() {
    MailSettings settings = read(Map.of());
    assertEquals(List.of(), lines);
    assertEquals("mail through mail.example.com:587 to [ops@example.com]", settings.toString());
    assertEquals(Security.STARTTLS, settings.server().security);
    assertEquals(30_000, settings.server().replyTimeoutMillis());
    assertFalse(settings.server().hasLogin());
  }

  @Test
  void everything_can_be_said() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "hunter2\r\n");
    TestCertificate authority = TestCertificate.create(folder, "own", "dns:localhost");
    MailSettings settings =
        read(
            Map.of(
                "port", "2525",
                "security", "TLS",
                "username", "ann",
                "password-file", password.toString(),
                "to", List.of("On Call <ops@example.com>", "dev@example.com"),
                "hello", "shop.example.com",
                "ca-file", authority.pem(),
                "timeout", "2m"));
    assertEquals(List.of(), lines);
    assertEquals(
        "mail through mail.example.com:2525 to [ops@example.com, dev@example.com]",
        settings.toString());
    MailServer server = settings.server();
    assertEquals(Security.TLS, server.security);
    assertEquals("ann", server.username());
    assertEquals("hunter2", server.password().read());
    assertEquals("***", server.password().toString());
    assertEquals("shop.example.com", server.hello());
    assertEquals(120_000, server.replyTimeoutMillis());
    // A new password needs no restart.
    Files.writeString(password, "hunter3");
    assertEquals("hunter3", server.password().read());
  }

  @Test
  void the_way_to_connect_follows_from_port_and_place() {
    assertEquals("STARTTLS 587", way(Map.of()));
    assertEquals("TLS 465", way(Map.of("port", "465")));
    assertEquals("TLS 465", way(Map.of("security", "tls")));
    assertEquals("NONE 25", way(Map.of("security", "none")));
    assertEquals("STARTTLS 465", way(Map.of("port", "465", "security", "starttls")));
    assertEquals("NONE 25", way(Map.of("host", "localhost")));
    assertEquals("NONE 1025", way(Map.of("host", "127.0.0.1", "port", "1025")));
    assertEquals("STARTTLS 587", way(login(Map.of("host", "localhost"))));
    assertEquals("NONE 25", way(login(Map.of("host", "::1", "security", "none"))));
    assertEquals("STARTTLS 587", way(Map.of("host", "[2001:db8::1]")));
    assertEquals(List.of(), lines);
  }

  @Test
  void every_mistake_is_a_line_that_names_its_place() {
    Map<Map<String, Object>, String> mistakes = new LinkedHashMap<>();
    mistakes.put(Map.of("host", ""), "email needs host");
    mistakes.put(Map.of("host", "a b"), "email.host = 'a b' is not a host name");
    mistakes.put(Map.of("host", "smtp://mail"), "email.host = 'smtp://mail' is not a host name");
    mistakes.put(Map.of("host", "mail:587"), "email.host = 'mail:587' is not a host name");
    mistakes.put(Map.of("host", List.of("a")), "email.host must be one text");
    mistakes.put(Map.of("port", "0"), "email.port = '0' is not a port");
    mistakes.put(Map.of("port", "65536"), "email.port = '65536' is not a port");
    mistakes.put(Map.of("port", "-1"), "email.port = '-1' is not a port");
    mistakes.put(Map.of("port", "99999999999"), "email.port = '99999999999' is not a port");
    mistakes.put(Map.of("port", "smtp"), "email.port = 'smtp' is not a port");
    mistakes.put(Map.of("security", "ssl"), "email.security = 'ssl' is not starttls, tls or none");
    mistakes.put(
        login(Map.of("security", "none")), "email.security = 'none' and a username do not");
    mistakes.put(Map.of("username", "ann"), "email with a username needs password-file");
    mistakes.put(
        Map.of("username", "ann", "password", "p", "password-file", "f"),
        "email with a username needs password-file, or");
    mistakes.put(Map.of("password", "hunter2"), "email has a password and no username");
    mistakes.put(
        Map.of("username", "ann", "password", "hunter2"),
        "email.password is a secret and must not stand in this file");
    mistakes.put(
        Map.of("username", "ann", "password-file", "/no/such/file"),
        "email cannot be used: the password file /no/such/file cannot be read");
    mistakes.put(Map.of("from", "nobody"), "email.from = 'nobody' needs an address");
    mistakes.put(
        Map.of("from", "a@b\r\nBcc: c@d"), "email.from = 'a@b??Bcc: c@d' needs an address");
    mistakes.put(Map.of("to", "nobody"), "email.to = 'nobody' is not an address");
    mistakes.put(
        Map.of("to", List.of("a@example.com", "x")), "email.to[1] = 'x' is not an address");
    mistakes.put(Map.of("to", List.of()), "email.to must name 1 to 50 addresses");
    mistakes.put(
        Map.of("to", Collections.nCopies(51, "a@example.com")), "email.to must name 1 to 50");
    mistakes.put(Map.of("hello", "a b"), "email.hello = 'a b' is not a host name");
    mistakes.put(
        Map.of("ca-file", "/no/such/file"), "email.ca-file = '/no/such/file' cannot be used");
    mistakes.put(Map.of("timeout", "30"), "email.timeout = '30' is not a duration");
    mistakes.put(Map.of("timeout", "0s"), "email.timeout = '0s' is not a duration");
    mistakes.put(Map.of("timeout", "6m"), "email.timeout = '6m' is not a duration");
    mistakes.put(Map.of("timeout", "-1s"), "email.timeout = '-1s' is not a duration");
    mistakes.put(Map.of("timeout", "99999m"), "email.timeout = '99999m' is not a duration");
    mistakes.put(Map.of("sender", "a@example.com"), "email has the unknown key 'sender'");
    mistakes.put(
        Map.of("pasword", "hunter2"), "email has the unknown key 'pasword'; did you mean password");
    for (Map.Entry<Map<String, Object>, String> mistake : mistakes.entrySet()) {
      lines.clear();
      assertNull(read(mistake.getKey()), mistake.getValue());
      assertTrue(
          lines.stream().anyMatch(line -> line.startsWith("vitals.yaml:7: " + mistake.getValue())),
          () -> mistake.getValue() + " in " + lines);
      assertFalse(lines.toString().contains("hunter2"), lines::toString);
    }
  }

  @Test
  void all_mistakes_are_told_at_once() {
    assertNull(read(Map.of("port", "0", "from", "x", "to", "y", "timeout", "z")));
    assertEquals(4, lines.size());
    lines.clear();
    assertNull(MailSettings.read(Nodes.of("email", "ops@example.com"), new Mistakes(lines)));
    assertFalse(lines.isEmpty());
  }

  @Test
  void files_that_do_not_hold_what_they_should_are_told() throws IOException {
    Path file = folder.resolve("file");
    for (String content : List.of("", "\n", "\r\n", "x".repeat(4_097))) {
      Files.writeString(file, content);
      lines.clear();
      assertNull(read(Map.of("username", "ann", "password-file", file.toString())));
      assertEquals(1, lines.size());
      assertTrue(lines.get(0).contains("the password file " + file + " is "), lines::toString);
    }
    for (String content :
        List.of("", "no PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
      Files.writeString(file, content);
      lines.clear();
      assertNull(read(Map.of("ca-file", file.toString())));
      assertEquals(1, lines.size());
      assertTrue(lines.get(0).contains("cannot be used: " + file), lines::toString);
    }
  }

  private String way(Map<String, Object> changes) {
    MailSettings settings = read(changes);
    assertNotNull(settings, lines::toString);
    return settings.server().security + " " + settings.server().port;
  }

  private static Map<String, Object> login(Map<String, Object> others) {
    Map<String, Object> all = new LinkedHashMap<>(others);
    all.put("username", "ann");
    all.put("password", "${hunter2}");
    return all;
  }

  private MailSettings read(Map<String, ?> changes) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("host", "mail.example.com");
    all.put("from", "vitals@example.com");
    all.put("to", "ops@example.com");
    all.putAll(changes);
    return MailSettings.read(Nodes.of("email", all), new Mistakes(lines));
  }
}
