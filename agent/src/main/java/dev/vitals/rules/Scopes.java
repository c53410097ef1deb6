package dev.vitals.rules;

import dev.vitals.config.Fields;
import dev.vitals.judge.ScopePattern;

/** Reads the key {@code scope}, in which {@code all} is everything of its kind together. */
final class Scopes {
  private Scopes() {}

  /**
   * @param hasWhole whether everything of the kind together is seen too
   */
  static ScopePattern read(Fields fields, ScopePattern fallback, boolean hasWhole) {
    String text = fields.text("scope", fallback.text());
    if (!hasWhole && (text.equals("all") || text.equals(ScopePattern.ALL))) {
      fields.reject("scope", "possible: of these each is seen, and not all of them together");
      return fallback;
    }
    if (startsWithMethod(text)) {
      // It would never match: all methods of a route are judged together.
      fields.reject(
          "scope", "possible: a route without its method, " + text.substring(text.indexOf('/')));
      return fallback;
    }
    try {
      return new ScopePattern(text.equals("all") ? ScopePattern.ALL : text);
    } catch (IllegalArgumentException e) {
      fields.reject("scope", "possible: " + e.getMessage());
      return fallback;
    }
  }

  private static boolean startsWithMethod(String text) {
    int space = text.indexOf(" /");
    for (int index = 0; index < space; index++) {
      if (text.charAt(index) < 'A' || text.charAt(index) > 'Z') {
        return false;
      }
    }
    return space > 0;
  }
}
