package dev.vitals.config;

import java.util.TimeZone;

/** What a clock shows, and where it hangs, as the configuration file writes them. */
public final class TimeOfDay {
  private TimeOfDay() {}

  /**
   * The minutes since midnight of a time such as {@code 07:00}, which may be later than a day is
   * long; -1 where it is none.
   */
  public static int minutes(String text) {
    int colon = text.indexOf(':');
    int hours = colon < 0 ? -1 : number(text.substring(0, colon));
    int minutes = colon < 0 ? -1 : number(text.substring(colon + 1));
    boolean isPadded = text.length() - colon == 3;
    return hours < 0 || minutes < 0 || minutes > 59 || !isPadded ? -1 : hours * 60 + minutes;
  }

  /** Such as {@code Europe/Berlin}; null where nobody knows it. */
  public static TimeZone zone(String text) {
    TimeZone zone = TimeZone.getTimeZone(text);
    // What it does not know it takes for GMT.
    boolean isMeant = text.equals("GMT") || text.startsWith("GMT+0") || text.startsWith("GMT-0");
    return zone.getID().equals("GMT") && !isMeant ? null : zone;
  }

  /** One or two digits, or -1 for anything else. */
  private static int number(String text) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i == 2) {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return text.isEmpty() ? -1 : number;
  }
}
