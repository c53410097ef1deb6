package dev.vitals.api;

import dev.vitals.exporter.model.Alert;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the parameters of a question.
 *
 * <p><i>Errors:</i> a {@link WrongQuestion} that names the parameter and what it may be, never what
 * it was.
 */
final class Parameters {
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long SECONDS_PER_DAY = 86_400;

  /** The year 9999 ends about here. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final Map<String, String> given;

  Parameters(Map<String, String> given) {
    this.given = given;
  }

  /** As it was given; empty where it was not. */
  String text(String name) {
    return given.getOrDefault(name, "");
  }

  boolean isGiven(String name) {
    return given.containsKey(name);
  }

  /** One of the words. */
  String word(String name, String otherwise, List<String> words) {
    if (!isGiven(name)) {
      return otherwise;
    }
    if (!words.contains(text(name))) {
      throw WrongQuestion.unclear(name + " is one of " + String.join(", ", words));
    }
    return text(name);
  }

  boolean flag(String name) {
    return word(name, "false", List.of("true", "false")).equals("true");
  }

  /** The severity, or the priority, of this name in lower case; null where none is given. */
  Alert.Severity severity(String name) {
    String word = word(name, "", Severities.WORDS);
    return word.isEmpty() ? null : Alert.Severity.valueOf(word.toUpperCase(Locale.ROOT));
  }

  int number(String name, int otherwise, int least, int most) {
    if (!isGiven(name)) {
      return otherwise;
    }
    long number = digits(text(name));
    if (number < least || number > most) {
      throw WrongQuestion.unclear(name + " is a number from " + least + " to " + most);
    }
    return (int) number;
  }

  /** A moment in milliseconds since 1970. */
  long moment(String name, long otherwise) {
    if (!isGiven(name)) {
      return otherwise;
    }
    String text = text(name);
    long seconds = digits(text);
    if (seconds >= 0 && seconds <= LAST_SECOND) {
      return seconds * MILLIS_PER_SECOND;
    }
    try {
      // A plus that nobody has encoded arrives as a space.
      OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', '+'));
      if (time.toEpochSecond() >= 0 && time.toEpochSecond() <= LAST_SECOND) {
        return time.toInstant().toEpochMilli();
      }
    } catch (DateTimeException noTime) {
      throw notAMoment(name);
    }
    throw notAMoment(name);
  }

  /**
   * A length of time in milliseconds.
   *
   * @param units the letters it may end in; with an {@code s} among them it may also be a plain
   *     number of seconds
   * @param range what is allowed, as a person reads it
   */
  long length(
      String name, long otherwise, String units, long leastMillis, long mostMillis, String range) {
    if (!isGiven(name)) {
      return otherwise;
    }
    String text = text(name);
    int last = text.length() - 1;
    boolean hasUnit = last >= 0 && units.indexOf(text.charAt(last)) >= 0;
    boolean isPlain = !hasUnit && units.indexOf('s') >= 0;
    long number = hasUnit ? digits(text.substring(0, last)) : isPlain ? digits(text) : -1;
    long millis = -1;
    if (number >= 0 && number <= 1_000 * SECONDS_PER_DAY) {
      millis = number * MILLIS_PER_SECOND * (hasUnit ? seconds(text.charAt(last)) : 1);
    }
    if (millis < leastMillis || millis > mostMillis) {
      throw WrongQuestion.unclear(name + " is " + range);
    }
    return millis;
  }

  private static WrongQuestion notAMoment(String name) {
    return WrongQuestion.unclear(
        name + " is a time such as 2026-01-31T12:00:00Z, or seconds since 1970");
  }

  private static long seconds(char unit) {
    return switch (unit) {
      case 's' -> 1;
      case 'm' -> 60;
      case 'h' -> 3_600;
      default -> SECONDS_PER_DAY;
    };
  }

  /** What up to twelve digits say, or -1. */
  private static long digits(String text) {
    if (text.isEmpty() || text.length() > 12) {
      return -1;
    }
    long number = 0;
    for (int index = 0; index < text.length(); index++) {
      char digit = text.charAt(index);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }
}
