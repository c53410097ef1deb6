package dev.vitals.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final double MINUTE = 1 / 60.0;

  @Test
  void a_line_is_found_as_it_is_and_told_how_long_there_is_room() {
    Trend trend = of(100, index -> 0.4 + 0.1 * index * MINUTE);
    assertEquals(0.1, trend.perHour(), 1e-9);
    assertEquals(0.4, trend.from(), 1e-9);
    assertEquals(0.565, trend.to(), 1e-9);
    assertEquals(4.35, trend.hoursToFull(), 1e-9);
  }

  @Test
  void noise_and_a_few_wild_points_do_not_turn_it() {
    Random random = new Random(3);
    Trend trend =
        of(
            120,
            index ->
                index % 17 == 5 ? 0.99 : 0.3 + 0.2 * index * MINUTE + 0.02 * random.nextGaussian());
    assertEquals(0.2, trend.perHour(), 0.02);
  }

  @Test
  void what_falls_never_fills_anything() {
    Trend trend = of(60, index -> 0.9 - 0.3 * index * MINUTE);
    assertEquals(-0.3, trend.perHour(), 1e-9);
    assertTrue(Double.isNaN(trend.hoursToFull()));
  }

  @Test
  void what_is_full_has_no_time_left() {
    assertEquals(0, of(60, index -> 0.8 + 0.5 * index * MINUTE).hoursToFull());
  }

  @Test
  void noise_is_no_trend_whatever_its_seed() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      assertNull(of(100, index -> 0.5 + 0.1 * random.nextGaussian()), "seed " + seed);
    }
  }

  @Test
  void a_line_that_hardly_moves_a_level_one_and_a_short_one_are_none() {
    assertNull(of(100, index -> 0.5 + 0.0001 * index), "a hundredth");
    assertNull(of(100, index -> 0.5));
    assertNull(of(Trend.FEWEST - 1, index -> index));
    assertNotNull(of(Trend.FEWEST, index -> index + 1));
    assertNull(of(0, index -> 0));
  }

  @Test
  void a_step_and_back_is_no_trend() {
    assertNull(of(90, index -> index >= 30 && index < 60 ? 0.9 : 0.3));
  }

  private static Trend of(int count, IntToDoubleFunction value) {
    double[] hours = new double[count];
    double[] values = new double[count];
    for (int index = 0; index < count; index++) {
      hours[index] = index * MINUTE;
      values[index] = value.applyAsDouble(index);
    }
    return Trend.of("memory.heap-after-gc", "", "mean", hours, values);
  }
}
