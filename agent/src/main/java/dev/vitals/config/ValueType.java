package dev.vitals.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a key takes, and how its text is read.
 *
 * <p><i>Errors:</i> text that is not of the type is {@code null}, never an exception. No regular
 * expressions and no lambdas: this runs in premain.
 */
abstract sealed class ValueType<T> {
  private final String expected;

  private ValueType(String expected) {
    this.expected = expected;
  }

  /** The value of trimmed text, or null where it is not of this type. */
  abstract T parse(String text);

  /** What a person is told to write. */
  final String expected() {
    return expected;
  }

  /** Yes or no. */
  static final class Flag extends ValueType<Boolean> {
    Flag() {
      super("true or false");
    }

    @Override
    Boolean parse(String text) {
      if (isOneOf(text, "true", "yes", "on")) {
        return Boolean.TRUE;
      }
      return isOneOf(text, "false", "no", "off") ? Boolean.FALSE : null;
    }

    private static boolean isOneOf(String text, String a, String b, String c) {
      return a.equalsIgnoreCase(text) || b.equalsIgnoreCase(text) || c.equalsIgnoreCase(text);
    }
  }

  /** A whole number within limits. */
  static final class Whole extends ValueType<Integer> {
    private final int lowest;
    private final int highest;

    Whole(int lowest, int highest) {
      super(
          "a whole number from "
              .concat(Integer.toString(lowest))
              .concat(" to ")
              .concat(Integer.toString(highest)));
      this.lowest = lowest;
      this.highest = highest;
    }

    @Override
    Integer parse(String text) {
      try {
        int number = Integer.parseInt(text);
        return number >= lowest && number <= highest ? number : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  /** A span of time with its unit, in nanoseconds. */
  static final class Time extends ValueType<Long> {
    private static final String[] UNITS = {"ns", "us", "ms", "s", "m", "h", "d"};
    private static final long[] NANOS = {
      1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L, 3_600_000_000_000L, 86_400_000_000_000L
    };
    private final long lowestNanos;
    private final long highestNanos;

    Time(String lowest, String highest) {
      super(
          "a duration such as 250ms, 10s or 5m, from "
              .concat(lowest)
              .concat(" to ")
              .concat(highest));
      lowestNanos = Quantity.parse(lowest, UNITS, NANOS);
      highestNanos = Quantity.parse(highest, UNITS, NANOS);
    }

    @Override
    Long parse(String text) {
      long nanos = "0".equals(text) ? 0 : Quantity.parse(text, UNITS, NANOS);
      return nanos >= lowestNanos && nanos <= highestNanos ? nanos : null;
    }
  }

  /** A number of bytes with its unit. */
  static final class Bytes extends ValueType<Long> {
    private static final String[] UNITS = {
      "B", "kB", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"
    };
    private static final long[] BYTES = {
      1,
      1_000,
      1_000,
      1_000_000,
      1_000_000_000,
      1_000_000_000_000L,
      1L << 10,
      1L << 20,
      1L << 30,
      1L << 40
    };
    private final long lowest;
    private final long highest;

    Bytes(String lowest, String highest) {
      super("a size such as 8MB or 1GiB, from ".concat(lowest).concat(" to ").concat(highest));
      this.lowest = Quantity.parse(lowest, UNITS, BYTES);
      this.highest = Quantity.parse(highest, UNITS, BYTES);
    }

    @Override
    Long parse(String text) {
      long bytes = Quantity.parse(text, UNITS, BYTES);
      return bytes >= lowest && bytes <= highest ? bytes : null;
    }
  }

  /** A number within limits, without a unit. */
  static final class Decimal extends ValueType<Double> {
    private final double lowest;
    private final double highest;

    /**
     * @param range such as {@code "a number from 1 to 100"}
     */
    Decimal(String range, double lowest, double highest) {
      super(range);
      this.lowest = lowest;
      this.highest = highest;
    }

    @Override
    Double parse(String text) {
      double number = Quantity.decimal(text);
      return number >= lowest && number <= highest ? number : null;
    }
  }

  /** A share of one, written as {@code 0.3} or {@code 30%}. */
  static final class Ratio extends ValueType<Double> {
    Ratio() {
      super("a ratio from 0 to 1, such as 0.3 or 30%");
    }

    @Override
    Double parse(String text) {
      boolean percent = text.endsWith("%");
      String digits = percent ? text.substring(0, text.length() - 1) : text;
      double number = Quantity.decimal(digits);
      // Not divided, which would make 0.9990000000000001 of 99.9%.
      double ratio = percent && number >= 0 ? Double.parseDouble(digits.concat("e-2")) : number;
      return ratio >= 0 && ratio <= 1 ? ratio : null;
    }
  }

  /** One line of text without control characters. */
  static final class Text extends ValueType<String> {
    Text(String what) {
      super(what);
    }

    @Override
    String parse(String text) {
      return isPlain(text, true) ? text : null;
    }
  }

  /** A map in JSON, in one line or several. */
  static final class Json extends ValueType<String> {
    Json(String what) {
      super(what);
    }

    @Override
    String parse(String text) {
      String line = text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
      boolean isMap = line.startsWith("{") && line.endsWith("}");
      return line.isEmpty() || isMap && isPlain(line, true) ? line : null;
    }
  }

  /** One of a few words. */
  static final class Choice extends ValueType<String> {
    private final String[] words;

    Choice(String... words) {
      super("one of ".concat(String.join(", ", words)));
      this.words = words;
    }

    @Override
    String parse(String text) {
      for (String word : words) {
        if (word.equalsIgnoreCase(text)) {
          return word;
        }
      }
      return null;
    }
  }

  /** A host name or an address; the brackets of an IPv6 address are taken off. */
  static final class Host extends ValueType<String> {
    Host() {
      super("a host name or an address, such as 127.0.0.1 or ::1");
    }

    @Override
    String parse(String text) {
      boolean bracketed = text.startsWith("[") && text.endsWith("]") && text.length() > 2;
      String host = bracketed ? text.substring(1, text.length() - 1) : text;
      if (host.isEmpty() || host.length() > 253) {
        return null;
      }
      for (int i = 0; i < host.length(); i++) {
        char c = host.charAt(i);
        boolean letterOrDigit = c < 128 && Character.isLetterOrDigit(c);
        if (!letterOrDigit && ".-_:%".indexOf(c) < 0) {
          return null;
        }
      }
      return host;
    }
  }

  /** Texts with commas between them. */
  static final class Texts extends ValueType<List<String>> {
    Texts(String what) {
      super(what);
    }

    @Override
    List<String> parse(String text) {
      List<String> items = new ArrayList<>();
      for (String item : Quantity.split(text, ',')) {
        if (!isPlain(item, false)) {
          return null;
        }
        if (!item.isEmpty()) {
          items.add(item);
        }
      }
      return Collections.unmodifiableList(items);
    }
  }

  /** Upper limits of histogram buckets in seconds, rising. */
  static final class Buckets extends ValueType<List<Double>> {
    static final int MOST = 50;

    Buckets() {
      super("rising numbers of seconds with commas between them, at most " + MOST);
    }

    @Override
    List<Double> parse(String text) {
      List<Double> limits = new ArrayList<>();
      double last = 0;
      for (String item : Quantity.split(text, ',')) {
        double limit = Quantity.decimal(item);
        if (!(limit > last) || limits.size() == MOST) {
          return null;
        }
        limits.add(limit);
        last = limit;
      }
      return Collections.unmodifiableList(limits);
    }
  }

  private static boolean isPlain(String text, boolean spaces) {
    if (text.length() > 4096) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || !spaces && Character.isWhitespace(c)) {
        return false;
      }
    }
    return true;
  }
}
