package dev.vitals.notify.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The lines before the body of a mail. Whatever is put in stays in its line: control characters
 * become spaces, other than ASCII becomes encoded words (RFC 2047), long lines are folded.
 */
final class Headers {
  private static final int LONGEST_LINE = 76;
  private static final String WORD_START = "=?UTF-8?B?";
  private static final String WORD_END = "?=";

  private final StringBuilder lines = new StringBuilder();

  /** Text for people, in any script. */
  Headers text(String name, String value) {
    lines.append(name).append(": ");
    String clean = clean(value).trim();
    int room = LONGEST_LINE - name.length() - 2;
    if (clean.length() <= room && isAscii(clean) && !clean.contains("=?")) {
      lines.append(clean);
    } else {
      encode(clean, name.length() + 2);
    }
    lines.append("\r\n");
    return this;
  }

  /** One address or more, each on a line of its own. */
  Headers addresses(String name, List<Address> addresses) {
    lines.append(name).append(": ");
    for (int i = 0; i < addresses.size(); i++) {
      Address address = addresses.get(i);
      lines.append(i == 0 ? "" : ",\r\n ");
      if (address.name().isEmpty()) {
        lines.append(address.mailbox());
        continue;
      }
      String personal = clean(address.name());
      if (isAscii(personal) && !personal.contains("=?")) {
        lines.append('"').append(personal).append('"');
      } else {
        encode(personal, i == 0 ? name.length() + 2 : 1);
      }
      lines.append(personal.length() > 20 ? "\r\n " : " ");
      lines.append('<').append(address.mailbox()).append('>');
    }
    lines.append("\r\n");
    return this;
  }

  /** A value of our own making: ASCII, and folded between its words only. */
  Headers words(String name, String... words) {
    lines.append(name).append(':');
    for (int i = 0; i < words.length; i++) {
      lines.append(i == 0 ? " " : "\r\n ").append(asciiOnly(clean(words[i])));
    }
    lines.append("\r\n");
    return this;
  }

  @Override
  public String toString() {
    return lines.toString();
  }

  /** The text without anything that could end a line or is no character. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        clean.append(c).append(text.charAt(i + 1));
        i++;
      } else if (Character.isSurrogate(c)) {
        clean.append('\uFFFD');
      } else {
        boolean endsLine = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
        clean.append(endsLine ? ' ' : c);
      }
    }
    return clean.toString();
  }

  /** Words of at most 75 characters; no character is cut in two. */
  private void encode(String text, int column) {
    int room = roomAfter(column);
    int start = 0;
    int bytes = 0;
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      int length = utf8Length(codePoint);
      if (bytes + length > room) {
        word(text.substring(start, at));
        lines.append("\r\n ");
        room = roomAfter(1);
        start = at;
        bytes = 0;
      }
      bytes += length;
      at += Character.charCount(codePoint);
    }
    word(text.substring(start));
  }

  private void word(String text) {
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    lines.append(WORD_START).append(base64).append(WORD_END);
  }

  /** How many bytes a word can hold so that its line keeps its length. */
  private static int roomAfter(int column) {
    return (LONGEST_LINE - column - WORD_START.length() - WORD_END.length()) / 4 * 3;
  }

  private static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static String asciiOnly(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      ascii.append(text.charAt(i) > '~' ? '?' : text.charAt(i));
    }
    return ascii.toString();
  }
}
