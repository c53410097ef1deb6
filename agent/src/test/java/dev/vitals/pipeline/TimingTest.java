package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingTest {
  private static final double[] BOUNDS = {0.001, 0.01, 0.1};

  private final Timing timing = new Timing(new Timing.Buckets(BOUNDS));

  @Test
  void a_duration_equal_to_a_bound_is_in_its_bucket() {
    timing.record(1_000_000L);
    timing.record(1_000_001L);
    timing.record(10_000_000L);
    timing.record(100_000_000L);

    assertArrayEquals(new long[] {1, 3, 4}, sample().cumulativeCounts());
  }

  @Test
  void buckets_are_cumulative_and_what_is_above_all_is_in_the_count_only() {
    timing.record(0L);
    timing.record(5_000_000L);
    timing.record(100_000_001L);
    timing.record(Long.MAX_VALUE / 2);

    Sample.Distribution sample = sample();
    assertArrayEquals(new long[] {1, 2, 2}, sample.cumulativeCounts());
    assertEquals(4, sample.count());
    assertEquals(4, timing.count());
  }

  @Test
  void finds_the_bucket_next_to_every_power_of_two_and_every_bound() {
    double[] bounds = {1e-9, 3e-9, 5e-9, 6e-9, 7e-9, 0.001, 0.002, 0.0025, 75, 9e9};
    for (int bit = 0; bit < Long.SIZE; bit++) {
      for (long nanos = (1L << bit) - 1; nanos <= (1L << bit) + 1; nanos++) {
        finds(nanos, bounds);
      }
    }
    for (double bound : bounds) {
      for (long step = -1; step <= 1; step++) {
        finds(Math.round(bound * 1e9) + step, bounds);
      }
    }
  }

  @Test
  void the_sum_is_in_seconds() {
    timing.record(1_500_000_000L);
    timing.record(250_000_000L);

    assertEquals(1.75, sample().sum(), 1e-9);
  }

  @Test
  void a_sample_stays_as_it_was_when_more_is_recorded() {
    timing.record(1L);
    Sample.Distribution before = sample();
    timing.record(1L);

    assertArrayEquals(new long[] {1, 1, 1}, before.cumulativeCounts());
    assertEquals(1, before.count());
  }

  @Test
  void counts_the_lines_it_takes_in_the_exposition() {
    assertEquals(BOUNDS.length + 3, new Timing.Buckets(BOUNDS).lines());
  }

  private static void finds(long nanos, double[] bounds) {
    Timing one = new Timing(new Timing.Buckets(bounds));
    one.record(nanos);
    long[] expected = new long[bounds.length];
    for (int index = 0; index < bounds.length; index++) {
      expected[index] = nanos <= Math.round(bounds[index] * 1e9) ? 1 : 0;
    }
    Sample.Distribution sample = (Sample.Distribution) one.sample(List.of("GET"));
    assertArrayEquals(expected, sample.cumulativeCounts(), () -> nanos + " ns");
  }

  private Sample.Distribution sample() {
    return (Sample.Distribution) timing.sample(List.of("GET"));
  }
}
