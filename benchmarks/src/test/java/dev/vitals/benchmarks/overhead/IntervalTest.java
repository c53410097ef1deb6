package dev.vitals.benchmarks.overhead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void the_median_of_an_even_number_of_values_lies_between_two() {
    assertEquals(2.5, Interval.median(new double[] {4, 1, 3, 2}));
  }

  @Test
  void the_interval_encloses_the_median_and_leaves_an_outlier_out() {
    Interval interval = Interval.of(new double[] {1, 1.01, 0.99, 1.02, 0.98, 1, 1.01, 0.99, 1, 9});
    assertTrue(interval.low() <= interval.median() && interval.median() <= interval.high());
    assertTrue(interval.high() < 2, interval.toString());
    assertEquals(10, interval.count());
  }

  @Test
  void nothing_measured_has_no_median() {
    assertTrue(Double.isNaN(Interval.of(new double[0]).median()));
  }
}
