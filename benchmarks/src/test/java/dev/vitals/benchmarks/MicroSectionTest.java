package dev.vitals.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MicroSectionTest {
  private static final Path PAGE = Path.of("..", "docs", "benchmarks.md");
  private static final Path RESULTS = Path.of("results");

  @Test
  void the_page_says_what_the_results_say() throws IOException {
    String expected = MicroSection.render(Files.readString(PAGE), RESULTS);
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE), "run this test with -Ddocs.write=true");
  }

  @Test
  void results_are_read_as_they_were_written(@TempDir Path folder) throws IOException {
    Results results = new Results(Map.of("cores", 2L));
    Sample sample = new Sample(12.5, 0.25, 0.5, 0.125, 11, 13, 100, 100, 0);
    results.add("jdbc execute x1", sample);
    Path file = folder.resolve("micro-jdk17.json");
    results.write(file);
    Results read = Results.read(file);
    assertEquals(List.of(sample), read.of("jdbc execute x1"));
    assertEquals(Map.of("cores", 2L), read.machine());
    assertEquals(List.of(), read.of("jdbc plain x1"));
  }

  @Test
  void a_figure_is_the_median_of_the_valid_rounds() {
    Results results = new Results(Map.of());
    double[] woven = {110, 130, 120, 900};
    for (double score : woven) {
      results.add("jdbc plain x1", sample(50, 0, 0));
      results.add("jdbc two clocks x1", sample(100, 0, 0));
      results.add("jdbc execute x1", sample(score, 10, score == 900 ? 1 : 0));
    }
    Figure figure =
        new Figure(
            "",
            "",
            "",
            Figure.inClocks(
                "jdbc execute x1", "jdbc plain x1", "jdbc two clocks x1", Sample::scoreNanos));
    assertEquals("1.400 (1.200 to 1.600)", figure.cell(results));
  }

  @Test
  void a_sample_with_a_dropped_or_unseen_event_is_invalid() {
    Measurement woven = Plan.named("jdbc execute x1");
    Measurement plain = Plan.named("jdbc plain x1");
    assertTrue(sample(1, 10, 0).isValid(woven));
    assertFalse(sample(1, 9, 0).isValid(woven));
    assertFalse(sample(1, 10, 1).isValid(woven));
    assertTrue(sample(1, 0, 0).isValid(plain));
    assertFalse(Sample.FAILED.isValid(plain));
  }

  @Test
  void every_figure_names_measurements_there_are() {
    Results results = new Results(Map.of());
    for (Measurement measurement : Plan.ALL) {
      results.add(measurement.name(), new Sample(1, 0, 0, 0, 1, 1, 10, 10, 0));
    }
    int figures = 0;
    for (List<Figure> table :
        List.of(
            Figures.targets(Sample::scoreNanos),
            Figures.bytes(),
            Figures.silent(Sample::scoreNanos),
            Figures.handOffs(Sample::scoreNanos),
            Figures.scrapes(Sample::scoreNanos))) {
      for (Figure figure : table) {
        assertEquals(1, figure.values().of(results).length, figure.what());
        figures++;
      }
    }
    assertTrue(figures > 0);
  }

  private static Sample sample(double score, long seen, long dropped) {
    return new Sample(score, 0, 0, 0, score, score, 10, seen, dropped);
  }
}
