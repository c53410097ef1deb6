package dev.vitals.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Which day's report is due, once for each day: a pure function of what the clock shows and what
 * was due before.
 *
 * <p>On the day on which the clock jumps over the time, it is due with the jump; where the time
 * comes twice, at the first. What was missed is made up for once, however long that took. A clock
 * that is set back makes nothing due again.
 */
final class Schedule {
  private static final long NEVER = Long.MIN_VALUE;

  /** A clock that was further ahead than this was wrong, and so is what was done by it. */
  private static final long FURTHEST_AHEAD_MILLIS = 36 * 3_600_000L;

  private Schedule() {}

  /**
   * What is known from look to look.
   *
   * @param sinceMillis nothing is due for a time before
   * @param doneMillis the time of the newest report
   */
  record State(long sinceMillis, long doneMillis) {
    static State since(long epochMillis) {
      return new State(epochMillis, NEVER);
    }

    /** From now on at another time of the day. */
    State anew(long epochMillis) {
      return new State(epochMillis, doneMillis);
    }
  }

  /**
   * @param due the day whose report is to be made now; null for none
   */
  record Look(State state, LocalDate due) {}

  static Look look(State before, long nowMillis, int atMinute, ZoneId zone) {
    boolean wasAhead = before.doneMillis() > nowMillis + FURTHEST_AHEAD_MILLIS;
    // What the start has in the future, a wrong clock had put there.
    long sinceMillis = wasAhead ? nowMillis : Math.min(before.sinceMillis(), nowMillis);
    long doneMillis = wasAhead ? NEVER : before.doneMillis();
    LocalDate day = latest(nowMillis, atMinute, zone);
    long dueMillis = moment(day, atMinute, zone);
    boolean isDue = dueMillis > sinceMillis && dueMillis > doneMillis;
    return new Look(new State(sinceMillis, isDue ? dueMillis : doneMillis), isDue ? day : null);
  }

  /** When the next report is due after this moment. */
  static long next(long nowMillis, int atMinute, ZoneId zone) {
    LocalDate day = today(nowMillis, zone);
    while (moment(day, atMinute, zone) <= nowMillis) {
      day = day.plusDays(1);
    }
    return moment(day, atMinute, zone);
  }

  /** The last day whose report is due at this moment or was before. */
  private static LocalDate latest(long nowMillis, int atMinute, ZoneId zone) {
    LocalDate day = today(nowMillis, zone);
    while (moment(day, atMinute, zone) > nowMillis) {
      day = day.minusDays(1);
    }
    return day;
  }

  private static LocalDate today(long nowMillis, ZoneId zone) {
    return Instant.ofEpochMilli(nowMillis).atZone(zone).toLocalDate();
  }

  /** When a clock in the zone shows the time on this day. */
  private static long moment(LocalDate day, int atMinute, ZoneId zone) {
    LocalDateTime shown = day.atTime(atMinute / 60, atMinute % 60);
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition change = rules.getTransition(shown);
    return change != null && change.isGap()
        ? change.toEpochSecond() * 1_000
        : shown.toEpochSecond(rules.getOffset(shown)) * 1_000;
  }
}
