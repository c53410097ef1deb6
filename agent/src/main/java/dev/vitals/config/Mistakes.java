package dev.vitals.config;

import java.util.List;

/**
 * Collects one line per mistake, safe to print: short, without control characters, not too many.
 *
 * <p><i>Threads:</i> one.
 */
public final class Mistakes {
  private static final int MOST = 20;
  private static final int LONGEST_VALUE = 80;

  private final List<String> lines;
  private int count;

  public Mistakes(List<String> lines) {
    this.lines = lines;
  }

  /** Adds a line; from a certain number on only one that says that there were more. */
  public void add(String line) {
    count++;
    if (count <= MOST) {
      lines.add(line);
    } else if (count == MOST + 1) {
      lines.add("more mistakes in the configuration are not shown");
    }
  }

  /**
   * Adds a line about a value of the file: where it stands, its key, what it says.
   *
   * @param problem goes on after the value, such as {@code "is not a duration; the rule is left
   *     out"}
   */
  public void at(YamlNode node, String problem) {
    String text = node.text();
    add(
        node.place()
            + ": "
            + node.path()
            + (text == null ? " " : " = " + show(text) + " ")
            + problem);
  }

  /** Text from outside as a line may show it. */
  public static String show(String text) {
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
