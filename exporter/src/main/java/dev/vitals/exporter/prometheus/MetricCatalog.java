package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Metric;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every metric there is, in the order of the exposition. A constant is called like its metric and
 * stands in {@link ApplicationMetrics}, {@link PoolMetrics}, {@link ExecutorMetrics}, {@link
 * JvmMetrics}, {@link HostMetrics}, {@link JudgementMetrics} or {@link AgentMetrics}.
 */
public final class MetricCatalog {
  private MetricCatalog() {}

  public static final List<Metric> ALL =
      Stream.of(
              ApplicationMetrics.ALL,
              PoolMetrics.ALL,
              ExecutorMetrics.ALL,
              JvmMetrics.ALL,
              HostMetrics.ALL,
              JudgementMetrics.ALL,
              AgentMetrics.ALL)
          .flatMap(List::stream)
          .toList();

  /** The only label of a series that stands for all those beyond the series budget. */
  public static final String OVERFLOW_LABEL = "otel_metric_overflow";
}
