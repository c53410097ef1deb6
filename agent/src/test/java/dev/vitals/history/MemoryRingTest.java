package dev.vitals.history;

import static dev.vitals.history.Samples.HTTP;
import static dev.vitals.history.Samples.START;
import static dev.vitals.history.Samples.TICK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryRingTest {
  private static final int KEYS = 10_000;
  private static final long MEGABYTE = 1_000_000L;

  @Test
  void an_hour_of_ten_thousand_keys_fits_into_eight_megabytes() {
    List<List<Series>> hours = tenThousandKeys(3);
    History history = memory();
    long before = usedHeapBytes();
    for (int n = 0; n < 800; n++) {
      history.accept(new Interval(START + n * TICK, TICK, hours.get(n % hours.size())));
      long bytes = history.state().memoryBytes();
      assertTrue(bytes <= HistorySettings.MEMORY_BYTES, bytes + " bytes");
    }
    long heapBytes = usedHeapBytes() - before;
    HistoryState state = history.state();
    System.out.println(
        "history of 10,000 keys: "
            + state.memoryBlocks()
            + " intervals, counted "
            + state.memoryBytes()
            + " bytes, heap grew by "
            + heapBytes);
    assertTrue(state.memoryBlocks() >= 360, state.memoryBlocks() + " intervals");
    assertTrue(heapBytes <= 8 * MEGABYTE, heapBytes + " bytes");
    assertTrue(
        heapBytes <= state.memoryBytes() + MEGABYTE,
        heapBytes + " bytes, but counted " + state.memoryBytes());
    assertTrue(hours.size() == 3);
  }

  @Test
  void the_largest_fifty_are_kept_in_full_and_the_rest_in_sums() {
    List<List<Series>> hours = tenThousandKeys(1);
    IntervalPacker packer = new IntervalPacker();
    Block block = packer.pack(new Interval(START, TICK, hours.get(0)));
    long full = 0;
    long named = 0;
    long calls = 0;
    double seconds = 0;
    for (Entry entry : block.entries()) {
      boolean isAll = entry.name().scope().isEmpty();
      full += entry.latencies() == null ? 0 : 1;
      named += entry.name().scope().equals(Name.OTHER) ? 0 : 1;
      calls += isAll ? 0 : entry.count();
      seconds += isAll ? 0 : entry.sum() / 1e6;
    }
    assertEquals(Packing.FULL, full);
    assertEquals(Packing.NAMED, named);
    long expectedCalls = 0;
    double expectedSeconds = 0;
    for (Series series : hours.get(0)) {
      Series.Timing timing = (Series.Timing) series;
      expectedCalls += timing.scope().isEmpty() ? 0 : timing.count();
      expectedSeconds += timing.scope().isEmpty() ? 0 : timing.sumMicros() / 1e6;
    }
    assertEquals(expectedCalls, calls);
    assertEquals(expectedSeconds, seconds, 1e-3);
  }

  @Test
  void names_that_are_always_new_cost_age_and_never_room() {
    History history = memory();
    Series.Timing timing = Samples.timing(HTTP, "", 5, 10);
    for (int n = 0; n < 1_000; n++) {
      List<Series> series = new ArrayList<>();
      for (int key = 0; key < 300; key++) {
        series.add(
            new Series.Timing(
                HTTP,
                "/a/rather/long/route/" + n + '/' + key,
                2,
                0,
                15_000,
                10_000,
                timing.latencies()));
        series.add(new Series.Gauge("gauge_" + n + '_' + key, "", key));
      }
      history.accept(new Interval(START + n * TICK, TICK, series));
      long bytes = history.state().memoryBytes();
      assertTrue(bytes <= HistorySettings.MEMORY_BYTES, bytes + " bytes");
    }
    assertTrue(history.state().memoryBlocks() > 30, history.state().memoryBlocks() + " blocks");
    assertEquals(100_000, history.state().leftOutGauges());
  }

  @Test
  void histograms_that_are_too_wide_go_from_the_smallest_on() {
    Random random = new Random(5);
    List<Series> series = new ArrayList<>();
    for (int key = 0; key < 60; key++) {
      series.add(Samples.spread("/wide/" + key, random, 2_000 - key, 500));
    }
    Block block = new IntervalPacker().pack(new Interval(START, TICK, series));
    byte[] bytes = new BlockWriter(List.of()).write(block);
    assertTrue(bytes.length < Packing.INTERVAL_BYTES + 60 * 70, bytes.length + " bytes");
    boolean hasEnded = false;
    int full = 0;
    for (Entry entry : block.entries()) {
      hasEnded |= entry.latencies() == null;
      full += entry.latencies() == null ? 0 : 1;
    }
    assertTrue(hasEnded && full >= 8, full + " in full");
    assertTrue(block.entries().get(0).latencies() != null);
  }

  @Test
  void a_route_that_was_large_keeps_its_percentiles_for_a_while() {
    IntervalPacker packer = new IntervalPacker();
    List<Series> busy = new ArrayList<>();
    for (int key = 0; key < 300; key++) {
      busy.add(Samples.timing(HTTP, "/steady/" + key, 100, 100));
    }
    Map<String, Boolean> seen = new HashMap<>();
    for (int n = 0; n < 40; n++) {
      List<Series> series = new ArrayList<>(busy);
      series.add(Samples.timing(HTTP, "/bursty", n == 0 ? 5_000 : 1));
      Block block = packer.pack(new Interval(START + n * TICK, TICK, series));
      seen.put("" + n, block.entries().get(0).name().scope().equals("/bursty"));
    }
    for (int n = 0; n < 40; n++) {
      assertTrue(seen.get("" + n), "not in interval " + n);
    }
  }

  @Test
  void with_many_small_intervals_an_hour_is_kept_and_not_much_more() {
    History history = memory();
    for (int n = 0; n < 1_000; n++) {
      history.accept(Samples.plain(n));
    }
    int blocks = history.state().memoryBlocks();
    assertTrue(blocks >= 360 && blocks <= 420, blocks + " blocks");
    List<Point> points =
        history.query(HTTP, "/orders", START + 641 * TICK, START + 1_000 * TICK, TICK);
    assertEquals(359, points.size());
  }

  private static History memory() {
    return new History(
        new HistorySettings("", "shop", HistorySettings.MEMORY_BYTES, HistorySettings.DISK_BYTES),
        line -> {
          throw new AssertionError(line);
        });
  }

  /** A few large routes, many small ones, as it is in life. */
  private static List<List<Series>> tenThousandKeys(int variants) {
    Random random = new Random(9);
    List<List<Series>> all = new ArrayList<>();
    for (int variant = 0; variant < variants; variant++) {
      List<Series> series = new ArrayList<>();
      series.add(Samples.spread("", random, 5_000, 20));
      for (int key = 0; key < KEYS; key++) {
        int calls = 1 + 1_000 / (key + 1);
        series.add(Samples.spread("/api/v1/customers/{id}/orders/" + key, random, calls, 20));
      }
      all.add(series);
    }
    return all;
  }

  private static long usedHeapBytes() {
    long used = Long.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }
}
