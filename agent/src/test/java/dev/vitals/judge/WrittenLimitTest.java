package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WrittenLimitTest {
  @Test
  void a_limit_that_must_not_be_passed_is_rounded_up() {
    double[][] table = {
      {0, 0},
      {0.437, 0.45},
      {0.45, 0.45},
      {1, 1},
      {1.03, 1.1},
      {1.95, 2},
      {2.01, 2.5},
      {9.6, 10},
      {0.0123, 0.013},
      {437, 450},
      {100, 100},
      {1e10, 1e10},
    };
    for (double[] row : table) {
      assertEquals(row[1], WrittenLimit.holding(row[0], Comparison.ABOVE, false), "" + row[0]);
    }
  }

  @Test
  void one_that_must_not_be_undercut_is_rounded_down() {
    double[][] table = {{0, 0}, {0.437, 0.4}, {97, 95}, {12.7, 12}, {2, 2}, {1.99, 1.9}};
    for (double[] row : table) {
      assertEquals(row[1], WrittenLimit.holding(row[0], Comparison.BELOW, false), "" + row[0]);
    }
  }

  @Test
  void of_a_large_share_it_is_the_rest_that_is_round() {
    double[][] above = {{0.43, 0.45}, {0.91, 0.91}, {0.963, 0.965}, {0.9971, 0.998}, {0.9996, 1}};
    for (double[] row : above) {
      assertEquals(row[1], WrittenLimit.holding(row[0], Comparison.ABOVE, true), "" + row[0]);
    }
    double[][] below = {{0.74, 0.7}, {0.83, 0.83}, {0.5, 0.5}, {0.9996, 0.999}, {1, 1}};
    for (double[] row : below) {
      assertEquals(row[1], WrittenLimit.holding(row[0], Comparison.BELOW, true), "" + row[0]);
    }
  }

  @Test
  void it_holds_the_value_is_near_it_and_follows_it() {
    for (Comparison comparison : Comparison.values()) {
      for (boolean isShare : new boolean[] {false, true}) {
        double before = 0;
        for (int step = 1; step <= 2_500; step++) {
          double value = step / 1_000.0;
          double limit = WrittenLimit.holding(value, comparison, isShare);
          String which = comparison + " " + isShare + " " + value + ": " + limit;
          assertFalse(comparison.isBeyond(value, limit), which);
          assertTrue(limit >= value / 1.3 && limit <= value * 1.3, which);
          assertTrue(limit >= before, which);
          before = limit;
        }
      }
    }
  }
}
