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
 * label sets however late it comes; the other half goes to whoever asks first. A metric that has
 * few label sets, and many lines for each, is sure of no more than those.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
public final class SeriesBudget {
  /** No metric of few label sets is sure of more than this part of the lines. */
  private static final int MOST_FOR_FEW = 10;

  private final int labelSetsPerMetric;
  private final int lines;
  private final List<Share> shares = new ArrayList<>();

  /** Lines of one label set of each metric that may have many. */
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
    sharedOut += linesPerLabelSet;
    return share(metric, linesPerLabelSet, Integer.MAX_VALUE);
  }

  /** The share of a metric that is not expected to have more label sets than that. */
  Share shareOfFew(Metric metric, int linesPerLabelSet, int labelSets) {
    return share(metric, linesPerLabelSet, labelSets);
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

  private Share share(Metric metric, int linesPerLabelSet, int expected) {
    Share share = new Share(metric, linesPerLabelSet, expected);
    shares.add(share);
    return share;
  }

  /** Label sets every metric that may have many is sure of; one of them is its overflow series. */
  private int sure() {
    int left = Math.max(0, lines / 2 - setAside());
    return Math.min(labelSetsPerMetric, Math.max(1, left / Math.max(1, sharedOut)));
  }

  /** Lines that are kept for metrics of few label sets. */
  private int setAside() {
    int setAside = 0;
    for (Share share : shares) {
      if (share.expected < Integer.MAX_VALUE) {
        setAside += share.sureOfFew() * share.linesPerLabelSet;
      }
    }
    return setAside;
  }

  /** What one metric may take. */
  final class Share {
    private final Metric metric;
    private final int linesPerLabelSet;
    private final int expected;
    private int labelSets;
    private long overflows;

    private Share(Metric metric, int linesPerLabelSet, int expected) {
      this.metric = metric;
      this.linesPerLabelSet = linesPerLabelSet;
      this.expected = expected;
    }

    /** True when the metric may have one more label set; it is then taken. */
    boolean admit() {
      // The last place of a metric, and the lines of it, are kept for its overflow series.
      if (labelSets >= labelSetsPerMetric - 1) {
        return false;
      }
      int sure = expected < Integer.MAX_VALUE ? sureOfFew() : sure();
      if (labelSets >= sure - 1) {
        if (commonTaken + linesPerLabelSet > lines - setAside() - sure() * sharedOut) {
          return false;
        }
        commonTaken += linesPerLabelSet;
      }
      labelSets++;
      return true;
    }

    private int sureOfFew() {
      int most = Math.min(expected, lines / MOST_FOR_FEW / linesPerLabelSet);
      return Math.min(labelSetsPerMetric, Math.max(1, most));
    }

    /** Counts a recording that went to the overflow series. */
    void overflowed() {
      overflows++;
    }
  }
}
