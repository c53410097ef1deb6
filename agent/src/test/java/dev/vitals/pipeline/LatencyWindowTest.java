package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.vitals.exporter.model.OperationWindow;
import org.junit.jupiter.api.Test;

class LatencyWindowTest {
  private static final long MILLI = 1_000_000L;

  private final LatencyWindow window = new LatencyWindow(new Lookback(3));

  @Test
  void percentiles_are_right_within_two_digits() {
    for (int millis = 1; millis <= 1_000; millis++) {
      window.record(millis * MILLI, false);
    }
    window.tick();

    OperationWindow now = now();
    assertEquals(1_000, now.count());
    assertEquals(0.500, now.p50Seconds(), 0.005);
    assertEquals(0.950, now.p95Seconds(), 0.0095);
    assertEquals(0.990, now.p99Seconds(), 0.0099);
    assertEquals(0.001, now.minSeconds(), 1e-5);
    assertEquals(1.000, now.maxSeconds(), 0.01);
  }

  @Test
  void a_window_in_which_nothing_changed_is_not_summed_again() {
    window.record(MILLI, true);
    window.tick();
    OperationWindow first = now();
    assertSame(first, now());

    window.tick();
    assertSame(first, now());
    OperationWindow longer = window.window(OperationWindow.Kind.HTTP_SERVER, "/", 3, 99);
    assertEquals(99, longer.windowSeconds());
    assertEquals(first.p99Seconds(), longer.p99Seconds());

    window.record(5 * MILLI, false);
    window.tick();
    assertEquals(2, now().count());
    assertEquals(0.005, now().maxSeconds(), 1e-4);
  }

  @Test
  void parts_make_the_same_window_as_their_calls() {
    LatencyWindow parts = new LatencyWindow(new Lookback(3));
    for (int part = 0; part < 3; part++) {
      LatencyWindow one = new LatencyWindow(new Lookback(3));
      for (int call = 0; call < 100; call++) {
        long nanos = (long) (MILLI * Math.pow(7, part) * (1 + call));
        one.record(nanos, call % 10 == part);
        window.record(nanos, call % 10 == part);
      }
      parts.include(one);
    }
    parts.include(new LatencyWindow(new Lookback(3)));
    parts.tick();
    window.tick();

    assertEquals(now(), parts.window(OperationWindow.Kind.HTTP_SERVER, "/", 3, 30));
    assertEquals(window.newest().sumMicros(), parts.newest().sumMicros());
  }

  @Test
  void the_tick_that_runs_is_not_in_the_window() {
    window.record(MILLI, false);
    assertNull(now());
    window.tick();
    window.record(MILLI, false);
    assertEquals(1, now().count());
  }

  @Test
  void a_tick_leaves_the_window_with_its_calls_and_errors() {
    window.record(900 * MILLI, true);
    window.tick();
    window.record(MILLI, false);
    window.tick();
    window.tick();
    assertEquals(2, now().count());
    assertEquals(1, now().errors());

    window.tick();
    assertEquals(1, now().count());
    assertEquals(0, now().errors());
    assertEquals(0.001, now().maxSeconds(), 1e-5);

    window.tick();
    assertNull(now());
  }

  @Test
  void an_idle_window_has_nothing_to_say_and_begins_again() {
    for (int tick = 0; tick < 10; tick++) {
      window.tick();
      assertNull(now());
    }
    window.record(2 * MILLI, true);
    window.tick();
    assertEquals(1, now().count());
    assertEquals(1, now().errors());
  }

  @Test
  void ticks_are_added_up() {
    for (int tick = 1; tick <= 3; tick++) {
      for (int call = 0; call < 10 * tick; call++) {
        window.record(tick * 100 * MILLI, call == 0);
      }
      window.tick();
    }
    assertEquals(60, now().count());
    assertEquals(3, now().errors());
    assertEquals(0.2, now().p50Seconds(), 0.002);
    assertEquals(0.3, now().p95Seconds(), 0.003);
  }

  @Test
  void a_clock_that_went_backwards_and_an_endless_call_are_taken() {
    window.record(-5L, false);
    window.record(Long.MAX_VALUE, false);
    window.tick();

    assertEquals(2, now().count());
    assertEquals(3_600.0, now().maxSeconds(), 36.0);
    assertEquals(0.0, now().p50Seconds(), 1e-6);
  }

  @Test
  void what_was_told_of_the_window_is_passed_on() {
    window.record(MILLI, false);
    window.tick();
    OperationWindow told = window.window(OperationWindow.Kind.DB_CLIENT, "SELECT orders", 3, 42.0);

    assertEquals(OperationWindow.Kind.DB_CLIENT, told.kind());
    assertEquals("SELECT orders", told.scope());
    assertEquals(42.0, told.windowSeconds());
  }

  private OperationWindow now() {
    return window.window(OperationWindow.Kind.HTTP_SERVER, "/", 3, 30.0);
  }
}
