package dev.vitals.cache;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.pipeline.CacheReadings.Counts;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Compares what was counted with what the library counted. */
final class Equality {
  private Equality() {}

  /** The same for each script. */
  static void assertSameAsLibrary(CacheHost host, String className, List<String> scripts) {
    assertAll(
        scripts.stream()
            .map(
                script ->
                    (Executable)
                        () ->
                            assertAll(script, () -> assertSameAsLibrary(host, className, script))));
  }

  /** Runs a script with the library's statistics on and off and expects its numbers both times. */
  private static void assertSameAsLibrary(CacheHost host, String className, String script)
      throws Exception {
    CacheHost.Outcome with = host.run(className, script, true);
    CacheHost.Outcome without = host.run(className, script, false);
    long[] expected = with.expected();
    String names = "hits, misses, loads, failed loads, evictions";
    assertEquals(counts(expected), counts(with.total()), names);
    assertEquals(counts(expected), counts(without.total()), names + " without statistics");
    assertEquals(with.total().puts(), without.total().puts(), "puts");
    assertEquals(with.total().removals(), without.total().removals(), "removals");
    assertEquals(expected[5], with.total().loadNanos(), "load time");
    assertEquals(
        expected[2] + expected[3] == 0,
        without.total().loadNanos() == 0,
        "whether there is load time without statistics");
  }

  private static List<Long> counts(long[] numbers) {
    return List.of(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  }

  private static List<Long> counts(Counts counts) {
    return List.of(
        counts.hits(), counts.misses(), counts.loads(), counts.failedLoads(), counts.evictions());
  }
}
