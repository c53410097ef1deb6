package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.ParsedExposition.ParsedFamily;
import dev.vitals.exporter.prometheus.ParsedExposition.ParsedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All lines of an exposition in some naming. */
final class NamedSeries {
  private final List<ParsedSample> lines = new ArrayList<>();

  private NamedSeries(Map<String, ParsedFamily> families) {
    families.values().forEach(family -> lines.addAll(family.samples.values()));
  }

  static NamedSeries text(Snapshot snapshot, Naming naming) {
    return new NamedSeries(ParsedExposition.text(Exposition.text(snapshot, naming)));
  }

  static NamedSeries openMetrics(Snapshot snapshot, Naming naming) {
    return new NamedSeries(ParsedExposition.openMetrics(Exposition.openMetrics(snapshot, naming)));
  }

  List<ParsedSample> of(String name) {
    return lines.stream().filter(line -> line.name().equals(name)).toList();
  }

  /** The value of the only line with this name and these labels, each as {@code label=value}. */
  double value(String name, String... labels) {
    List<ParsedSample> found =
        of(name).stream().filter(line -> hasAll(line, List.of(labels))).toList();
    assertEquals(1, found.size(), () -> name + List.of(labels) + ": " + of(name));
    return found.get(0).value();
  }

  /** Whether the line has these labels, each as {@code label} or {@code label=value}. */
  static boolean hasAll(ParsedSample line, List<String> labels) {
    for (String label : labels) {
      int equals = label.indexOf('=');
      String value = line.labels().get(equals < 0 ? label : label.substring(0, equals));
      if (value == null || equals >= 0 && !value.equals(label.substring(equals + 1))) {
        return false;
      }
    }
    return true;
  }
}
