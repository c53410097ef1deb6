package dev.vitals.history;

import static dev.vitals.history.Samples.HTTP;
import static dev.vitals.history.Samples.START;
import static dev.vitals.history.Samples.TICK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History with its thread. */
class DiskTest {
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(20);

  @TempDir Path root;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private History history;
  private Thread thread;

  @AfterEach
  void stops() throws InterruptedException {
    if (history != null) {
      stop();
    }
  }

  @Test
  void without_a_directory_there_is_no_thread_and_no_file() throws IOException {
    history = new History(new HistorySettings("", "shop", 8_000_000L, 0), told::add);
    assertNull(history.start(Thread::new));
    history.accept(Samples.plain(0));
    assertEquals(1, history.state().memoryBlocks());
    assertEquals(0, history.state().diskBytes());
    history.events().append(Map.of("rule", "r"));
    assertEquals(1, history.events().events().size());
    assertNull(history.events().firstUnwritten());
  }

  @Test
  void a_restarted_jvm_answers_from_the_first_moment() throws Exception {
    start(root);
    feed(0, 30);
    history.events().append(Map.of("rule", "late"));
    stop();
    start(root);
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (history.query(HTTP, "", START, START + 30 * TICK, TICK).isEmpty()) {
      assertTrue(System.nanoTime() < deadline, "nothing is read back");
      Thread.onSpinWait();
    }
    assertEquals(30, history.query(HTTP, "", START, START + 30 * TICK, TICK).size());
    assertEquals(List.of(Map.of("rule", "late")), history.events().events());
    feed(30, 40);
    List<Point> points = history.query(HTTP, "", START, START + 40 * TICK, TICK);
    assertEquals(40, points.size());
    assertEquals(4_000, points.stream().mapToLong(Point::count).sum());
    assertEquals(List.of("", "/orders"), history.scopes(HTTP));
    assertEquals(List.of(), told);
  }

  @Test
  void a_directory_that_cannot_be_made_is_told_once() throws Exception {
    Path file = Files.writeString(root.resolve("file"), "in the way");
    start(file.resolve("history"));
    feed(0, 50);
    assertEquals(50, history.state().failedIntervals());
    assertEquals(50, history.state().memoryBlocks());
    assertEquals(1, told.size(), told.toString());
    assertTrue(told.get(0).contains(file + "/history: there is no directory"), told.get(0));
  }

  @Test
  void where_nothing_may_be_written_it_is_told_once() throws Exception {
    // Not even root may make a directory there.
    start(Path.of("/proc"));
    feed(0, 20);
    assertEquals(20, history.state().failedIntervals());
    assertEquals(1, told.size(), told.toString());
  }

  @Test
  void a_directory_that_vanishes_and_comes_back_is_used_again() throws Exception {
    Path directory = Files.createDirectory(root.resolve("mount"));
    start(directory);
    feed(0, 10);
    delete(directory);
    feed(10, 20);
    assertEquals(10, history.state().failedIntervals());
    assertFalse(Files.exists(directory), "was made again");
    assertEquals(1, told.size(), told.toString());
    Files.createDirectory(directory);
    feed(20, 30);
    assertEquals(10, history.state().failedIntervals());
    assertEquals(20, history.state().writtenIntervals());
    assertEquals(30, history.query(HTTP, "", START, START + 30 * TICK, TICK).size());
    assertEquals(1, told.size(), told.toString());
  }

  @Test
  void a_sub_directory_that_vanishes_is_made_again() throws Exception {
    start(root);
    feed(0, 10);
    delete(root.resolve("shop-0"));
    feed(10, 20);
    assertEquals(1, history.state().failedIntervals());
    assertEquals(19, history.state().writtenIntervals());
    assertTrue(Files.exists(root.resolve("shop-0")));
  }

  @Test
  void nobody_waits_for_a_disk_that_does_not_answer() {
    HistorySettings settings = new HistorySettings(root.toString(), "shop", 8_000_000L, 1_000_000L);
    Disk disk = new Disk(settings, new EventLog(true), told::add);
    IntervalPacker packer = new IntervalPacker();
    for (int n = 0; n < 20; n++) {
      disk.offer(packer.pack(Samples.plain(n)));
    }
    assertEquals(12, disk.dropped());
    disk.stop();
    disk.run();
    assertEquals(8, disk.written());
  }

  @Test
  void accepting_ten_thousand_keys_is_cheap() {
    Random random = new Random(1);
    List<Series> series = new ArrayList<>();
    for (int key = 0; key < 10_000; key++) {
      series.add(Samples.spread("/route/" + key, random, 1 + 500 / (key + 1), 20));
    }
    history = new History(new HistorySettings("", "shop", 8_000_000L, 0), told::add);
    long bestNanos = Long.MAX_VALUE;
    for (int n = 0; n < 200; n++) {
      Interval interval = new Interval(START + n * TICK, TICK, series);
      long before = System.nanoTime();
      history.accept(interval);
      bestNanos = Math.min(bestNanos, System.nanoTime() - before);
    }
    System.out.println("history accepts 10,000 keys in " + bestNanos / 1_000 + " us at best");
    assertTrue(bestNanos < 50_000_000L, bestNanos + " ns");
  }

  private void start(Path directory) {
    history =
        new History(
            new HistorySettings(
                directory.toString(),
                "shop",
                HistorySettings.MEMORY_BYTES,
                HistorySettings.DISK_BYTES),
            told::add);
    thread = history.start(Thread::new);
  }

  private void stop() throws InterruptedException {
    history.stop();
    if (thread != null) {
      thread.join(TimeUnit.NANOSECONDS.toMillis(DEADLINE_NANOS));
      assertFalse(thread.isAlive());
    }
  }

  private void feed(int from, int to) {
    HistoryState before = history.state();
    long done = before.writtenIntervals() + before.failedIntervals();
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    for (int n = from; n < to; n++) {
      history.accept(Samples.plain(n));
      done++;
      HistoryState state = history.state();
      while (state.writtenIntervals() + state.failedIntervals() < done) {
        assertTrue(System.nanoTime() < deadline, "hangs at " + n);
        Thread.onSpinWait();
        state = history.state();
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
