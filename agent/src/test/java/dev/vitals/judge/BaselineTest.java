package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
      baseline = baseline.learn(quarter / 4, 1, 0);
    }
    assertTrue(baseline.isLearning());
    assertTrue(Double.isNaN(baseline.usual(0).middle()));
    assertTrue(Double.isNaN(baseline.usual(0).limit(Comparison.ABOVE, 3)));
    assertEquals(1, baseline.learn(23, 1, 0).expected(5));
  }

  @Test
  void knows_what_is_usual_at_which_hour_and_how_wrong_it_is() {
    Baseline baseline = week();
    assertEquals(10, baseline.expected(12), 0.3);
    assertEquals(1, baseline.expected(3), 0.1);
    assertTrue(baseline.meanError() > 0 && baseline.meanError() < 0.1, "" + baseline.meanError());
  }

  @Test
  void the_error_is_that_of_a_hand_computation() {
    Baseline baseline = Baseline.EMPTY;
    for (int quarter = 0; quarter < 96; quarter++) {
      baseline = baseline.learn(quarter / 4, 10, 0);
    }
    assertTrue(Double.isNaN(baseline.meanError()));
    baseline = baseline.learn(0, 12, 0);
    assertEquals(0.2, baseline.meanError(), 1e-9);
    baseline = baseline.learn(1, 9, 0);
    // 0.2 + 0.02 * (0.1 - 0.2)
    assertEquals(0.198, baseline.meanError(), 1e-9);
    baseline = baseline.learn(2, 10, 0);
    // 0.198 + 0.02 * (0 - 0.198)
    assertEquals(0.19404, baseline.meanError(), 1e-9);
  }

  @Test
  void nothing_can_be_said_of_the_error_where_zero_is_usual() {
    Baseline baseline = Baseline.EMPTY;
    for (int quarter = 0; quarter < 200; quarter++) {
      baseline = baseline.learn(quarter / 4 % 24, 0, 0);
    }
    assertTrue(Double.isNaN(baseline.meanError()));
    assertEquals(0, baseline.usual(3).limit(Comparison.ABOVE, 4));
  }

  @Test
  void the_spread_between_quarters_and_that_within_them_add_up_as_variances() {
    Baseline baseline = Baseline.EMPTY;
    for (int quarter = 0; quarter < 3 * 96; quarter++) {
      baseline = baseline.learn(quarter / 4 % 24, quarter % 2 == 0 ? 9 : 11, 2);
    }
    // The median distance from 10 is 1, and 1.4826 of it are one standard deviation.
    double spread = Math.sqrt(1.4826 * 1.4826 + 2 * 2);
    assertEquals(10 + 3 * spread, baseline.usual(7).limit(Comparison.ABOVE, 3), 1e-6);
    assertEquals(10 - 3 * spread, baseline.usual(7).limit(Comparison.BELOW, 3), 1e-6);
  }

  @Test
  void before_hours_are_told_apart_nothing_is_unusual_that_any_of_them_was() {
    Baseline baseline = Baseline.EMPTY;
    for (int quarter = 0; quarter < 128; quarter++) {
      int hour = quarter / 4 % 24;
      baseline = baseline.learn(hour, hour >= 8 && hour < 20 ? 10 : 1, 0.1);
    }
    // A day and the second night: most values are of nights.
    assertEquals(1, baseline.expected(8));
    assertEquals(10.4, baseline.usual(8).limit(Comparison.ABOVE, 4), 1e-6);
    assertEquals(0.6, baseline.usual(8).limit(Comparison.BELOW, 4), 1e-6);
  }

  @Test
  void a_few_wild_values_change_next_to_nothing() {
    Baseline calm = week();
    Baseline disturbed = calm;
    for (int quarter = 0; quarter < 4; quarter++) {
      disturbed = disturbed.learn(12, 10_000, 5_000);
    }
    double before = calm.usual(12).limit(Comparison.ABOVE, 4);
    assertEquals(before, disturbed.usual(12).limit(Comparison.ABOVE, 4), before * 0.2);
  }

  @Test
  void what_cannot_be_seen_is_not_learned() {
    Baseline baseline = week();
    assertSame(baseline, baseline.learn(12, NAN, 0));
    assertSame(baseline, baseline.learn(12, Double.POSITIVE_INFINITY, 0));
    assertSame(baseline, baseline.learn(12, 1e300, 0));
    assertEquals(0, Baseline.EMPTY.learn(12, 1, NAN).spreads(12)[0]);
  }

  @Test
  void two_weeks_are_kept_and_no_more() {
    Baseline baseline = Baseline.EMPTY;
    for (int quarter = 0; quarter < 100 * 96; quarter++) {
      baseline = baseline.learn(quarter / 4 % 24, quarter, 0);
    }
    for (int hour = 0; hour < Baseline.HOURS; hour++) {
      assertEquals(Baseline.PER_HOUR, baseline.values(hour).length);
      assertEquals(Baseline.PER_HOUR, baseline.spreads(hour).length);
    }
    assertEquals(100 * 96, baseline.learned());
    assertEquals(86 * 96, baseline.values(0)[0]);
    assertEquals(99 * 96 + 95, baseline.values(23)[Baseline.PER_HOUR - 1]);
  }

  @Test
  void one_that_was_kept_is_the_same_and_one_that_cannot_be_is_refused() {
    Baseline baseline = week();
    float[][] values = new float[Baseline.HOURS][];
    float[][] spreads = new float[Baseline.HOURS][];
    for (int hour = 0; hour < Baseline.HOURS; hour++) {
      values[hour] = baseline.values(hour);
      spreads[hour] = baseline.spreads(hour);
    }
    Baseline again = Baseline.of(values, spreads, baseline.learned(), baseline.meanError());
    for (int hour = 0; hour < Baseline.HOURS; hour++) {
      assertEquals(baseline.usual(hour).middle(), again.usual(hour).middle());
      assertEquals(baseline.usual(hour).spread(), again.usual(hour).spread());
    }
    assertRefused(new float[23][0], new float[23][0], 0, NAN);
    assertRefused(values, spreads, 1, NAN);
    assertRefused(values, spreads, baseline.learned(), -1);
    assertRefused(values, new float[Baseline.HOURS][0], baseline.learned(), NAN);
    spreads[7][0] = -1;
    assertRefused(values, spreads, baseline.learned(), NAN);
    spreads[7][0] = 0;
    values[7][0] = Float.NaN;
    assertRefused(values, spreads, baseline.learned(), NAN);
    values[7] = new float[Baseline.PER_HOUR + 1];
    spreads[7] = new float[Baseline.PER_HOUR + 1];
    assertRefused(values, spreads, 10_000, NAN);
  }

  private static void assertRefused(
      float[][] values, float[][] spreads, long learned, double meanError) {
    assertThrows(
        IllegalArgumentException.class, () -> Baseline.of(values, spreads, learned, meanError));
  }

  /** Ten by day and one by night, give or take a little. */
  private Baseline week() {
    Baseline baseline = Baseline.EMPTY;
    for (int quarter = 0; quarter < 7 * 96; quarter++) {
      int hour = quarter / 4 % 24;
      double usual = hour >= 8 && hour < 20 ? 10 : 1;
      baseline = baseline.learn(hour, usual * (1 + 0.05 * random.nextGaussian()), 0.02 * usual);
    }
    return baseline;
  }
}
