package dev.vitals.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.judge.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final long MINUTE = 60_000;

  private final Forecast forecast = new Forecast();

  @Test
  void tells_the_time_that_is_left_from_half_full_on_and_no_farther_than_four_times_what_it_saw() {
    // Full after 200 minutes, half full after 100.
    for (int minute = 0; minute <= 180; minute++) {
      List<Evidence.Filling> fillings = look(minute, Map.of("disk", minute / 200.0));
      if (minute <= 100) {
        assertEquals(List.of(), fillings, "minute " + minute);
      } else if (minute > 102) {
        assertEquals("disk", fillings.get(0).resource());
        // The newest minute that is over is the one before.
        assertEquals((200 - minute + 1) * 60, fillings.get(0).secondsLeft(), 61);
      }
    }
    // In 40 minutes an eighth of the room is used: more than four hours are left.
    for (int minute = 200; minute <= 240; minute++) {
      assertEquals(List.of(), look(minute, Map.of("heap", 0.8 + minute * 0.0004)));
    }
  }

  @Test
  void a_slow_one_is_seen_over_the_day() {
    Forecast slow = new Forecast();
    List<Evidence.Filling> fillings = List.of();
    for (int minute = 0; minute < 1_440; minute++) {
      fillings = slow.look(minute * MINUTE, Map.of("disk", 0.7 + 0.1 * minute / 1_440));
    }
    assertEquals(48 * 3_600, fillings.get(0).secondsLeft(), 3_600);
  }

  @Test
  void what_is_missing_begins_anew_and_a_gap_forgets_what_is_too_old() {
    for (int minute = 0; minute <= 120; minute++) {
      look(minute, Map.of("disk", 0.4 + minute / 300.0));
    }
    assertEquals(1, look(121, Map.of("disk", 0.8)).size());
    look(122, Map.of());
    assertEquals(List.of(), look(123, Map.of("disk", 0.8)));

    Forecast asleep = new Forecast();
    for (int minute = 0; minute <= 120; minute++) {
      asleep.look(minute * MINUTE, Map.of("disk", 0.4 + minute / 300.0));
    }
    asleep.look(3_000 * MINUTE, Map.of("disk", 0.8));
    asleep.look(3_001 * MINUTE, Map.of("disk", 0.8));
    assertEquals(List.of(), asleep.look(3_002 * MINUTE, Map.of("disk", 0.8)));
  }

  @Test
  void of_many_the_first_twenty_are_followed() {
    Forecast many = new Forecast();
    List<Evidence.Filling> fillings = List.of();
    for (int minute = 0; minute < 120; minute++) {
      Map<String, Double> levels = new LinkedHashMap<>();
      for (int pool = 0; pool < 60; pool++) {
        levels.put("pool " + pool, 0.4 + minute / 300.0);
      }
      fillings = many.look(minute * MINUTE, levels);
    }
    assertEquals(Forecast.MOST_RESOURCES, fillings.size());
    assertEquals("pool 0", fillings.get(0).resource());
    assertTrue(fillings.stream().noneMatch(each -> each.resource().equals("pool 20")));
  }

  private List<Evidence.Filling> look(int minute, Map<String, Double> levels) {
    return forecast.look(minute * MINUTE, levels);
  }
}
