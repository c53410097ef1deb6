package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;

/**
 * Times of the week at which nobody wants to be told: open whenever a clock in its zone shows one
 * of them. Immutable.
 *
 * <p>In the night in which an hour comes twice it is open both times. Where the clock jumps over
 * its beginning it opens with the jump and keeps its length, because the work it is for is done all
 * the same.
 *
 * <p><i>Threads:</i> any.
 */
public final class MaintenanceWindow {
  /** The days of the week, the first as ISO 8601 has it. */
  public enum Day {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY
  }

  /** The end of a day, as {@code to} may be. */
  public static final int MINUTES_PER_DAY = 24 * 60;

  private static final Day[] DAYS = Day.values();
  private static final long MILLIS_PER_MINUTE = 60_000;
  private static final long MILLIS_PER_DAY = MINUTES_PER_DAY * MILLIS_PER_MINUTE;

  private final String name;
  private final Set<Day> days;
  private final int fromMinute;
  private final int toMinute;
  private final TimeZone zone;
  private final List<AlertMatcher> matchers;

  /**
   * <i>Errors:</i> an {@link IllegalArgumentException} for no day or a time that is none.
   *
   * @param days on which it begins
   * @param fromMinute counted from midnight, as a clock shows it
   * @param toMinute the first minute that is outside; not later than {@code fromMinute} means on
   *     the next day
   * @param matchers all of them must match; none means every alert
   */
  public MaintenanceWindow(
      String name,
      Set<Day> days,
      int fromMinute,
      int toMinute,
      TimeZone zone,
      List<AlertMatcher> matchers) {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a maintenance window needs a day");
    }
    if (fromMinute < 0
        || fromMinute >= MINUTES_PER_DAY
        || toMinute < 0
        || toMinute > MINUTES_PER_DAY) {
      throw new IllegalArgumentException("a maintenance window is from 00:00 to 24:00 at most");
    }
    this.name = name;
    this.days = EnumSet.copyOf(days);
    this.fromMinute = fromMinute;
    this.toMinute = toMinute;
    this.zone = (TimeZone) zone.clone();
    this.matchers = List.copyOf(matchers);
  }

  /** Whether nobody shall be told of this alert at this moment. */
  public boolean covers(Alert alert, long epochMillis) {
    return isOpen(epochMillis) && AlertMatcher.allMatch(matchers, alert);
  }

  public String name() {
    return name;
  }

  /** Such as {@code nightly: monday, friday 22:00-06:00 Europe/Berlin rule=cpu}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name).append(':');
    String separator = " ";
    for (Day day : days) {
      text.append(separator).append(day.name().toLowerCase(Locale.ROOT));
      separator = ", ";
    }
    text.append(' ').append(clock(fromMinute)).append('-').append(clock(toMinute));
    text.append(' ').append(zone.getID());
    for (AlertMatcher matcher : matchers) {
      text.append(' ').append(matcher);
    }
    return text.toString();
  }

  private boolean isOpen(long epochMillis) {
    // What the clock shows, counted as if it were in UTC.
    long shown = epochMillis + zone.getOffset(epochMillis);
    long today = Math.floorDiv(shown, MILLIS_PER_DAY);
    return isOpen(today, shown, epochMillis) || isOpen(today - 1, shown, epochMillis);
  }

  /** Whether the window that begins on this day is open. */
  private boolean isOpen(long day, long shown, long epochMillis) {
    // Day 0 was a Thursday.
    if (!days.contains(DAYS[(int) Math.floorMod(day + 3, 7L)])) {
      return false;
    }
    long from = day * MILLIS_PER_DAY + fromMinute * MILLIS_PER_MINUTE;
    int minutes = toMinute - fromMinute + (toMinute > fromMinute ? 0 : MINUTES_PER_DAY);
    long length = minutes * MILLIS_PER_MINUTE;
    if (shown >= from && shown < from + length) {
      return true;
    }
    long before = zone.getOffset(from - MILLIS_PER_DAY);
    long after = zone.getOffset(from + MILLIS_PER_DAY);
    boolean isShown =
        zone.getOffset(from - before) == before || zone.getOffset(from - after) == after;
    if (isShown) {
      return false;
    }
    long jump = jump(from - after, from - before, after);
    return epochMillis >= jump && epochMillis < jump + length;
  }

  /** The first moment between two at which the clock is already on the later offset. */
  private long jump(long before, long after, long offset) {
    long low = before;
    long high = after;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (zone.getOffset(middle) == offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high;
  }

  private static String clock(int minute) {
    int hours = minute / 60;
    int minutes = minute % 60;
    return (hours < 10 ? "0" : "") + hours + (minutes < 10 ? ":0" : ":") + minutes;
  }
}
