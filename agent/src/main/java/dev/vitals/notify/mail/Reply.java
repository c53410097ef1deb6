package dev.vitals.notify.mail;

import java.util.List;

/** What a server answered: a code of three digits and one line of text or more. */
final class Reply {
  private static final int LONGEST_SHOWN = 200;

  private final int code;
  private final List<String> lines;

  Reply(int code, List<String> lines) {
    this.code = code;
    this.lines = List.copyOf(lines);
  }

  int code() {
    return code;
  }

  List<String> lines() {
    return lines;
  }

  /** It worked. */
  boolean isPositive() {
    return code / 100 == 2;
  }

  /** It may work later. */
  boolean isTransient() {
    return code / 100 == 4;
  }

  /** Code and text as one line, cut where it is long. */
  String shown() {
    String text = code + " " + String.join(" ", lines);
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
  }

  /**
   * The code and, where there is one, the enhanced status such as 5.7.8: nothing free to choose.
   */
  String status() {
    String text = lines.get(0);
    int end = 0;
    int dots = 0;
    while (end < text.length() && end < 9 && (isDigit(text, end) || text.charAt(end) == '.')) {
      dots += text.charAt(end) == '.' ? 1 : 0;
      end++;
    }
    boolean enhanced =
        dots == 2 && isDigit(text, 0) && (end == text.length() || text.charAt(end) == ' ');
    return enhanced ? code + " " + text.substring(0, end) : Integer.toString(code);
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
