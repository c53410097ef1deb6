package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final double NAN = Double.NaN;
  private final Random random = new Random(42);

  @Test
  void says_nothing_before_a_day_is_over() {
    Baseline baseline = Baseline.EMPTY;
    for (int quarter = 0; quarter < 95; quarter++) {
      baseline = baseline.learn(quarter / 4, 1);
    }
    assertTrue(baseline.isLearning());
    assertTrue(Double.isNaN(baseline.limit(0, Comparison.ABOVE, 3, 0, 9)));
    assertEquals(1, baseline.learn(23, 1).expected(5));
  }

  @Test
  void knows_what_is_usual_at_which_hour_and_how_wrong_it_is() {
    Baseline baseline = week();
    assertEquals(10, baseline.expected(12), 0.3);
    assertEquals(1, baseline.expected(3), 0.1);
    assertTrue(baseline.meanError() > 0 && baseline.meanError() < 0.1, "" + baseline.meanError());
  }

  @Test
  void a_few_wild_values_change_next_to_nothing() {
    Baseline calm = week();
    Baseline disturbed = calm;
    for (int quarter = 0; quarter < 4; quarter++) {
      disturbed = disturbed.learn(12, 10_000);
    }
    double before = calm.limit(12, Comparison.ABOVE, 4, 0, 100);
    assertEquals(before, disturbed.limit(12, Comparison.ABOVE, 4, 0, 100), before * 0.2);
  }

  @Test
  void limits_stay_between_floor_and_ceiling_on_either_side() {
    Baseline baseline = week();
    assertEquals(50, baseline.limit(12, Comparison.ABOVE, 4, 50, 100));
    assertEquals(10.1, baseline.limit(12, Comparison.ABOVE, 1_000, 0, 10.1));
    assertEquals(5, baseline.limit(12, Comparison.BELOW, 4, 5, 1));
    assertEquals(9.9, baseline.limit(12, Comparison.BELOW, 1_000, 20, 9.9));
  }

  @Test
  void what_cannot_be_seen_is_not_learned() {
    Baseline baseline = week();
    assertEquals(baseline, baseline.learn(12, NAN));
  }

  /** Ten by day and one by night, give or take a little. */
  private Baseline week() {
    Baseline baseline = Baseline.EMPTY;
    for (int quarter = 0; quarter < 7 * 96; quarter++) {
      int hour = quarter / 4 % 24;
      double usual = hour >= 8 && hour < 20 ? 10 : 1;
      baseline = baseline.learn(hour, usual * (1 + 0.05 * random.nextGaussian()));
    }
    return baseline;
  }
}
