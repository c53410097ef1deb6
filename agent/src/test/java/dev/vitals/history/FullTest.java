package dev.vitals.history;

import static dev.vitals.history.Samples.HTTP;
import static dev.vitals.history.Samples.START;
import static dev.vitals.history.Samples.TICK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History when every block is as large as it may be. */
class FullTest {
  private static final int MINUTES_A_MONTH = 30 * 24 * 60;

  @TempDir Path root;

  @Test
  void an_hour_of_wide_histograms_fits_into_eight_megabytes() {
    Random random = new Random(1);
    List<Series> series = new ArrayList<>();
    for (int key = 0; key < 10_000; key++) {
      int calls = key < 60 ? 1_500 : 1;
      series.add(Samples.spread("/a/route/as/long/as/they/are/" + key, random, calls, 300));
    }
    for (int key = 0; key < 300; key++) {
      series.add(new Series.Gauge("some_gauge_of_a_pool_" + key, "pool", key * 1.1));
    }
    MemoryRing memory = new MemoryRing(HistorySettings.MEMORY_BYTES);
    IntervalPacker packer = new IntervalPacker();
    long before = usedHeapBytes();
    for (int n = 0; n < 700; n++) {
      memory.add(packer.pack(new Interval(START + n * TICK, TICK, series)));
      assertTrue(memory.bytes() <= HistorySettings.MEMORY_BYTES, memory.bytes() + " bytes");
    }
    long heapBytes = usedHeapBytes() - before;
    System.out.println(
        "history of wide histograms: "
            + memory.blocks()
            + " intervals, counted "
            + memory.bytes()
            + " bytes, heap grew by "
            + heapBytes);
    assertTrue(memory.blocks() >= 360, memory.blocks() + " intervals");
    assertTrue(memory.bytes() > 5_000_000, memory.bytes() + " bytes");
    assertTrue(heapBytes <= 8_000_000, heapBytes + " bytes");
    assertEquals(10_300, series.size());
  }

  @Test
  void a_month_of_the_largest_blocks_fits_into_two_hundred_megabytes() throws IOException {
    Block largest = largest();
    try (Direct direct = new Direct(root)) {
      List<TierFiles> tiers = direct.store.tiers();
      long mostBytes = 0;
      long number = 0;
      for (int minute = 0; minute < MINUTES_A_MONTH + 1_500; minute++) {
        long start = START + minute * 60_000L;
        boolean isNew = minute >= MINUTES_A_MONTH;
        if (minute % 15 == 14) {
          tiers.get(2).append(block(largest, number - 84, number + 5, start - 840_000, 900_000));
        }
        if (isNew) {
          tiers.get(1).append(block(largest, number, number + 5, start, 60_000));
        }
        if (minute > MINUTES_A_MONTH + 1_400) {
          for (int n = 0; n < 6; n++) {
            tiers.get(0).append(block(largest, number + n, number + n, start + n * TICK, TICK));
          }
        }
        number += 6;
        mostBytes = Math.max(mostBytes, direct.store.bytes());
      }
      long onDisk = 0;
      for (File file : root.resolve("shop-0").toFile().listFiles()) {
        onDisk += file.length();
      }
      assertEquals(onDisk, direct.store.bytes());
      System.out.println("history when all files are full: " + mostBytes + " bytes at most");
      assertTrue(mostBytes > 150_000_000 && mostBytes <= 200_000_000, mostBytes + " bytes");
      assertTrue(direct.blocks(Tier.QUARTERS).size() >= 2_880);
      long end = START + (MINUTES_A_MONTH + 1_500) * 60_000L;
      long before = System.nanoTime();
      List<Point> points =
          direct.timeline().points(HTTP, "/route/3", end - 29L * 24 * 3_600_000, end, 3_600_000);
      System.out.println(
          "a question for a month: " + (System.nanoTime() - before) / 1_000_000 + " ms");
      assertTrue(points.size() >= 29 * 24, points.size() + " points");
    }
  }

  private static Block block(Block like, long first, long last, long startMillis, long spanMillis) {
    return new Block(Math.max(0, first), last, startMillis, spanMillis, spanMillis, like.entries());
  }

  /** As many bytes as a block of minutes may have. */
  private static Block largest() {
    Random random = new Random(1);
    List<Entry> timings = new ArrayList<>();
    for (int key = 0; key < Packing.NAMED; key++) {
      byte[] latencies = Samples.spread("", random, 500, 300).latencies().encoded();
      timings.add(
          Entry.timing(
              Name.of(Kind.TIMING, HTTP, "/route/" + key), 1 << 20, 1 << 14, 9e12, 9e9, latencies));
    }
    List<Entry> values = new ArrayList<>();
    for (int key = 0; key < Packing.VALUES; key++) {
      values.add(Entry.gauge(Name.of(Kind.GAUGE, "gauge", "pool " + key), 90, 1e9, 0, 1e9, 5));
    }
    return new Block(0, 0, 0, 0, 0, Packing.fit(timings, values, Packing.MERGED_BYTES));
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
