package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.AgentMetrics;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whether a metric may have one more label set: so many per metric, so many lines of
 * exposition in all. What is refused goes to the overflow series of its metric and is counted.
 *
 * <p>Half of the lines is shared out beforehand, so that every metric is sure of the same number of
 * label sets however late it comes; the other half goes to whoever asks first.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
public final class SeriesBudget {
  private final int labelSetsPerMetric;
  private final int lines;
  private final List<Share> shares = new ArrayList<>();
  private int sharedOut;
  private int commonTaken;

  /**
   * @param reservedLines what the fixed families (JVM, host, the agent itself) take of {@code
   *     linesInAll}
   */
  public SeriesBudget(int labelSetsPerMetric, int linesInAll, int reservedLines) {
    this.labelSetsPerMetric = labelSetsPerMetric;
    this.lines = linesInAll - Math.min(reservedLines, linesInAll / 2);
  }

  /** The share of a metric. All are asked for before the first label set is. */
  Share share(Metric metric, int linesPerLabelSet) {
    Share share = new Share(metric, linesPerLabelSet);
    shares.add(share);
    sharedOut += linesPerLabelSet;
    return share;
  }

  /** Counters of what overflowed, by metric. */
  public void collect(List<Family> into) {
    List<Sample> samples = new ArrayList<>();
    for (Share share : shares) {
      if (share.overflows > 0) {
        samples.add(new Sample.Point(List.of(share.metric.name()), share.overflows));
      }
    }
    into.add(new Family(AgentMetrics.VITALS_SERIES_OVERFLOW_TOTAL, samples));
  }

  /** Label sets every metric is sure of; one of them is its overflow series. */
  private int sure() {
    return Math.min(labelSetsPerMetric, Math.max(1, lines / 2 / sharedOut));
  }

  /** What one metric may take. */
  final class Share {
    private final Metric metric;
    private final int linesPerLabelSet;
    private int labelSets;
    private long overflows;

    private Share(Metric metric, int linesPerLabelSet) {
      this.metric = metric;
      this.linesPerLabelSet = linesPerLabelSet;
    }

    /** True when the metric may have one more label set; it is then taken. */
    boolean admit() {
      // The last place of a metric, and the lines of it, are kept for its overflow series.
      if (labelSets >= labelSetsPerMetric - 1) {
        return false;
      }
      if (labelSets >= sure() - 1) {
        if (commonTaken + linesPerLabelSet > lines - sure() * sharedOut) {
          return false;
        }
        commonTaken += linesPerLabelSet;
      }
      labelSets++;
      return true;
    }

    /** Counts a recording that went to the overflow series. */
    void overflowed() {
      overflows++;
    }
  }
}
