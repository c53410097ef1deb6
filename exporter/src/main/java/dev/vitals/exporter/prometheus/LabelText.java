package dev.vitals.exporter.prometheus;

/** Label values that every parser of either format accepts. */
final class LabelText {
  private static final char REPLACEMENT = '\uFFFD';

  private LabelText() {}

  /**
   * The value with NUL, CR and lone surrogates replaced; the formats escape the rest.
   *
   * <p><i>Cost:</i> allocates nothing for a value without them.
   */
  static String clean(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (mustGo(value, i)) {
        return replace(value);
      }
    }
    return value;
  }

  private static String replace(String value) {
    char[] cleaned = value.toCharArray();
    for (int i = 0; i < cleaned.length; i++) {
      if (mustGo(value, i)) {
        cleaned[i] = REPLACEMENT;
      }
    }
    return new String(cleaned);
  }

  private static boolean mustGo(String value, int i) {
    char c = value.charAt(i);
    if (c == '\0' || c == '\r') {
      return true;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
  }
}
