package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.AgentMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a metric may have one more label set: so many per metric, so many lines of
 * exposition in all. What is refused goes to the overflow series of its metric and is counted.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
public final class SeriesBudget {
  private final int labelSetsPerMetric;
  private final int linesInAll;
  private final Map<String, Integer> labelSets = new LinkedHashMap<>();
  private final Map<String, Long> overflows = new LinkedHashMap<>();
  private int lines;

  /**
   * @param reservedLines what the fixed families (JVM, host, the agent itself) take of {@code
   *     linesInAll}
   */
  public SeriesBudget(int labelSetsPerMetric, int linesInAll, int reservedLines) {
    this.labelSetsPerMetric = labelSetsPerMetric;
    this.linesInAll = linesInAll;
    this.lines = Math.min(reservedLines, linesInAll / 2);
  }

  /** True when the metric may have one more label set of so many lines; it is then taken. */
  public boolean admit(Metric metric, int labelSetLines) {
    int taken = labelSets.getOrDefault(metric.name(), 0);
    // The last place of a metric, and the lines of it, are kept for its overflow series.
    if (taken >= labelSetsPerMetric - 1 || lines + 2 * labelSetLines > linesInAll) {
      return false;
    }
    labelSets.put(metric.name(), taken + 1);
    lines += labelSetLines;
    return true;
  }

  /** Counts a recording that went to the overflow series. */
  public void overflowed(Metric metric) {
    overflows.merge(metric.name(), 1L, Long::sum);
  }

  /** Counters of what overflowed, by metric. */
  public void collect(List<Family> into) {
    List<Sample> samples = new ArrayList<>();
    for (Map.Entry<String, Long> entry : overflows.entrySet()) {
      samples.add(new Sample.Point(List.of(entry.getKey()), entry.getValue()));
    }
    into.add(new Family(AgentMetrics.VITALS_SERIES_OVERFLOW_TOTAL, samples));
  }
}
