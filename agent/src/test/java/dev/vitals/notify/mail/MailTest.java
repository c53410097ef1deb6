package dev.vitals.notify.mail;

import static dev.vitals.notify.mail.Groups.START;
import static dev.vitals.notify.mail.Groups.firing;
import static dev.vitals.notify.mail.Groups.notice;
import static dev.vitals.notify.mail.Groups.resolved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.notify.Notice;
import dev.vitals.notify.NoticeGroup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What somebody else's parser makes of our mails. */
class MailTest {
  private static final Address FROM = Address.parse("Vitals <vitals@example.com>");
  private static final List<Address> TO =
      List.of(Address.parse("ops@example.com"), Address.parse("Jörg <joerg@example.com>"));

  @Test
  void a_parser_finds_all_headers() throws Exception {
    MimeMessage mail = parsed(Groups.of(firing("/bücher")));
    assertEquals("[FIRING] critical http-latency-p95 /bücher on shop", mail.getSubject());
    assertEquals("Vitals <vitals@example.com>", mail.getFrom()[0].toString());
    assertEquals(2, mail.getAllRecipients().length);
    assertEquals(START, mail.getSentDate().getTime());
    assertEquals("Sat, 21 Nov 2026 13:42:38 +0000", mail.getHeader("Date", null));
    assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
    assertEquals("1.0", mail.getHeader("MIME-Version", null));
    assertTrue(mail.getMessageID().matches("<[0-9a-f-]{36}@example\\.com>"), mail.getMessageID());
    assertNull(mail.getHeader("References"));
  }

  @Test
  void text_comes_first_and_html_says_the_same() throws Exception {
    MimeMultipart parts = parts(parsed(Groups.of(firing("/bücher"), resolved("/orders"))));
    assertEquals(2, parts.getCount());
    assertTrue(parts.getBodyPart(0).isMimeType("text/plain"));
    assertTrue(parts.getBodyPart(1).isMimeType("text/html"));
    assertEquals(
        """
        1 alert fires, 1 is resolved.
        job: shop, instance: host:9464

        FIRING critical http-latency-p95 /bücher
          Latency p95 of /bücher is 5.2 s
          http_route: /bücher
          value: 5.2, limit: 5
          since: 2026-11-21 13:42:38 UTC

        RESOLVED critical http-latency-p95 /orders
          Latency p95 of /orders is 1 s again
          http_route: /orders
          value: 5.2, limit: 5
          since: 2026-11-21 13:42:38 UTC
          until: 2026-11-21 13:55:12 UTC, after 12 min 34 s

        --\s
        Sent by the Vitals agent in this JVM.
        """,
        content(parts, 0));
    String html = content(parts, 1);
    assertTrue(html.contains("<b>FIRING critical http-latency-p95 /bücher</b>"), html);
    assertTrue(html.contains("until: 2026-11-21 13:55:12 UTC, after 12 min 34 s"), html);
  }

  @Test
  void what_others_wrote_is_text_in_html() throws Exception {
    MimeMessage mail =
        parsed(Groups.of(notice("/<script>'\"&", true, "<img src=x onerror=alert(1)>", START)));
    String html = content(parts(mail), 1);
    assertFalse(html.contains("<script"), html);
    assertFalse(html.contains("<img"), html);
    assertTrue(html.contains("/&lt;script&gt;&#39;&quot;&amp;"), html);
  }

  @Test
  void what_others_wrote_makes_no_header_and_no_part() throws Exception {
    String evil = "/a\r\nBcc: eve@example.com\r\n\r\n--=_vitals_\r\n.\r\nQUIT";
    MimeMessage mail =
        parsed(
            new NoticeGroup(
                evil, Map.of("job", evil, evil, evil), List.of(notice(evil, true, evil, START))));
    assertNull(mail.getHeader("Bcc"));
    assertEquals(2, mail.getAllRecipients().length);
    assertEquals(2, parts(mail).getCount());
    assertTrue(mail.getSubject().contains("/a  Bcc: eve@example.com"), mail.getSubject());
  }

  @Test
  void the_subject_tells_how_many_and_the_worst() {
    assertEquals(
        "[FIRING:2] critical http-latency-p95 /a and 1 more on shop",
        subject(Groups.of(resolved("/c"), firing("/a"), firing("/b"))));
    assertEquals(
        "[RESOLVED] critical http-latency-p95 /a on shop", subject(Groups.of(resolved("/a"))));
    assertEquals(
        "[RESOLVED:2] critical http-latency-p95 /a and 1 more on shop",
        subject(Groups.of(resolved("/a"), resolved("/b"))));
    Notice whole = notice("", true, "", START);
    assertEquals(
        "[FIRING] critical http-latency-p95",
        subject(new NoticeGroup("k", Map.of(), List.of(whole))));
  }

  @Test
  void lines_are_short_and_ascii_and_the_mail_is_bounded() {
    Notice[] notices =
        IntStream.range(0, 200)
            .mapToObj(i -> notice("/慢" + i + "x".repeat(5_000), true, "é".repeat(5_000), START))
            .toArray(Notice[]::new);
    byte[] mail = mail(Groups.of(notices), List.of()).bytes();
    assertTrue(mail.length < 600_000, () -> mail.length + " bytes");
    for (String line : new String(mail, StandardCharsets.US_ASCII).split("\r\n", -1)) {
      assertTrue(line.length() <= 78, line);
      assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
    }
    assertTrue(new Wording(Groups.of(notices)).text().contains("\n150 more are not shown.\n"));
  }

  @Test
  void odd_numbers_are_words() {
    Notice gone =
        new Notice("cpu", "", "", firing("").severity(), true, Double.NaN, 1e-7, "", "", START, 0);
    assertTrue(new Wording(Groups.of(gone)).text().contains("value: not seen, limit: 0.0000001\n"));
    Notice huge =
        new Notice("cpu", "", "", firing("").severity(), true, 1.0 / 0, 123456, "", "", START, 0);
    assertTrue(new Wording(Groups.of(huge)).text().contains("value: infinite, limit: 123500\n"));
  }

  @Test
  void all_mails_about_a_group_refer_to_the_first_until_it_is_over() throws Exception {
    Conversations conversations = new Conversations();
    NoticeGroup starts = Groups.of(firing("/a"));
    MimeMessage first = next(conversations, starts);
    MimeMessage second =
        next(conversations, Groups.of(firing("/a"), notice("/b", true, "", START + 60_000)));
    MimeMessage third =
        next(conversations, Groups.of(resolved("/a"), notice("/b", true, "", START + 60_000)));
    MimeMessage last = next(conversations, Groups.of(notice("/b", false, "", START + 60_000)));
    String root = first.getHeader("References", null);
    assertEquals(root, first.getHeader("In-Reply-To", null));
    for (MimeMessage later : List.of(second, third, last)) {
      assertEquals(first.getMessageID(), later.getHeader("In-Reply-To", null));
      assertEquals(root + "\r\n " + first.getMessageID(), later.getHeader("References", null));
      assertNotEquals(first.getMessageID(), later.getMessageID());
    }
    MimeMessage anew = next(conversations, Groups.of(notice("/a", true, "", START + 3_600_000)));
    assertNotEquals(root, anew.getHeader("References", null));
  }

  @Test
  void a_restarted_agent_finds_the_conversation_again() throws Exception {
    MimeMessage before = next(new Conversations(), Groups.of(firing("/a")));
    MimeMessage after = next(new Conversations(), Groups.of(resolved("/a")));
    assertEquals(before.getHeader("References", null), after.getHeader("References", null));
    MimeMessage other = next(new Conversations(), Groups.of("another key", firing("/a")));
    assertNotEquals(before.getHeader("References", null), other.getHeader("References", null));
  }

  @Test
  void forgets_the_oldest_of_too_many_conversations() {
    Conversations conversations = new Conversations();
    NoticeGroup oldest = Groups.of("0", firing("/a"));
    for (int i = 0; i <= Conversations.MOST; i++) {
      NoticeGroup group = Groups.of(Integer.toString(i), firing("/a"));
      List<String> references = conversations.references(group, "example.com");
      conversations.sent(group, mail(group, references), references, false);
    }
    assertEquals(1, conversations.references(oldest, "example.com").size());
    assertEquals(2, conversations.references(Groups.of("1", firing("/a")), "example.com").size());
  }

  private static MimeMessage next(Conversations conversations, NoticeGroup group) throws Exception {
    List<String> references = conversations.references(group, "example.com");
    Mail mail = mail(group, references);
    conversations.sent(group, mail, references, new Wording(group).isOver());
    return parse(mail);
  }

  private static String subject(NoticeGroup group) {
    return new Wording(group).subject();
  }

  private static MimeMessage parsed(NoticeGroup group) throws Exception {
    return parse(mail(group, List.of()));
  }

  private static Mail mail(NoticeGroup group, List<String> references) {
    Wording wording = new Wording(group);
    return Mail.of(FROM, TO, wording.subject(), wording.text(), wording.html(), references, START);
  }

  private static MimeMessage parse(Mail mail) throws Exception {
    return new MimeMessage(null, new ByteArrayInputStream(mail.bytes()));
  }

  private static MimeMultipart parts(MimeMessage mail) throws Exception {
    return (MimeMultipart) mail.getContent();
  }

  private static String content(MimeMultipart parts, int index) throws Exception {
    byte[] bytes = parts.getBodyPart(index).getInputStream().readAllBytes();
    return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
