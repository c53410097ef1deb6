package dev.vitals.notify;

/** Texts with {@code *} for any letters, also none. */
final class Wildcard {
  private Wildcard() {}

  static boolean matches(String pattern, String text) {
    int at = 0;
    int in = 0;
    int star = -1;
    int taken = 0;
    while (in < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        taken = in;
      } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(in)) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++taken;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
