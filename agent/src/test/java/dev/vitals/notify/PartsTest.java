package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small parts of the dispatcher. */
class PartsTest {
  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "a, b, false",
    "*, '', true",
    "*, anything, true",
    "http-*, http-latency, true",
    "http-*, db-latency, false",
    "*-rate, http-error-rate, true",
    "*-rate, http-error-rates, false",
    "a*b*c, a-b-b-c, true",
    "a*b*c, a-c-b, false",
    "'', '', true",
    "'', a, false"
  })
  void a_star_stands_for_anything(String pattern, String text, boolean matches) {
    assertEquals(matches, Wildcard.matches(pattern, text));
  }

  @Test
  void a_long_pattern_is_matched_in_no_time() {
    assertFalse(Wildcard.matches("a*".repeat(50) + "b", "a".repeat(5_000)));
  }

  @Test
  void each_failure_waits_twice_as_long_up_to_two_minutes_and_at_least_half_of_it() {
    Backoff longest = new Backoff(() -> 1.0);
    Backoff shortest = new Backoff(() -> 0.0);
    long expected = 2_000;
    for (int failure = 0; failure < 100; failure++) {
      assertEquals(expected, longest.failedMillis(0));
      assertEquals(expected / 2, shortest.failedMillis(0));
      expected = Math.min(120_000, expected * 2);
    }
    longest.worked();
    assertEquals(2_000, longest.failedMillis(0));
    assertEquals(500_000, longest.failedMillis(500_000));
  }

  @Test
  void a_minute_has_room_for_so_many() {
    RateLimit limit = new RateLimit(2);
    assertEquals(-100, limit.freeMillis(-100));
    limit.take(-100);
    limit.take(5_000);

    assertEquals(59_900, limit.freeMillis(5_000));
    limit.take(59_900);
    assertEquals(65_000, limit.freeMillis(60_000));
    assertEquals(99_000, limit.freeMillis(99_000));
  }

  @Test
  void a_kind_of_failure_is_logged_once_an_hour_however_often_it_happens() {
    List<String> lines = new ArrayList<>();
    FailureLog log = new FailureLog("team", lines::add);
    for (int minute = 0; minute < 60; minute++) {
      log.failed(minute * 60_000L, "down");
      log.failed(minute * 60_000L, "slow");
    }
    assertEquals(2, lines.size());

    log.failed(FailureLog.AGAIN_MILLIS, "down");
    log.worked();
    log.worked();

    assertEquals(
        List.of(
            "receiver team could not be told: down",
            "receiver team could not be told: slow",
            "receiver team could not be told: down",
            "receiver team works again after 121 failed attempts"),
        lines);
  }

  @Test
  void kinds_without_end_are_a_few_lines() {
    List<String> lines = new ArrayList<>();
    FailureLog log = new FailureLog("team", lines::add);
    for (int kind = 0; kind < 1_000; kind++) {
      log.failed(kind, "request " + kind);
    }

    assertEquals(16, lines.size());
  }

  @Test
  void the_mailbox_keeps_the_newest_state_and_every_end() {
    Mailbox mailbox = new Mailbox(10);
    assertNull(mailbox.takeAll());

    mailbox.put(List.of(Notices.firing("/a"), Notices.firing("/b"), Notices.ended("/c")));
    mailbox.put(List.of(Notices.firing("/a", Alert.Severity.HIGH), Notices.ended("/d")));
    mailbox.put(List.of(Notices.firing("/a", Alert.Severity.CRITICAL), Notices.firing("/d")));

    List<Notice> all = mailbox.takeAll();
    assertEquals(
        List.of("/a CRITICAL true", "/d MEDIUM true", "/c MEDIUM false"),
        all.stream()
            .map(notice -> notice.scope() + " " + notice.severity() + " " + notice.isFiring())
            .toList());
    assertNull(mailbox.takeAll());
  }

  @Test
  void a_full_mailbox_keeps_ends_and_what_is_worst() {
    Mailbox mailbox = new Mailbox(2);

    mailbox.put(
        List.of(
            Notices.firing("/a", Alert.Severity.LOW),
            Notices.firing("/b", Alert.Severity.CRITICAL),
            Notices.ended("/c")));

    List<String> kept = mailbox.takeAll().stream().map(Notice::scope).toList();
    assertEquals(List.of("/c", "/b"), kept);
    assertEquals(1, mailbox.dropped());
  }

  @Test
  void a_text_is_cut_where_no_letter_is_torn() {
    assertEquals("abc", Wording.cut("abc", 10));
    assertEquals("abcd...", Wording.cut("abcdefghijk", 7));
    assertEquals("abc...", Wording.cut("abc\uD83D\uDE00efghijk", 7));
    assertTrue(Wording.cut("x".repeat(5_000), 500).length() <= 500);
  }
}
