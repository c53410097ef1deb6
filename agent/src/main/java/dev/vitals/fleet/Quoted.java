package dev.vitals.fleet;

/** Text between double quotes, such as JSON and YAML read alike. */
final class Quoted {
  private static final String HEX = "0123456789abcdef";
  private static final char REPLACEMENT = '\uFFFD';

  private Quoted() {}

  static String text(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        // Written as it is: YAML knows no pairs of escapes.
        i++;
        out.append(c).append(value.charAt(i));
      } else if (Character.isSurrogate(c)) {
        out.append(REPLACEMENT);
      } else if (isInvisible(c)) {
        escape(c, out);
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static boolean isInvisible(char c) {
    return c < ' '
        || (c >= '\u007f' && c <= '\u009f')
        || c == '\u2028'
        || c == '\u2029'
        || c == '\ufeff'
        || c >= '\ufffe';
  }

  private static void escape(char c, StringBuilder out) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xf));
    }
  }
}
