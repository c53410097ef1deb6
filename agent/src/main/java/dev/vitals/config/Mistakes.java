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
  private static final int LONGEST_PATH = 160;

  private final List<String> lines;
  private final int most;
  private int count;

  public Mistakes(List<String> lines) {
    this(lines, MOST);
  }

  private Mistakes(List<String> lines, int most) {
    this.lines = lines;
    this.most = most;
  }

  /** For somebody who wants to see them all. */
  public static Mistakes all(List<String> lines) {
    return new Mistakes(lines, Integer.MAX_VALUE);
  }

  /** Adds a line; from a certain number on only one that says that there were more. */
  public void add(String line) {
    count++;
    if (count <= most) {
      lines.add(line);
    } else if (count - 1 == most) {
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
    hidden(node, text == null ? problem : "= " + show(text) + ' ' + problem);
  }

  /**
   * Adds a line about a value that may be a secret: where it stands and its key only.
   *
   * @param problem goes on after the key
   */
  public void hidden(YamlNode node, String problem) {
    add(node.place() + ": " + clean(node.path(), LONGEST_PATH) + ' ' + problem);
  }

  /** Adds a line about a secret that stands in the file as it is. */
  public void literal(YamlNode secret) {
    String path = secret.path();
    String key = path.substring(path.lastIndexOf('.') + 1);
    hidden(
        secret,
        "is a secret and must not stand in this file: put it into one of its own and write "
            + key
            + "-file, or write "
            + key
            + ": ${A_VARIABLE}");
  }

  /** Text from outside as a line may show it. */
  public static String show(String text) {
    return '\'' + clean(text, LONGEST_VALUE) + '\'';
  }

  private static String clean(String text, int longest) {
    int length = Math.min(text.length(), longest);
    StringBuilder clean = new StringBuilder(length + 3);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean plain = !Character.isISOControl(c) && c != '\u2028' && c != '\u2029';
      clean.append(plain && !Character.isSurrogate(c) ? c : '?');
    }
    return clean.append(length < text.length() ? "..." : "").toString();
  }
}
