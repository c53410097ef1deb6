package dev.vitals.config;

import java.util.List;

/**
 * Collects one line per mistake, safe to print: short, without control characters, not too many.
 */
final class Warnings {
  private static final int MOST = 20;
  private static final int LONGEST_VALUE = 80;

  private final List<String> lines;
  private int count;

  Warnings(List<String> lines) {
    this.lines = lines;
  }

  void add(String line) {
    count++;
    if (count <= MOST) {
      lines.add(line);
    } else if (count == MOST + 1) {
      lines.add("more mistakes in the configuration are not shown");
    }
  }

  /** Text from outside as a warning may show it. */
  static String show(String text) {
    int length = Math.min(text.length(), LONGEST_VALUE);
    StringBuilder shown = new StringBuilder(length + 5).append('\'');
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean plain = !Character.isISOControl(c) && c != '\u2028' && c != '\u2029';
      shown.append(plain && !Character.isSurrogate(c) ? c : '?');
    }
    return shown.append(length < text.length() ? "...'" : "'").toString();
  }
}
