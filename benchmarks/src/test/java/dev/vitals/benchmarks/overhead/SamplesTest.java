package dev.vitals.benchmarks.overhead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
  @TempDir Path folder;

  @Test
  void a_cut_run_finds_what_it_measured_and_measures_again_what_was_invalid() throws Exception {
    Path file = folder.resolve("overhead-jdk17.jsonl");
    Samples first = new Samples(file);
    first.session(Map.of("java", "17 \"quoted\""));
    first.add(sample(Variant.VITALS, 1, 2.5, List.of()));
    first.add(sample(Variant.VITALS, 2, 7, List.of("3 requests failed")));

    Samples second = new Samples(file);
    assertTrue(second.has(new StartUp(), Variant.VITALS, 1));
    assertFalse(second.has(new StartUp(), Variant.VITALS, 2));
    assertFalse(second.has(new StartUp(), Variant.NONE, 1));
    assertEquals(1, second.invalid("startup", Variant.VITALS));
    assertEquals("17 \"quoted\"", second.sessions().get(0).get("java"));
    assertEquals(2.5, second.values("startup", Variant.VITALS, "cpu_seconds").median());
  }

  @Test
  void pairs_only_samples_of_the_same_round() throws Exception {
    Samples samples = new Samples(folder.resolve("overhead-jdk25.jsonl"));
    samples.add(sample(Variant.NONE, 1, 1, List.of()));
    samples.add(sample(Variant.VITALS, 1, 1.5, List.of()));
    samples.add(sample(Variant.NONE, 2, 10, List.of()));
    samples.add(sample(Variant.VITALS, 3, 20, List.of()));

    Interval ratio =
        samples.paired(
            "startup",
            "cpu_seconds",
            List.of(Variant.NONE, Variant.VITALS),
            each -> each.get(Variant.VITALS) / each.get(Variant.NONE));
    assertEquals(1, ratio.count());
    assertEquals(1.5, ratio.median());
  }

  private static Sample sample(Variant variant, int round, double cpu, List<String> problems) {
    return new Sample("startup", variant.label(), round, Map.of("cpu_seconds", cpu), problems);
  }
}
