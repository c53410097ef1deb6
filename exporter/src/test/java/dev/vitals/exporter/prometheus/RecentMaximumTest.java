package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RecentMaximumTest {
  private final RecentMaximum maximum = new RecentMaximum();

  @Test
  void is_nothing_before_anything_was_recorded() {
    assertEquals(0, maximum.value());
  }

  @Test
  void is_the_largest_until_the_second_turn_after_it() {
    maximum.record(3);
    maximum.record(7);
    maximum.record(5);
    assertEquals(7, maximum.value());
    maximum.turn();
    maximum.record(4);
    assertEquals(7, maximum.value());
    maximum.turn();
    assertEquals(4, maximum.value());
    maximum.turn();
    assertEquals(0, maximum.value());
  }
}
