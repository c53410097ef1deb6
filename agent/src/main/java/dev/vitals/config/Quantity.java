package dev.vitals.config;

import java.util.ArrayList;
import java.util.List;

/** Reads numbers with and without a unit, character by character. */
public final class Quantity {
  private static final String[] SPANS = {"ms", "s", "m", "h", "d"};
  private static final long[] SPAN_MILLIS = {1, 1_000, 60_000, 3_600_000, 86_400_000};

  private Quantity() {}

  /** The milliseconds of a span such as {@code 30s} or {@code 2h}, or -1 where it is none. */
  public static long millis(String text) {
    return parse(text, SPANS, SPAN_MILLIS);
  }

  /**
   * The amount in the smallest unit, or -1 where the text is not a number with one of the units.
   */
  static long parse(String text, String[] units, long[] factors) {
    int end = 0;
    while (end < text.length() && isDigitOrPoint(text.charAt(end))) {
      end++;
    }
    double number = decimal(text.substring(0, end));
    String unit = text.substring(end).strip();
    for (int i = 0; i < units.length; i++) {
      if (units[i].equals(unit)) {
        double amount = number * factors[i];
        return amount >= 0 && amount < Long.MAX_VALUE ? Math.round(amount) : -1;
      }
    }
    return -1;
  }

  /** A plain decimal number, or NaN: no sign, no exponent, no hexadecimal, no infinity. */
  static double decimal(String text) {
    int points = 0;
    for (int i = 0; i < text.length(); i++) {
      if (!isDigitOrPoint(text.charAt(i))) {
        return Double.NaN;
      }
      points += text.charAt(i) == '.' ? 1 : 0;
    }
    boolean digits = text.length() > points && text.length() < 40;
    return digits && points < 2 ? Double.parseDouble(text) : Double.NaN;
  }

  /** The trimmed pieces of a text. */
  static List<String> split(String text, char separator) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
      pieces.add(text.substring(start, at).trim());
      start = at + 1;
    }
    pieces.add(text.substring(start).trim());
    return pieces;
  }

  private static boolean isDigitOrPoint(char c) {
    return c >= '0' && c <= '9' || c == '.';
  }
}
