package dev.vitals.judge;

import static dev.vitals.judge.MaintenanceWindow.Day.FRIDAY;
import static dev.vitals.judge.MaintenanceWindow.Day.MONDAY;
import static dev.vitals.judge.MaintenanceWindow.Day.SATURDAY;
import static dev.vitals.judge.MaintenanceWindow.Day.SUNDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.MaintenanceWindow.Day;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/**
 * In 2026 Berlin changes its clocks on 29 March (02:00 to 03:00) and 25 October (03:00 to 02:00).
 */
class MaintenanceWindowTest {
  private static final Alert ALERT = SilenceTest.alert("cpu", "host", Alert.Severity.HIGH);
  private static final Set<Day> EVERY_DAY = EnumSet.allOf(Day.class);

  @Test
  void is_open_from_its_first_minute_up_to_its_last_on_its_days() {
    MaintenanceWindow window = window("UTC", EnumSet.of(MONDAY, FRIDAY), "02:00", "04:30");
    // 16 November 2026 is a Monday.
    assertOpen(window, "2026-11-16T02:00:00Z", "2026-11-16T04:29:59Z", "2026-11-20T03:00:00Z");
    assertShut(
        window,
        "2026-11-16T01:59:59Z",
        "2026-11-16T04:30:00Z",
        "2026-11-17T03:00:00Z",
        "2026-11-19T03:00:00Z",
        "2026-11-21T03:00:00Z");
  }

  @Test
  void over_midnight_it_belongs_to_the_day_on_which_it_begins() {
    MaintenanceWindow window = window("UTC", EnumSet.of(SATURDAY), "22:00", "06:00");
    assertOpen(window, "2026-11-21T22:00:00Z", "2026-11-21T23:59:59Z", "2026-11-22T05:59:59Z");
    assertShut(window, "2026-11-21T05:00:00Z", "2026-11-22T06:00:00Z", "2026-11-22T22:00:00Z");
  }

  @Test
  void a_whole_day_ends_with_the_day() {
    for (MaintenanceWindow window :
        List.of(
            window("UTC", EnumSet.of(SUNDAY), "00:00", "24:00"),
            window("UTC", EnumSet.of(SUNDAY), "00:00", "00:00"))) {
      assertOpen(window, "2026-11-22T00:00:00Z", "2026-11-22T23:59:59Z");
      assertShut(window, "2026-11-21T23:59:59Z", "2026-11-23T00:00:00Z");
    }
  }

  @Test
  void keeps_the_clock_of_its_zone_in_summer_and_winter() {
    MaintenanceWindow window = window("America/New_York", EVERY_DAY, "02:00", "03:00");
    assertOpen(window, "2026-07-01T06:30:00Z", "2026-12-01T07:30:00Z");
    assertShut(window, "2026-07-01T07:30:00Z", "2026-12-01T06:30:00Z");
  }

  @Test
  void the_day_is_that_of_its_zone() {
    // 21:00 UTC on Saturday is Sunday in Tokyo.
    assertOpen(window("Asia/Tokyo", EnumSet.of(SUNDAY), "06:00", "07:00"), "2026-11-21T21:30:00Z");
    assertShut(
        window("Asia/Tokyo", EnumSet.of(SATURDAY), "06:00", "07:00"), "2026-11-21T21:30:00Z");
    // And 04:30 UTC on Sunday is still Saturday in New York.
    assertOpen(
        window("America/New_York", EnumSet.of(SATURDAY), "23:00", "24:00"), "2026-11-22T04:30:00Z");
  }

  @Test
  void is_open_both_times_in_the_hour_that_comes_twice() {
    MaintenanceWindow window = window("Europe/Berlin", EVERY_DAY, "02:00", "02:30");
    assertOpen(
        window,
        "2026-10-25T02:00:00+02:00",
        "2026-10-25T02:29:59+02:00",
        "2026-10-25T02:00:00+01:00",
        "2026-10-25T02:29:59+01:00");
    assertShut(
        window,
        "2026-10-25T01:59:59+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:59:59+02:00",
        "2026-10-25T02:30:00+01:00");
    assertEquals(60, openMinutes(window, "2026-10-25T00:00:00+02:00", 25));
  }

  @Test
  void is_longer_by_the_hour_that_comes_twice() {
    assertEquals(
        9 * 60,
        openMinutes(
            window("Europe/Berlin", EVERY_DAY, "22:00", "06:00"), "2026-10-24T12:00:00+02:00", 25));
  }

  @Test
  void is_shorter_by_the_hour_that_is_skipped_within_it() {
    MaintenanceWindow window = window("Europe/Berlin", EVERY_DAY, "01:00", "04:00");
    assertEquals(2 * 60, openMinutes(window, "2026-03-29T00:00:00+01:00", 23));
    assertOpen(window, "2026-03-29T01:59:59+01:00", "2026-03-29T03:59:59+02:00");
    assertShut(window, "2026-03-29T04:00:00+02:00");
  }

  @Test
  void opens_with_the_jump_that_skips_its_beginning_and_keeps_its_length() {
    MaintenanceWindow window = window("Europe/Berlin", EVERY_DAY, "02:15", "02:45");
    assertEquals(30, openMinutes(window, "2026-03-29T00:00:00+01:00", 23));
    assertOpen(window, "2026-03-29T03:00:00+02:00", "2026-03-29T03:29:59+02:00");
    assertShut(window, "2026-03-29T01:59:59+01:00", "2026-03-29T03:30:00+02:00");
    MaintenanceWindow longer = window("Europe/Berlin", EVERY_DAY, "02:00", "04:00");
    assertEquals(120, openMinutes(longer, "2026-03-29T00:00:00+01:00", 23));
    assertShut(longer, "2026-03-29T05:00:00+02:00");
    assertShut(
        window("Europe/Berlin", EnumSet.of(MONDAY), "02:15", "02:45"), "2026-03-29T03:10:00+02:00");
  }

  @Test
  void ends_when_the_clock_jumps_over_its_end() {
    MaintenanceWindow window = window("Europe/Berlin", EVERY_DAY, "01:30", "02:30");
    assertOpen(window, "2026-03-29T01:30:00+01:00", "2026-03-29T01:59:59+01:00");
    assertShut(window, "2026-03-29T03:00:00+02:00", "2026-03-29T03:29:00+02:00");
  }

  @Test
  void knows_changes_of_half_an_hour_at_midnight_and_of_a_whole_day() {
    // Lord Howe: 02:00 to 02:30 on 4 October 2026.
    MaintenanceWindow lordHowe = window("Australia/Lord_Howe", EVERY_DAY, "02:00", "02:20");
    assertEquals(20, openMinutes(lordHowe, "2026-10-04T00:00:00+10:30", 23));
    assertOpen(lordHowe, "2026-10-04T02:30:00+11:00");
    // Beirut: 00:00 to 01:00 on 29 March 2026.
    MaintenanceWindow beirut = window("Asia/Beirut", EnumSet.of(SUNDAY), "00:00", "00:30");
    assertOpen(beirut, "2026-03-29T01:00:00+03:00", "2026-03-29T01:29:00+03:00");
    assertShut(beirut, "2026-03-28T23:59:00+02:00", "2026-03-29T01:30:00+03:00");
    // Samoa had no Friday 30 December 2011.
    MaintenanceWindow samoa = window("Pacific/Apia", EnumSet.of(FRIDAY), "10:00", "11:00");
    assertOpen(samoa, "2011-12-31T00:00:00+14:00", "2011-12-31T00:59:00+14:00");
    assertShut(samoa, "2011-12-29T23:59:00-10:00", "2011-12-31T10:30:00+14:00");
  }

  @Test
  void agrees_with_the_calendar_of_the_jdk_on_every_quarter_hour_of_a_year() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    MaintenanceWindow window =
        window("Europe/Berlin", EnumSet.of(SATURDAY, SUNDAY), "00:30", "05:15");
    long end = millis("2027-01-01T00:00:00Z");
    int open = 0;
    for (long at = millis("2026-01-01T00:00:00Z"); at < end; at += 900_000) {
      ZonedDateTime shown = Instant.ofEpochMilli(at).atZone(zone);
      LocalTime time = shown.toLocalTime();
      boolean expected =
          shown.getDayOfWeek().getValue() >= 6
              && !time.isBefore(LocalTime.of(0, 30))
              && time.isBefore(LocalTime.of(5, 15));
      assertEquals(expected, window.covers(ALERT, at), shown::toString);
      open += expected ? 1 : 0;
    }
    assertTrue(open > 1_900, () -> "it is open at all");
  }

  @Test
  void covers_only_what_its_matchers_match() {
    MaintenanceWindow window =
        new MaintenanceWindow(
            "batch",
            EVERY_DAY,
            0,
            24 * 60,
            TimeZone.getTimeZone("UTC"),
            List.of(AlertMatcher.parse("rule=cpu"), AlertMatcher.parse("severity!=critical")));
    assertTrue(window.covers(ALERT, 0));
    assertFalse(window.covers(SilenceTest.alert("cpu", "host", Alert.Severity.CRITICAL), 0));
    assertFalse(window.covers(SilenceTest.alert("heap-after-gc", "", Alert.Severity.HIGH), 0));
  }

  @Test
  void says_what_it_is() {
    assertEquals(
        "w: monday, friday 22:05-24:00 Europe/Berlin",
        window("Europe/Berlin", EnumSet.of(FRIDAY, MONDAY), "22:05", "24:00").toString());
  }

  @Test
  void is_not_changed_by_what_happens_to_its_zone() {
    TimeZone zone = TimeZone.getTimeZone("UTC");
    MaintenanceWindow window = new MaintenanceWindow("w", EVERY_DAY, 0, 60, zone, List.of());
    zone.setRawOffset(6 * 3_600_000);
    assertOpen(window, "2026-11-16T00:30:00Z");
  }

  @Test
  void impossible_windows_are_refused() {
    TimeZone zone = TimeZone.getTimeZone("UTC");
    for (Runnable bad :
        List.<Runnable>of(
            () -> new MaintenanceWindow("w", Set.of(), 0, 60, zone, List.of()),
            () -> new MaintenanceWindow("w", EVERY_DAY, -1, 60, zone, List.of()),
            () -> new MaintenanceWindow("w", EVERY_DAY, 24 * 60, 60, zone, List.of()),
            () -> new MaintenanceWindow("w", EVERY_DAY, 0, -1, zone, List.of()),
            () -> new MaintenanceWindow("w", EVERY_DAY, 0, 24 * 60 + 1, zone, List.of()))) {
      String message = assertThrows(IllegalArgumentException.class, bad::run).getMessage();
      assertTrue(message.startsWith("a maintenance window "), message);
    }
  }

  private static MaintenanceWindow window(String zone, Set<Day> days, String from, String to) {
    return new MaintenanceWindow(
        "w", days, minutes(from), minutes(to), TimeZone.getTimeZone(zone), List.of());
  }

  private static int minutes(String clock) {
    return Integer.parseInt(clock.substring(0, 2)) * 60 + Integer.parseInt(clock.substring(3));
  }

  private static int openMinutes(MaintenanceWindow window, String start, int hours) {
    int open = 0;
    for (int minute = 0; minute < hours * 60; minute++) {
      open += window.covers(ALERT, millis(start) + minute * 60_000L) ? 1 : 0;
    }
    return open;
  }

  private static void assertOpen(MaintenanceWindow window, String... times) {
    assertEquals(List.of(times), openOf(window, times));
  }

  private static void assertShut(MaintenanceWindow window, String... times) {
    assertEquals(List.of(), openOf(window, times));
  }

  private static List<String> openOf(MaintenanceWindow window, String... times) {
    List<String> open = new ArrayList<>();
    for (String time : times) {
      if (window.covers(ALERT, millis(time))) {
        open.add(time);
      }
    }
    return open;
  }

  private static long millis(String time) {
    return OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }
}
