package dev.vitals.config;

import java.util.ArrayList;
import java.util.List;

/** Values of every wrong kind, as they stand in a file, and what a line about each must say. */
public final class BadValues {
  /**
   * One of them.
   *
   * @param yaml fits into a map in braces
   * @param phrase what a person is told
   */
  public record Bad(String yaml, String phrase) {}

  private static final String[] STRUCTURES = {"[]", "{}", "[1, 2]", "{a: b}"};

  private BadValues() {}

  public static List<Bad> durations() {
    return of(
        "is not a duration such as 250ms, 10s or 5m, from ",
        "-1s",
        "5",
        "1e9s",
        "NaN",
        "5 parsecs",
        "10000d",
        "0x10s",
        "soon",
        "1s2m",
        "s",
        "1.2.3s",
        "99999999999999999999ms",
        "\"1\\u0000s\"");
  }

  public static List<Bad> ratios() {
    return of(
        "is not a ratio from 0 to 1, such as 0.3 or 30%",
        "-0.1", "1.5", "101%", "1e-3", "NaN", "half", "5 percent", "0.5.5", "'%'", "\"0.5\\n0.6\"");
  }

  public static List<Bad> numbers(String expected) {
    return of("is not " + expected, "-1", "1e3", "NaN", "Infinity", "many", "'1,5'", "0x10", "5%");
  }

  public static List<Bad> wholeNumbers() {
    return of(
        "is not a whole number from ", "-1", "1.5", "1e3", "many", "99999999999", "0x10", "1 000");
  }

  public static List<Bad> flags() {
    return of("is not true or false", "maybe", "1", "0", "tru", "'true false'");
  }

  /** For a key that takes one of a few words. */
  public static List<Bad> words() {
    List<Bad> bad = new ArrayList<>();
    for (String yaml : new String[] {"nonsense", "-1", "'*'", "p101", "x y"}) {
      bad.add(new Bad(yaml, "is not one of "));
    }
    bad.addAll(texts());
    return bad;
  }

  /** For a key that takes any text. */
  public static List<Bad> texts() {
    return of("is not one line of text", "\"a\\tb\"", "\"a\\u0000b\"", "\"a\\nb\"");
  }

  private static List<Bad> of(String phrase, String... values) {
    List<Bad> bad = new ArrayList<>();
    for (String yaml : values) {
      bad.add(new Bad(yaml, phrase));
    }
    for (String yaml : STRUCTURES) {
      bad.add(new Bad(yaml, phrase));
    }
    return bad;
  }
}
