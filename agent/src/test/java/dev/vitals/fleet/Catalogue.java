package dev.vitals.fleet;

import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.MetricType;
import dev.vitals.exporter.prometheus.MetricCatalog;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Knows which names the agent exposes, and finds those it does not in an expression. */
final class Catalogue {
  /** What Prometheus itself adds to what it scrapes. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up");

  private static final Set<String> OF_TARGETS = Set.of("job", "instance");

  private final Set<String> recorded = new HashSet<>();

  /** Allows the name of a recording rule from here on. */
  void recorded(String name) {
    recorded.add(name);
  }

  /** What is wrong with the names of an expression. */
  Set<String> unknown(String expression) {
    Set<String> unknown = new TreeSet<>();
    Set<String> allowed = new HashSet<>(OF_TARGETS);
    PromqlNames names = new PromqlNames(expression);
    for (String name : names.metrics()) {
      Metric metric = metric(name);
      if (metric != null) {
        allowed.addAll(metric.labels());
        if (name.endsWith("_bucket")) {
          allowed.add("le");
        }
      } else if (recorded.contains(name)) {
        allowed.addAll(labelsOfRecord(name));
      } else if (!OF_PROMETHEUS.contains(name)) {
        unknown.add("metric " + name);
      }
    }
    for (String label : names.labels()) {
      if (!allowed.contains(label)) {
        unknown.add("label " + label);
      }
    }
    if (names.metrics().isEmpty()) {
      unknown.add("no metric in " + expression);
    }
    return unknown;
  }

  /** All labels of all metrics. */
  static Set<String> labels() {
    Set<String> labels = new HashSet<>(OF_TARGETS);
    MetricCatalog.ALL.forEach(metric -> labels.addAll(metric.labels()));
    return labels;
  }

  /** Its name begins with the labels it keeps. */
  private static Set<String> labelsOfRecord(String name) {
    String level = '_' + name.substring(0, name.indexOf(':')) + '_';
    Set<String> labels = labels();
    labels.removeIf(label -> !level.contains('_' + label + '_'));
    return labels;
  }

  private static Metric metric(String sample) {
    for (Metric metric : MetricCatalog.ALL) {
      if (metric.type() != MetricType.HISTOGRAM) {
        if (metric.name().equals(sample)) {
          return metric;
        }
      } else if (sample.startsWith(metric.name())
          && List.of("_bucket", "_count", "_sum")
              .contains(sample.substring(metric.name().length()))) {
        return metric;
      }
    }
    return null;
  }
}
