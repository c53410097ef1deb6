package dev.vitals.exporter.model;

import java.util.List;

/** One label set of a family and what was measured for it. An empty label value means "absent". */
public sealed interface Sample {
  /**
   * The label values of the overflow series of a metric with labels: shown as {@code
   * otel_metric_overflow="true"} and nothing else.
   */
  List<String> OVERFLOW = List.of();

  List<String> labelValues();

  /** A single number: counter, gauge, info or one state of a state set. */
  record Point(List<String> labelValues, double value) implements Sample {}

  /**
   * A classic histogram, cumulative since the start of the agent.
   *
   * @param bounds upper bounds in ascending order, without +Inf; shared, never modified
   * @param cumulativeCounts observations at or below the bound of the same index; never modified
   * @param count all observations, which is the +Inf bucket
   * @param sum of all observations in the unit of the metric
   * @param recentMaximum the largest observation of the last one or two minutes, 0 where there was
   *     none; NaN where nobody remembers it
   */
  record Distribution(
      List<String> labelValues,
      double[] bounds,
      long[] cumulativeCounts,
      long count,
      double sum,
      double recentMaximum)
      implements Sample {

    /** One whose largest observation nobody remembers. */
    public Distribution(
        List<String> labelValues,
        double[] bounds,
        long[] cumulativeCounts,
        long count,
        double sum) {
      this(labelValues, bounds, cumulativeCounts, count, sum, Double.NaN);
    }
  }
}
