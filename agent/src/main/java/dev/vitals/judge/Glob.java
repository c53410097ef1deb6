package dev.vitals.judge;

/**
 * A pattern in which {@code *} stands for any letters, also none, and {@code |} stands between
 * alternatives.
 *
 * <p>Not a regular expression: what people type while something burns must not be able to keep a
 * thread busy. <i>Cost:</i> length of the pattern times length of the text at most.
 */
final class Glob {
  private Glob() {}

  static boolean matches(String pattern, String text) {
    int start = 0;
    for (int end = pattern.indexOf('|'); end >= 0; end = pattern.indexOf('|', start)) {
      if (matches(pattern, start, end, text)) {
        return true;
      }
      start = end + 1;
    }
    return matches(pattern, start, pattern.length(), text);
  }

  /** Greedy, with one place to come back to: after the last star. */
  private static boolean matches(String pattern, int start, int end, String text) {
    int p = start;
    int t = 0;
    int afterStar = -1;
    int retry = 0;
    while (t < text.length()) {
      if (p < end && pattern.charAt(p) == '*') {
        afterStar = ++p;
        retry = t;
      } else if (p < end && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (afterStar >= 0) {
        p = afterStar;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < end && pattern.charAt(p) == '*') {
      p++;
    }
    return p == end;
  }
}
