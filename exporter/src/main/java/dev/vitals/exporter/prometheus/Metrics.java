package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.MetricType;
import java.util.List;

/** Short spellings for the declarations of the catalogue; the unit is read off the name. */
final class Metrics {
  private Metrics() {}

  static Metric counter(String name, String help, String... labels) {
    return declare(name, MetricType.COUNTER, help, labels);
  }

  static Metric gauge(String name, String help, String... labels) {
    return declare(name, MetricType.GAUGE, help, labels);
  }

  static Metric histogram(String name, String help, String... labels) {
    return declare(name, MetricType.HISTOGRAM, help, labels);
  }

  static Metric info(String name, String help, String... labels) {
    return declare(name, MetricType.INFO, help, labels);
  }

  /** OpenMetrics wants the one label of a state set to be called like the metric. */
  static Metric stateSet(String name, String help) {
    return declare(name, MetricType.STATE_SET, help, name);
  }

  private static Metric declare(String name, MetricType type, String help, String... labels) {
    return new Metric(name, type, unitOf(name), help, List.of(labels));
  }

  private static String unitOf(String name) {
    String family =
        name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
    for (String unit : new String[] {"seconds", "bytes", "ratio", "cores"}) {
      if (family.endsWith("_" + unit)) {
        return unit;
      }
    }
    return "";
  }
}
