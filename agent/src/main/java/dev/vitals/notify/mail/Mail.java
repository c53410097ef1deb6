package dev.vitals.notify.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A finished mail: ASCII, lines of at most 76 characters where we make them, text and HTML as
 * alternatives.
 */
final class Mail {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int LINE = 76;
  private static final byte[] LINE_END = {'\r', '\n'};

  private final String id;
  private final byte[] bytes;

  private Mail(String id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  /**
   * @param plain what it says
   * @param html the same as a page
   * @param references the mails before it, the oldest first; empty for the first of its kind
   */
  static Mail of(
      Address from,
      List<Address> to,
      String subject,
      String plain,
      String html,
      List<String> references,
      long nowEpochMillis) {
    String unique = UUID.randomUUID().toString();
    String id = "<" + unique + "@" + from.domain() + ">";
    // An equals sign and an underscore together appear in no base64.
    String boundary = "=_vitals_" + unique;
    Headers headers = new Headers();
    headers.words("Date", DATE.format(Instant.ofEpochMilli(nowEpochMillis)));
    headers.addresses("From", List.of(from));
    headers.addresses("To", to);
    headers.words("Message-ID", id);
    if (!references.isEmpty()) {
      headers.words("In-Reply-To", references.get(references.size() - 1));
      headers.words("References", references.toArray(new String[0]));
    }
    headers.text("Subject", subject);
    // So that nobody's absence note answers.
    headers.words("Auto-Submitted", "auto-generated");
    headers.words("MIME-Version", "1.0");
    headers.words("Content-Type", "multipart/alternative;", "boundary=\"" + boundary + "\"");
    StringBuilder text = new StringBuilder(headers.toString());
    part(text, boundary, "text/plain", plain);
    part(text, boundary, "text/html", html);
    text.append("\r\n--").append(boundary).append("--\r\n");
    return new Mail(id, text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** With its angle brackets. */
  String id() {
    return id;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  private static void part(StringBuilder into, String boundary, String type, String content) {
    String crlf = content.replace("\n", "\r\n");
    into.append("\r\n--").append(boundary).append("\r\n");
    into.append("Content-Type: ").append(type).append("; charset=utf-8\r\n");
    into.append("Content-Transfer-Encoding: base64\r\n\r\n");
    into.append(
        Base64.getMimeEncoder(LINE, LINE_END)
            .encodeToString(crlf.getBytes(StandardCharsets.UTF_8)));
  }
}
