package dev.vitals.rules;

import dev.vitals.config.Fields;
import dev.vitals.judge.ScopePattern;

/** Reads the key {@code scope}, in which {@code all} is everything of its kind together. */
final class Scopes {
  private Scopes() {}

  static ScopePattern read(Fields fields, ScopePattern fallback) {
    String text = fields.text("scope", fallback.text());
    try {
      return new ScopePattern(text.equals("all") ? ScopePattern.ALL : text);
    } catch (IllegalArgumentException e) {
      fields.reject("scope", "possible: " + e.getMessage());
      return fallback;
    }
  }
}
