package dev.vitals.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.MetricType;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.Naming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What dashboards made by others ask of a JVM, asked of this one. */
@EnabledOnOs(OS.LINUX)
class NamedSamplesTest {
  private static final Path QUERIES =
      Path.of("..", "exporter", "src", "test", "resources", "dashboards.txt");
  private static final long WAIT_NANOS = 10_000_000_000L;

  @ParameterizedTest
  @EnumSource
  void a_sample_of_this_jvm_has_every_series_they_ask_for(Naming naming) throws IOException {
    List<String[]> queries = queries(naming);
    assertTrue(queries.size() > 15, naming + ": " + queries.size());
    try (HostSampler sampler = new HostSampler(line -> {}, naming)) {
      sampler.sample();
      System.gc();
      long startNanos = System.nanoTime();
      List<String> missing = missing(queries, naming, sampler);
      while (!missing.isEmpty() && System.nanoTime() - startNanos < WAIT_NANOS) {
        missing = missing(queries, naming, sampler);
      }
      assertEquals(List.of(), missing);
    }
  }

  private static List<String[]> queries(Naming naming) throws IOException {
    List<String[]> queries = new ArrayList<>();
    for (String line : Files.readAllLines(QUERIES)) {
      String[] columns = line.split(" *\\| *", -1);
      boolean isAsked = columns.length == 5 && columns[4].isBlank();
      if (isAsked
          && columns[0].equalsIgnoreCase(naming.name())
          && columns[2].matches("(jvm|process|system)_.*")) {
        queries.add(columns);
      }
    }
    return queries;
  }

  private static List<String> missing(List<String[]> queries, Naming naming, HostSampler sampler) {
    List<Family> families =
        naming.families(
            new Snapshot(System.currentTimeMillis(), sampler.sample().families(), List.of()));
    List<String> missing = new ArrayList<>();
    for (String[] query : queries) {
      if (families.stream().noneMatch(family -> answers(family, query[2], query[3]))) {
        missing.add(query[1] + ": " + query[2] + ' ' + query[3]);
      }
    }
    return missing;
  }

  private static boolean answers(Family family, String series, String labels) {
    String name =
        family.metric().type() == MetricType.HISTOGRAM
            ? series.replaceAll("_(bucket|count|sum)$", "")
            : series;
    return family.metric().name().equals(name)
        && family.samples().stream().anyMatch(sample -> hasAll(family, sample, labels));
  }

  private static boolean hasAll(Family family, Sample sample, String labels) {
    for (String label : labels.isEmpty() ? new String[0] : labels.split(" ")) {
      String[] nameAndValue = label.split("=", 2);
      int place = family.metric().labels().indexOf(nameAndValue[0]);
      boolean isBucket = label.equals("le");
      if (!isBucket && (place < 0 || sample.labelValues().get(place).isEmpty())) {
        return false;
      }
      if (nameAndValue.length == 2 && !sample.labelValues().get(place).equals(nameAndValue[1])) {
        return false;
      }
    }
    return true;
  }
}
