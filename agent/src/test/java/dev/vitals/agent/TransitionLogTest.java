package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TransitionLogTest {
  private static final int SHARE = TransitionLog.LINES_PER_MINUTE;

  private final List<String> lines = new ArrayList<>();
  private final TransitionLog log = new TransitionLog(lines::add);

  @Test
  void a_transition_is_a_line() {
    log.note(seconds(0), "a");
    log.note(seconds(1), "b");
    assertEquals(List.of("a", "b"), lines);
  }

  @Test
  void a_storm_is_cut_and_what_was_left_out_is_told_once() {
    for (int transition = 0; transition < SHARE + 7; transition++) {
      log.note(seconds(5), "storm");
    }
    assertEquals(SHARE, lines.size());

    log.tick(seconds(64));
    assertEquals(SHARE, lines.size());

    log.tick(seconds(65));
    log.tick(seconds(75));
    assertEquals(SHARE + 1, lines.size());
    assertEquals("alert transitions left out of this log within a minute: 7", lines.get(SHARE));
  }

  @Test
  void every_minute_has_its_own_share() {
    for (int transition = 0; transition < SHARE; transition++) {
      log.note(seconds(0), "first");
    }
    log.note(seconds(59), "too many");
    log.note(seconds(60), "second");
    assertEquals(SHARE + 2, lines.size());
    assertEquals("alert transitions left out of this log within a minute: 1", lines.get(SHARE));
    assertEquals("second", lines.get(SHARE + 1));
  }

  @Test
  void a_minute_without_too_many_ends_without_a_word() {
    log.note(seconds(0), "a");
    log.tick(seconds(61));
    assertEquals(List.of("a"), lines);
  }

  @Test
  void a_clock_that_overflows_is_as_good_as_any() {
    long start = Long.MAX_VALUE - seconds(30);
    for (int transition = 0; transition <= SHARE; transition++) {
      log.note(start, "storm");
    }
    log.tick(start + seconds(59));
    assertEquals(SHARE, lines.size());
    log.tick(start + seconds(60));
    assertEquals(SHARE + 1, lines.size());
  }

  private static long seconds(long count) {
    return TimeUnit.SECONDS.toNanos(count);
  }
}
