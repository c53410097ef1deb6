package dev.vitals.exporter.model;

import java.util.List;

/**
 * What is fixed about a metric: everything but its samples.
 *
 * @param name the name as Prometheus text 0.0.4 shows it, with its unit and, for counters, {@code
 *     _total}
 * @param unit the base unit as a word ("seconds", "bytes", "ratio"), empty where there is none
 * @param help one sentence for the person who reads the exposition; says so where values are
 *     sampled
 * @param labels label names in the order of {@link Sample#labelValues()}
 */
public record Metric(String name, MetricType type, String unit, String help, List<String> labels) {
  public Metric {
    labels = List.copyOf(labels);
  }

  /**
   * Two metrics of one name are the same. Not the record's own: from JDK 24 on the JDK softly keeps
   * the types of the last record that was hashed or compared, and with them our class loader.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Metric metric && metric.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
