package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WindowSpanTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void grows_with_the_ticks_until_the_window_is_full() {
    WindowSpan span = new WindowSpan(3, -5 * SECOND);
    assertEquals(0.0, span.seconds(3), "nothing is finished yet");
    span.tick(5 * SECOND);
    assertEquals(10.0, span.seconds(3));
    span.tick(15 * SECOND);
    span.tick(25 * SECOND);
    assertEquals(30.0, span.seconds(3));
    span.tick(35 * SECOND);
    assertEquals(30.0, span.seconds(3));
  }

  @Test
  void counts_a_late_tick_as_long_as_it_was_and_lets_go_of_it() {
    WindowSpan span = new WindowSpan(2, 0L);
    span.tick(10 * SECOND);
    span.tick(95 * SECOND);
    assertEquals(95.0, span.seconds(2));
    span.tick(105 * SECOND);
    assertEquals(95.0, span.seconds(2));
    span.tick(115 * SECOND);
    assertEquals(20.0, span.seconds(2));
  }

  @Test
  void a_window_of_one_tick_is_that_tick() {
    WindowSpan span = new WindowSpan(1, 0L);
    span.tick(7 * SECOND);
    span.tick(9 * SECOND);
    assertEquals(2.0, span.seconds(1));
  }

  @Test
  void looks_back_over_less_and_over_more_than_before() {
    WindowSpan span = new WindowSpan(3, 0L);
    for (int tick = 1; tick <= 5; tick++) {
      span.tick(tick * 10 * SECOND);
    }
    assertEquals(10.0, span.seconds(1));
    assertEquals(30.0, span.seconds(3));

    span.lookBack(10);
    assertEquals(30.0, span.seconds(3));
    assertEquals(30.0, span.seconds(10), "what was forgotten does not come back");
    span.tick(60 * SECOND);
    assertEquals(40.0, span.seconds(10));

    span.lookBack(2);
    assertEquals(20.0, span.seconds(2));
    span.tick(75 * SECOND);
    assertEquals(25.0, span.seconds(2));
  }
}
