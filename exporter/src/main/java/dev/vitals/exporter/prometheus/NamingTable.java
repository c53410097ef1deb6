package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All rows of a naming, and what a snapshot is with them.
 *
 * <p>Series that have the same labels under the other names are added up: counts, sums and buckets
 * stay exact.
 *
 * <p><i>Threads:</i> any. <i>Errors:</i> a sample whose labels do not fit its metric is left out,
 * and so is a distribution with other bounds than the one it would be added to.
 */
final class NamingTable {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final List<NamingRow> rows;
  private final Map<String, List<NamingRow>> rowsByName = new HashMap<>();

  NamingTable(List<NamingRow> rows) {
    this.rows = List.copyOf(rows);
    for (NamingRow row : rows) {
      rowsByName.computeIfAbsent(row.from().name(), name -> new ArrayList<>()).add(row);
    }
  }

  List<NamingRow> rows() {
    return rows;
  }

  /** The families of the snapshot under the other names, in their order. */
  List<Family> families(Snapshot snapshot) {
    List<Family> shown = new ArrayList<>(snapshot.families().size() + rows.size());
    Map<String, Gathering> gatherings = new HashMap<>();
    for (Family family : snapshot.families()) {
      List<NamingRow> rowsOfFamily = rowsByName.get(family.metric().name());
      if (rowsOfFamily == null) {
        if (!SpareMetrics.ALL.contains(family.metric())) {
          shown.add(family);
        }
        continue;
      }
      for (NamingRow row : rowsOfFamily) {
        Gathering gathering = gatherings.get(row.to().name());
        if (gathering == null) {
          gathering = new Gathering(snapshot.epochMillis());
          gatherings.put(row.to().name(), gathering);
          shown.add(new Family(row.to(), gathering.samples));
        }
        gathering.takeAll(row, family.samples());
      }
    }
    return shown;
  }

  /** The samples of one metric, and where those with certain labels are. */
  private static final class Gathering {
    private final long epochMillis;
    private final List<Sample> samples = new ArrayList<>();
    private final Map<List<String>, Integer> places = new HashMap<>();

    Gathering(long epochMillis) {
      this.epochMillis = epochMillis;
    }

    void takeAll(NamingRow row, List<Sample> ours) {
      for (Sample sample : ours) {
        List<String> labelValues = labelValues(row, sample.labelValues());
        Sample taken = labelValues == null ? null : taken(row.taken(), labelValues, sample);
        if (taken != null) {
          Integer place = places.putIfAbsent(labelValues, samples.size());
          if (place == null) {
            samples.add(taken);
          } else {
            samples.set(place, together(row.taken(), samples.get(place), taken));
          }
        }
      }
    }

    /** Those under the other name, or null for a sample that is not taken. */
    private static List<String> labelValues(NamingRow row, List<String> ours) {
      List<String> names = row.from().labels();
      if (ours.isEmpty() && !names.isEmpty()) {
        return row.choice() == NamingRow.Choice.ALL ? Sample.OVERFLOW : null;
      }
      NamingRow.Labels labels = new NamingRow.Labels(names, ours);
      if (ours.size() != names.size() || !row.choice().takes().test(labels)) {
        return null;
      }
      List<String> values = new ArrayList<>(row.columns().size());
      for (NamingRow.Column column : row.columns()) {
        values.add(column.value().apply(labels));
      }
      return values;
    }

    private Sample taken(NamingRow.Taken taken, List<String> labelValues, Sample sample) {
      if (sample instanceof Sample.Point point) {
        return switch (taken) {
          case VALUE -> new Sample.Point(labelValues, point.value());
          case ELAPSED ->
              new Sample.Point(
                  labelValues, Math.max(0, epochMillis / MILLIS_PER_SECOND - point.value()));
          case RECENT_MAXIMUM -> null;
        };
      }
      Sample.Distribution all = (Sample.Distribution) sample;
      return switch (taken) {
        case VALUE ->
            new Sample.Distribution(
                labelValues,
                all.bounds(),
                all.cumulativeCounts(),
                all.count(),
                all.sum(),
                all.recentMaximum());
        case RECENT_MAXIMUM ->
            Double.isNaN(all.recentMaximum())
                ? null
                : new Sample.Point(labelValues, all.recentMaximum());
        case ELAPSED -> null;
      };
    }

    private static Sample together(NamingRow.Taken taken, Sample one, Sample other) {
      if (one instanceof Sample.Point first && other instanceof Sample.Point second) {
        double value =
            taken == NamingRow.Taken.VALUE
                ? first.value() + second.value()
                : Math.max(first.value(), second.value());
        return new Sample.Point(one.labelValues(), value);
      }
      if (one instanceof Sample.Distribution first
          && other instanceof Sample.Distribution second
          && Arrays.equals(first.bounds(), second.bounds())) {
        return sum(first, second);
      }
      return one;
    }

    private static Sample sum(Sample.Distribution one, Sample.Distribution other) {
      long[] cumulativeCounts = one.cumulativeCounts().clone();
      for (int i = 0; i < cumulativeCounts.length; i++) {
        cumulativeCounts[i] += other.cumulativeCounts()[i];
      }
      return new Sample.Distribution(
          one.labelValues(),
          one.bounds(),
          cumulativeCounts,
          one.count() + other.count(),
          one.sum() + other.sum(),
          Math.max(one.recentMaximum(), other.recentMaximum()));
    }
  }
}
