package dev.vitals.history;

import static dev.vitals.history.Samples.HTTP;
import static dev.vitals.history.Samples.START;
import static dev.vitals.history.Samples.TICK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final long HOUR = 3_600_000L;

  @TempDir Path root;

  @Test
  void a_restart_goes_on_where_the_last_run_ended() throws IOException {
    try (Direct first = new Direct(root)) {
      first.plain(0, 100);
    }
    try (Direct second = new Direct(root)) {
      assertEquals(100, second.base);
      second.plain(100, 150);
      assertEquals(numbers(0, 150), second.numbers(Tier.INTERVALS));
      assertEquals(24, second.blocks(Tier.MINUTES).size());
      assertEquals(List.of(), second.told);
      assertEquals(3, second.files(Tier.INTERVALS).size());
    }
  }

  @Test
  void many_restarts_leave_few_files() throws IOException {
    for (int run = 0; run < 50; run++) {
      try (Direct direct = new Direct(root)) {
        direct.plain(run, run + 1);
      }
    }
    try (Direct direct = new Direct(root)) {
      assertEquals(numbers(0, 50), direct.numbers(Tier.INTERVALS));
      assertEquals(1, direct.files(Tier.INTERVALS).size());
    }
  }

  @Test
  void minutes_and_quarters_hold_what_the_intervals_held() throws IOException {
    try (Direct direct = new Direct(root)) {
      direct.plain(0, 367);
      List<Block> minutes = direct.blocks(Tier.MINUTES);
      List<Block> quarters = direct.blocks(Tier.QUARTERS);
      assertEquals(61, minutes.size());
      assertEquals(4, quarters.size());
      assertEquals(36_600, Direct.count(minutes, HTTP, "/orders"));
      assertEquals(36_000, Direct.count(quarters, HTTP, "/orders"));
      for (Block quarter : quarters) {
        assertEquals(900_000, quarter.coveredMillis());
        assertEquals(0, quarter.startMillis() % 900_000);
        assertEquals(89, quarter.last() - quarter.first());
      }
    }
  }

  @Test
  void a_quarter_that_was_interrupted_is_made_of_both_runs() throws IOException {
    try (Direct first = new Direct(root)) {
      first.plain(0, 40);
    }
    try (Direct second = new Direct(root)) {
      second.plain(40, 97);
      List<Block> quarters = second.blocks(Tier.QUARTERS);
      assertEquals(1, quarters.size());
      assertEquals(9_000, Direct.count(quarters, HTTP, ""));
    }
  }

  @Test
  void what_is_too_old_goes_file_by_file() throws IOException {
    try (Direct direct = new Direct(root)) {
      direct.plain(0, 1_000);
      List<Long> numbers = direct.numbers(Tier.INTERVALS);
      assertTrue(numbers.size() >= 360 && numbers.size() <= 420, numbers.size() + " blocks");
      assertEquals(999, numbers.get(numbers.size() - 1));
      assertEquals(7, direct.files(Tier.INTERVALS).size());
    }
  }

  @Test
  void every_jvm_has_its_own_sub_directory_and_a_later_one_finds_it_again() throws IOException {
    try (Direct one = new Direct(root)) {
      one.plain(0, 10);
      try (Direct other = new Direct(root)) {
        other.plain(0, 20);
        assertEquals(numbers(0, 10), one.numbers(Tier.INTERVALS));
        assertEquals(numbers(0, 20), other.numbers(Tier.INTERVALS));
        assertNotEquals(
            one.files(Tier.INTERVALS).get(0).getParent(),
            other.files(Tier.INTERVALS).get(0).getParent());
      }
    }
    try (Direct again = new Direct(root)) {
      assertEquals(10, again.base);
    }
  }

  @Test
  void a_clock_that_steps_back_or_leaps_loses_and_doubles_nothing() throws IOException {
    for (String run : List.of("first", "second")) {
      try (Direct direct = new Direct(Files.createDirectory(root.resolve(run)))) {
        long now = START;
        for (int n = 0; n < 330; n++) {
          now += n == 100 ? -HOUR : n == 150 ? 2 * HOUR : n == 200 ? -7_777 : TICK;
          direct.accept(Samples.plain(n, now));
        }
        long open =
            330
                - 1
                - direct.blocks(Tier.MINUTES).get(direct.blocks(Tier.MINUTES).size() - 1).last();
        assertTrue(open <= 7, open + " intervals are in no minute");
        assertEquals(33_000 - open * 100, Direct.count(direct.blocks(Tier.MINUTES), HTTP, ""));
        List<Point> points =
            direct.timeline().points(HTTP, "", START - 2 * HOUR, START + 4 * HOUR, HOUR);
        assertEquals(33_000, points.stream().mapToLong(Point::count).sum());
      }
    }
    assertEquals(content(root.resolve("first")), content(root.resolve("second")));
  }

  @Test
  void the_budget_holds_at_every_moment_and_the_oldest_go() throws IOException {
    long budget = 150_000;
    try (Direct direct = new Direct(root, budget)) {
      Files.write(root.resolve("shop-0").resolve("10s-x.vitals.damaged"), new byte[20_000]);
      direct.store.append(Map.of("rule", "slow"));
    }
    try (Direct direct = new Direct(root, budget)) {
      for (int n = 0; n < 2_000; n++) {
        direct.accept(Samples.plain(n));
        if (n % 10 == 0) {
          long bytes = sizeOf(root);
          assertTrue(bytes <= budget, bytes + " bytes after " + n);
        }
      }
      List<Long> numbers = direct.numbers(Tier.INTERVALS);
      assertEquals(1_999, numbers.get(numbers.size() - 1));
      assertTrue(numbers.get(0) > 1_600, "oldest is " + numbers.get(0));
      assertTrue(direct.blocks(Tier.MINUTES).size() > 20);
      assertEquals(List.of(), direct.told);
    }
  }

  @Test
  void full_tiers_fit_into_the_budget() {
    long bytes = 4 * 1_000_000L;
    for (Tier tier : Tier.values()) {
      bytes += (long) (tier.keptBlocks + tier.segmentBlocks) * tier.blockBytes;
    }
    assertTrue(bytes < 195_000_000L, bytes + " bytes without names");
  }

  private static List<Long> numbers(int from, int to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private static long sizeOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static Map<String, Integer> content(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      Map<String, Integer> content = new TreeMap<>();
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        content.put(
            directory.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
      return content;
    }
  }
}
