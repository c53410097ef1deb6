package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.MetricType;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** A snapshot with two series and an overflow series for every metric of the catalogue. */
public final class FullSnapshot {
  /** What the exposition adds by itself. */
  static final List<Metric> ADDED =
      List.of(
          AgentMetrics.VITALS_EXPOSED_SERIES,
          AgentMetrics.VITALS_ENDPOINT_EXPOSED_UNAUTHENTICATED,
          AgentMetrics.VITALS_SCRAPES_TOTAL,
          AgentMetrics.VITALS_SCRAPE_DURATION_SECONDS,
          AgentMetrics.VITALS_SCRAPE_SIZE_BYTES);

  private FullSnapshot() {}

  public static Snapshot create() {
    List<Family> families = new ArrayList<>();
    for (Metric metric : MetricCatalog.ALL) {
      if (!ADDED.contains(metric)) {
        families.add(new Family(metric, samples(metric)));
      }
    }
    return of(families);
  }

  /** That, and what only other namings show. */
  static Snapshot withSpares() {
    List<Family> families = new ArrayList<>(create().families());
    for (List<Metric> more : List.of(SpareMetrics.ALL)) {
      more.forEach(metric -> families.add(new Family(metric, samples(metric))));
    }
    return of(families);
  }

  static Snapshot of(List<Family> families) {
    return new Snapshot(1L, families, List.of());
  }

  static Snapshot of(Metric metric, Sample... samples) {
    return of(List.of(new Family(metric, List.of(samples))));
  }

  private static List<Sample> samples(Metric metric) {
    if (metric.type() == MetricType.STATE_SET) {
      return List.of(
          new Sample.Point(List.of("starting"), 0), new Sample.Point(List.of("running"), 1));
    }
    if (metric.labels().isEmpty()) {
      return List.of(sample(metric, List.of()));
    }
    List<Sample> samples = new ArrayList<>();
    samples.add(sample(metric, metric.labels().stream().map(label -> label + " 1").toList()));
    if (metric.type() != MetricType.INFO) {
      samples.add(sample(metric, metric.labels().stream().map(label -> label + " 2").toList()));
      samples.add(sample(metric, Sample.OVERFLOW));
    }
    return samples;
  }

  private static Sample sample(Metric metric, List<String> labelValues) {
    if (metric.type() == MetricType.INFO) {
      return new Sample.Point(labelValues, 1);
    }
    if (metric.type() == MetricType.HISTOGRAM) {
      double[] bounds = Buckets.of(metric);
      long[] counts = new long[bounds.length];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = i + 1;
      }
      return new Sample.Distribution(labelValues, bounds, counts, counts.length + 1, 12.5);
    }
    return new Sample.Point(labelValues, 1234567890.5);
  }
}
