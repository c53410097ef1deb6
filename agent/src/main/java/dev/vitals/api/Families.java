package dev.vitals.api;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import java.util.List;

/** Sums over the samples of a snapshot. */
final class Families {
  private final Snapshot snapshot;

  Families(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The samples of a metric; null where it is not in the snapshot. */
  List<Sample> samples(Metric metric) {
    for (Family family : snapshot.families()) {
      if (family.metric().name().equals(metric.name())) {
        return family.samples();
      }
    }
    return null;
  }

  /** The sum of something that is counted; NaN where nobody counts it. */
  double counted(Metric metric) {
    List<Sample> samples = samples(metric);
    return samples == null ? Double.NaN : sum(samples, "");
  }

  /** The sum of what is measured; NaN where nothing is. */
  double measured(Metric metric) {
    return measured(metric, "");
  }

  /**
   * The same of samples with a label of this value.
   *
   * @param label empty for all samples
   */
  double measured(Metric metric, String label) {
    List<Sample> samples = samples(metric);
    if (samples == null) {
      return Double.NaN;
    }
    for (Sample sample : samples) {
      if (label.isEmpty() || sample.labelValues().contains(label)) {
        return sum(samples, label);
      }
    }
    return Double.NaN;
  }

  /** Seconds of a histogram for each observation; NaN where there is none. */
  double mean(Metric metric) {
    List<Sample> samples = samples(metric);
    double sum = 0;
    double count = 0;
    for (Sample sample : samples == null ? List.<Sample>of() : samples) {
      if (sample instanceof Sample.Distribution distribution) {
        sum += distribution.sum();
        count += distribution.count();
      }
    }
    return Numbers.ratio(sum, count);
  }

  private static double sum(List<Sample> samples, String label) {
    double sum = 0;
    for (Sample sample : samples) {
      if (label.isEmpty() || sample.labelValues().contains(label)) {
        sum +=
            sample instanceof Sample.Distribution distribution
                ? distribution.count()
                : ((Sample.Point) sample).value();
      }
    }
    return sum;
  }
}
