package dev.vitals.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.config.TimeOfDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final long MINUTE_MILLIS = 60_000;

  @ParameterizedTest
  @CsvSource({
    "UTC, 07:00, 2026-11-22T06:59:59Z, 2026-11-22T07:00:00Z",
    "UTC, 07:00, 2026-11-22T07:00:00Z, 2026-11-23T07:00:00Z",
    "UTC, 00:00, 2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
    "UTC, 23:59, 2028-02-28T23:59:00Z, 2028-02-29T23:59:00Z",
    // Zones on both sides, also of the date line, and one that is off by three quarters of an hour.
    "Europe/Berlin, 07:00, 2026-11-22T05:00:00Z, 2026-11-22T06:00:00Z",
    "America/New_York, 23:30, 2026-11-22T03:00:00Z, 2026-11-22T04:30:00Z",
    "Asia/Kathmandu, 07:00, 2026-11-22T01:14:59Z, 2026-11-22T01:15:00Z",
    "Pacific/Kiritimati, 00:30, 2026-11-22T11:00:00Z, 2026-11-23T10:30:00Z",
    // The clock jumps from 02:00 to 03:00: it is due with the jump, and on time the day after.
    "Europe/Berlin, 02:30, 2026-03-28T01:30:00Z, 2026-03-29T01:00:00Z",
    "Europe/Berlin, 02:30, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
    "Europe/Berlin, 02:00, 2026-03-28T01:00:00Z, 2026-03-29T01:00:00Z",
    "Europe/Berlin, 03:00, 2026-03-28T02:00:00Z, 2026-03-29T01:00:00Z",
    "America/New_York, 02:30, 2026-03-08T06:00:00Z, 2026-03-08T07:00:00Z",
    // One that jumps at midnight, and one that jumps half an hour.
    "America/Sao_Paulo, 00:00, 2018-11-03T12:00:00Z, 2018-11-04T03:00:00Z",
    "Australia/Lord_Howe, 02:15, 2026-10-03T12:00:00Z, 2026-10-03T15:30:00Z",
    // It shows 02:30 twice: the first counts.
    "Europe/Berlin, 02:30, 2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
    "Europe/Berlin, 02:30, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "Europe/Berlin, 02:30, 2026-10-25T01:30:00Z, 2026-10-26T01:30:00Z",
    "Europe/Berlin, 03:00, 2026-10-25T00:30:00Z, 2026-10-25T02:00:00Z",
    "America/Havana, 00:30, 2026-11-01T05:00:00Z, 2026-11-02T05:30:00Z",
  })
  void the_next_is_when_the_clock_shows_the_time(
      String zone, String at, Instant now, Instant expected) {
    long next = Schedule.next(now.toEpochMilli(), TimeOfDay.minutes(at), ZoneId.of(zone));

    assertEquals(expected, Instant.ofEpochMilli(next));
  }

  /** The first moment is the start; then what the clock shows at the looks after it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "it is due once | 20T06:00 20T06:59 20T07:00 20T07:01 20T12:00 | 20",
        "and on each day | 20T06:00 20T07:00 21T07:00 22T06:59 22T07:00 | 20 21 22",
        "who started later has missed it | 20T07:01 20T07:02 21T06:59 21T07:00 | 21",
        "who starts at the time has missed it | 20T07:00 20T07:00 20T07:01 | ''",
        "late is not too late | 20T06:00 20T06:59 20T09:30 21T07:00 | 20 21",
        "back by an hour after it | 20T06:00 20T07:00 20T06:05 20T07:00 20T07:05 | 20",
        "back by an hour before it | 20T06:30 20T06:59 20T05:59 20T07:00 20T07:05 | 20",
        "back by a day after it | 20T06:00 20T07:00 19T07:05 20T07:00 21T07:00 | 20 21",
        "back and forth | 20T06:00 20T07:00 20T06:00 20T08:00 20T06:59 20T07:00 | 20",
        "ahead by an hour and back | 20T06:00 20T07:10 20T06:11 20T07:00 20T07:10 | 20",
        "ahead by five days is one | 20T06:00 20T06:30 25T12:00 25T12:01 26T07:00 | 25 26",
        "ahead to before it is the day before | 20T06:00 20T07:00 25T06:00 25T07:00 | 20 24 25",
        "a start ahead of time | 20T08:00 20T06:00 20T07:00 20T08:01 | 20",
        "a start days ahead of time | 25T08:00 20T06:00 20T07:00 21T07:00 | 20 21",
        "days ahead and back | 19T06:00 19T07:00 28T08:00 19T08:01 19T08:02 20T07:00 | 19 28 20",
        "twice days ahead | 19T06:00 28T08:00 19T07:30 28T08:00 19T07:31 20T07:00 | 28 28 20",
      })
  void steps_of_the_clock_make_nothing_due_twice(String what, String clock, String expected) {
    String[] looks = clock.split(" ");
    Schedule.State state = Schedule.State.since(november(looks[0]));
    List<String> due = new ArrayList<>();
    for (int index = 1; index < looks.length; index++) {
      Schedule.Look look = Schedule.look(state, november(looks[index]), 7 * 60, ZoneId.of("UTC"));
      state = look.state();
      if (look.due() != null) {
        due.add(Integer.toString(look.due().getDayOfMonth()));
      }
    }
    assertEquals(expected, String.join(" ", due), what);
  }

  @Test
  void another_time_of_the_day_counts_from_when_it_was_set() {
    ZoneId utc = ZoneId.of("UTC");
    Schedule.State state = Schedule.State.since(november("20T05:00"));
    state =
        Schedule.look(state, november("20T07:00"), 7 * 60, utc).state().anew(november("20T08:30"));

    // 08:00 is over, 09:00 is not.
    assertEquals(null, Schedule.look(state, november("20T08:31"), 8 * 60, utc).due());
    assertEquals(
        LocalDate.of(2026, 11, 20), Schedule.look(state, november("20T09:00"), 9 * 60, utc).due());
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 07:00",
    "Europe/Berlin, 02:00",
    "Europe/Berlin, 02:30",
    "Europe/Berlin, 03:00",
    "America/New_York, 01:30",
    "America/Havana, 00:00",
    "America/Havana, 00:59",
    "Australia/Lord_Howe, 02:00",
    "Asia/Kathmandu, 23:59",
    "Africa/Casablanca, 02:30",
  })
  void every_day_of_a_year_is_due_once_and_in_order(String zoneName, String at) {
    ZoneId zone = ZoneId.of(zoneName);
    LocalDate first = LocalDate.of(2026, 1, 1);
    long now = first.atStartOfDay(zone).toInstant().toEpochMilli() - MINUTE_MILLIS;
    long end = LocalDate.of(2027, 1, 1).atStartOfDay(zone).toInstant().toEpochMilli();
    Schedule.State state = Schedule.State.since(now);
    List<LocalDate> due = new ArrayList<>();
    for (; now < end; now += 7 * MINUTE_MILLIS) {
      Schedule.Look look = Schedule.look(state, now, TimeOfDay.minutes(at), zone);
      state = look.state();
      if (look.due() != null) {
        due.add(look.due());
      }
    }
    List<LocalDate> year = first.datesUntil(LocalDate.of(2027, 1, 1)).toList();
    // The last look may be some minutes before the end of the year.
    assertEquals(year.subList(0, Math.max(364, due.size())), due);
  }

  /** Such as {@code 20T07:00}, in UTC. */
  private static long november(String moment) {
    return Instant.parse("2026-11-" + moment + ":00Z").toEpochMilli();
  }
}
