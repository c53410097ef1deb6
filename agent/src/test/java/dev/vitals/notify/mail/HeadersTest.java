package dev.vitals.notify.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadersTest {
  @Test
  void plain_text_stays_as_it_is() {
    assertEquals(
        "Subject: [FIRING] cpu\r\n", new Headers().text("Subject", "[FIRING] cpu").toString());
  }

  @Test
  void other_text_comes_back_from_encoded_words_of_the_length_that_is_allowed() throws Exception {
    for (String text :
        List.of(
            "Überlast auf /bücher",
            "慢い".repeat(60),
            "🚒".repeat(80),
            "a".repeat(300),
            "looks =?like?= a word",
            "x".repeat(67) + "é",
            "mixed é 慢 🚒 ".repeat(20).trim())) {
      String header = new Headers().text("Subject", text).toString();
      requireShortAsciiLines(header);
      assertEquals(text, decoded(header));
    }
  }

  @Test
  void any_text_becomes_one_header_that_says_the_same() throws Exception {
    Random random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(120);
      for (int i = 0; i < length; i++) {
        int kind = random.nextInt(5);
        text.append(
            kind == 0
                ? Character.toString((char) random.nextInt(0x10000))
                : kind == 1
                    ? Character.toString(0x10000 + random.nextInt(0x10000))
                    : Character.toString((char) (' ' + random.nextInt(95))));
      }
      String header = new Headers().text("Subject", text.toString()).toString();
      requireShortAsciiLines(header);
      assertEquals(Headers.clean(text.toString()).trim(), decoded(header));
    }
  }

  @Test
  void nothing_can_start_a_header_of_its_own() {
    for (String end : List.of("\r\n", "\n", "\r", "\u2028", "\u2029", "\u0085", "\u000b", "\f")) {
      String header =
          new Headers()
              .text("Subject", "a" + end + "Bcc: eve@example.com")
              .words("X-Words", "a" + end + "Bcc: eve@example.com")
              .toString();
      assertEquals(
          "Subject: a"
              + " ".repeat(end.length())
              + "Bcc: eve@example.com\r\n"
              + "X-Words: a"
              + " ".repeat(end.length())
              + "Bcc: eve@example.com\r\n",
          header);
    }
  }

  @Test
  void a_half_character_is_replaced() {
    assertEquals("a\uFFFDb\uFFFD", Headers.clean("a\uD83Db\uDE92"));
    assertEquals("🚒", Headers.clean("🚒"));
  }

  @Test
  void addresses_come_back_from_the_header() throws Exception {
    List<Address> addresses =
        List.of(
            Address.parse("ops@example.com"),
            Address.parse("Ops, all (day) <day@example.com>"),
            Address.parse(
                "Jörg Müller von der Überwachung 🚒 in Köln am schönen Rhein <joerg@example.com>"),
            Address.parse("=?UTF-8?B?eA==?= <word@example.com>"));
    String header = new Headers().addresses("To", addresses).toString();
    requireShortAsciiLines(header);
    InternetAddress[] parsed = InternetAddress.parseHeader(MimeUtility.unfold(value(header)), true);
    assertEquals(4, parsed.length);
    for (int i = 0; i < parsed.length; i++) {
      assertEquals(addresses.get(i).mailbox(), parsed[i].getAddress());
      String personal = parsed[i].getPersonal();
      assertEquals(addresses.get(i).name(), personal == null ? "" : personal);
    }
  }

  private static void requireShortAsciiLines(String header) {
    assertTrue(header.endsWith("\r\n"), header);
    for (String line : header.substring(0, header.length() - 2).split("\r\n", -1)) {
      assertTrue(line.length() <= 78, line);
      assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
    }
    // What goes on starts with a space: it is one header.
    assertEquals(header.split("\r\n").length - 1, header.split("\r\n ", -1).length - 1, header);
  }

  private static String decoded(String header) throws Exception {
    return MimeUtility.decodeText(MimeUtility.unfold(value(header))).trim();
  }

  private static String value(String header) {
    return header.substring(header.indexOf(": ") + 2, header.length() - 2);
  }
}
