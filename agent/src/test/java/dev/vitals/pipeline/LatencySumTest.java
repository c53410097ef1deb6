package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencySumTest {
  private static final long MICRO = 1_000L;

  @Test
  void buckets_are_those_of_the_library() {
    Histogram library = new Histogram(LatencyBuckets.LONGEST_MICROS, LatencyBuckets.DIGITS);
    long micros = 0;
    int index = 0;
    while (micros <= LatencyBuckets.LONGEST_MICROS) {
      assertEquals(index, LatencyBuckets.index(micros));
      assertEquals(micros, LatencyBuckets.lowest(index));
      assertEquals(micros, library.lowestEquivalentValue(micros));
      assertEquals(index, LatencyBuckets.index(library.highestEquivalentValue(micros)));
      micros = library.nextNonEquivalentValue(micros);
      index++;
    }
    assertTrue(index > 3_000, "only " + index + " buckets");
  }

  @Test
  void percentiles_of_a_merge_are_those_of_all_calls_in_a_sorted_list() {
    Random random = new Random(4);
    for (int round = 0; round < 20; round++) {
      List<Long> exact = new ArrayList<>();
      LatencySum sum = new LatencySum();
      for (int window = 0; window < 90; window++) {
        LatencyWindow tick = new LatencyWindow(new Lookback(1));
        int calls = 1 + random.nextInt(300);
        double middle = 50 * Math.pow(10, random.nextDouble() * 4);
        for (int call = 0; call < calls; call++) {
          long micros = (long) (middle * Math.exp(random.nextGaussian()));
          exact.add(micros);
          tick.record(micros * MICRO, false);
        }
        tick.tick();
        sum.add(tick.newest().latencies().encoded());
      }
      Long[] sorted = exact.toArray(new Long[0]);
      Arrays.sort(sorted);
      assertEquals(sorted.length, sum.count());
      for (double percentile : new double[] {1, 25, 50, 75, 90, 95, 99, 99.9, 100}) {
        long expected = sorted[(int) Math.ceil(percentile / 100 * sorted.length) - 1];
        assertEquals(expected, sum.percentileMicros(percentile), 0.01 * expected + 1);
      }
    }
  }

  @Test
  void a_merge_is_encoded_as_its_parts_are_and_loses_no_call() {
    Random random = new Random(7);
    LatencyWindow whole = new LatencyWindow(new Lookback(1));
    LatencySum parts = new LatencySum();
    for (int part = 0; part < 10; part++) {
      LatencyWindow tick = new LatencyWindow(new Lookback(1));
      for (int call = 0; call < 1_000; call++) {
        long nanos = (long) Math.exp(random.nextDouble() * 28);
        tick.record(nanos, false);
        whole.record(nanos, false);
      }
      tick.tick();
      parts.add(tick.newest().latencies().encoded());
    }
    whole.tick();
    byte[] encoded = whole.newest().latencies().encoded();
    assertArrayEquals(encoded, parts.encoded());
    LatencySum again = new LatencySum();
    again.add(encoded);
    assertEquals(10_000, again.count());
  }

  @Test
  void few_calls_are_few_bytes() {
    LatencyWindow tick = new LatencyWindow(new Lookback(1));
    for (int call = 0; call < 20; call++) {
      tick.record((1_000 + call * 100) * MICRO, false);
    }
    tick.tick();
    int bytes = tick.newest().latencies().encoded().length;
    assertTrue(bytes <= 42, bytes + " bytes");
  }

  @Test
  void bytes_that_are_no_histogram_do_no_harm() {
    Random random = new Random(1);
    for (int round = 0; round < 10_000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      LatencySum sum = new LatencySum();
      sum.add(bytes);
      assertTrue(sum.count() >= 0);
    }
  }

  @Test
  void a_cleared_sum_knows_nothing() {
    LatencySum sum = new LatencySum();
    LatencyWindow tick = new LatencyWindow(new Lookback(1));
    tick.record(MICRO, true);
    tick.tick();
    sum.add(tick.newest().latencies().encoded());
    sum.clear();
    assertEquals(0, sum.count());
    assertEquals(Double.NaN, sum.percentileMicros(50));
    assertEquals(0, sum.encoded().length);
  }

  @Test
  void a_tick_says_what_was_called_in_it() {
    LatencyWindow window = new LatencyWindow(new Lookback(3));
    window.record(5_000 * MICRO, true);
    window.record(1_500, false);
    assertNull(window.newest());
    window.tick();
    LatencyTick tick = window.newest();
    assertEquals(2, tick.count());
    assertEquals(1, tick.errors());
    assertEquals(5_001, tick.sumMicros());
    assertEquals(5_000, tick.maxMicros(), 50);
    window.tick();
    assertNull(window.newest());
  }
}
