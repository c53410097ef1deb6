package dev.vitals.cli;

import java.util.Locale;

/** Numbers as a person reads them; a dash where there is none. */
final class Figures {
  private static final String NONE = "-";
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  private Figures() {}

  /** Milliseconds, in seconds from one second on. */
  static String millis(double millis) {
    if (Double.isNaN(millis)) {
      return NONE;
    }
    return millis < 1_000 ? short3(millis) + " ms" : short3(millis / 1_000) + " s";
  }

  /** From 0 to 100. */
  static String percent(double percent) {
    return Double.isNaN(percent) ? NONE : short3(percent) + " %";
  }

  static String rate(double perSecond) {
    return Double.isNaN(perSecond) ? NONE : short3(perSecond) + "/s";
  }

  static String count(double count) {
    return Double.isNaN(count) ? NONE : String.format(Locale.ROOT, "%.0f", count);
  }

  static String plain(double number) {
    return Double.isNaN(number) ? NONE : short3(number);
  }

  /**
   * A value with the unit that alerts come in.
   *
   * @param unit {@code seconds}, {@code ratio}, {@code per second} or anything else
   */
  static String value(double value, String unit) {
    return switch (unit) {
      case "seconds" -> millis(value * 1_000);
      case "ratio" -> percent(value * 100);
      case "per second" -> rate(value);
      default -> plain(value);
    };
  }

  /** A span of time in its two largest units, such as {@code 1m40s}. */
  static String span(double seconds) {
    if (Double.isNaN(seconds) || seconds < 0) {
      return NONE;
    }
    long whole = Math.round(seconds);
    if (whole < MINUTE) {
      return whole + "s";
    }
    if (whole < HOUR) {
      return pair(whole, MINUTE, "m", 1, "s");
    }
    return whole < DAY ? pair(whole, HOUR, "h", MINUTE, "m") : pair(whole, DAY, "d", HOUR, "h");
  }

  static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  /** Text that fits, and shows where something is left out. */
  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 3) + "...";
  }

  private static String pair(long seconds, int large, String unit, int small, String smallUnit) {
    long rest = seconds % large / small;
    return seconds / large + unit + (rest == 0 ? "" : rest + smallUnit);
  }

  /** Three digits that count, all of those before the point. */
  private static String short3(double number) {
    double size = Math.abs(number);
    int decimals = size >= 100 || size == Math.rint(size) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    String text = String.format(Locale.ROOT, "%." + decimals + "f", number);
    return decimals == 0 ? text : text.replaceFirst("\\.?0+$", "");
  }
}
