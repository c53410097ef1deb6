package dev.vitals.fleet;

/**
 * The scopes a rule is about, where it is not about all: a pattern with {@code *} for any letters
 * and {@code |} between alternatives, as a regular expression of PromQL.
 */
record Picked(String pattern) {
  /** Each scope. */
  static final Picked EVERY = new Picked("");

  private static final String OF_REGEX = ".+?()[]{}^$";

  /** <i>Errors:</i> an {@link IllegalArgumentException} for what a rule file cannot quote. */
  Picked {
    for (int index = 0; index < pattern.length(); index++) {
      char c = pattern.charAt(index);
      if (c < ' ' || c > '~' || "\"'\\`".indexOf(c) >= 0) {
        throw new IllegalArgumentException(
            "a rule file takes scopes of plain letters, without quotes and backslashes");
      }
    }
  }

  /** What stands behind the name of a recording rule; nothing for each scope. */
  String matcher(String label) {
    return pattern.isEmpty() ? "" : '{' + label + "=~\"" + regex() + "\"}";
  }

  /**
   * A scope that fits.
   *
   * @param usual the one to be taken where any fits
   */
  String example(String usual) {
    for (String alternative : pattern.split("\\|")) {
      String plain = alternative.replace("*", "");
      if (!plain.isBlank()) {
        return plain;
      }
    }
    return usual;
  }

  private String regex() {
    StringBuilder regex = new StringBuilder();
    for (int index = 0; index < pattern.length(); index++) {
      char c = pattern.charAt(index);
      if (c == '*') {
        regex.append(".*");
      } else {
        // Two backslashes: PromQL reads it as a text first.
        regex.append(OF_REGEX.indexOf(c) >= 0 ? "\\\\" : "").append(c);
      }
    }
    return regex.toString();
  }
}
