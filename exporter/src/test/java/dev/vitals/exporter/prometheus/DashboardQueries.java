package dev.vitals.exporter.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The list of what dashboards made by others ask for. */
final class DashboardQueries {
  private static final int COLUMNS = 5;

  private DashboardQueries() {}

  /**
   * One series that a dashboard asks for.
   *
   * @param labels each as {@code label} or {@code label=value}
   * @param whyEmpty empty where it has to be there
   */
  record Query(
      Naming naming, String dashboard, String series, List<String> labels, String whyEmpty) {
    boolean isAnswered() {
      return whyEmpty.isEmpty();
    }
  }

  static List<Query> all() {
    return read()
        .lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(DashboardQueries::query)
        .toList();
  }

  private static Query query(String line) {
    String[] columns = line.split("\\|", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(line);
    }
    String labels = columns[3].strip();
    return new Query(
        Naming.of(columns[0].strip()),
        columns[1].strip(),
        columns[2].strip(),
        labels.isEmpty() ? List.of() : List.of(labels.split(" +")),
        columns[4].strip());
  }

  private static String read() {
    try (InputStream in = DashboardQueries.class.getResourceAsStream("/dashboards.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
