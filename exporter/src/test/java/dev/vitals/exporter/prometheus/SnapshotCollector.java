package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.MetricType;
import dev.vitals.exporter.model.Sample;
import io.prometheus.client.Collector;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Families in the terms of simpleclient, taken anew for every scrape.
 *
 * <p><i>Errors:</i> a sample whose labels do not fit its metric is left out; the others are shown.
 */
final class SnapshotCollector extends Collector {
  private static final List<String> OVERFLOW_NAMES = List.of(MetricCatalog.OVERFLOW_LABEL);
  private static final List<String> OVERFLOW_VALUES = List.of("true");

  private final Supplier<List<Family>> families;

  SnapshotCollector(Supplier<List<Family>> families) {
    this.families = families;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<Family> taken = families.get();
    List<MetricFamilySamples> shown = new ArrayList<>(taken.size() + 1);
    int lines = 1;
    for (Family family : taken) {
      MetricFamilySamples converted = convert(family);
      if (!converted.samples.isEmpty()) {
        lines += converted.samples.size();
        shown.add(converted);
      }
    }
    shown.add(convert(exposedSeries(lines)));
    return shown;
  }

  private static Family exposedSeries(int lines) {
    return new Family(
        AgentMetrics.VITALS_EXPOSED_SERIES, List.of(new Sample.Point(List.of(), lines)));
  }

  private static MetricFamilySamples convert(Family family) {
    Metric metric = family.metric();
    List<MetricFamilySamples.Sample> lines = new ArrayList<>();
    Bounds bounds = new Bounds();
    for (Sample sample : family.samples()) {
      append(metric, sample, bounds, lines);
    }
    return new MetricFamilySamples(
        familyName(metric), metric.unit(), typeOf(metric.type()), metric.help(), lines);
  }

  private static void append(
      Metric metric, Sample sample, Bounds bounds, List<MetricFamilySamples.Sample> lines) {
    List<String> names = metric.labels();
    List<String> values = sample.labelValues();
    if (values.isEmpty() && !names.isEmpty()) {
      names = OVERFLOW_NAMES;
      values = OVERFLOW_VALUES;
    } else if (values.size() != names.size()) {
      return;
    } else {
      List<String> shownNames = new ArrayList<>(names.size());
      List<String> shownValues = new ArrayList<>(names.size());
      for (int i = 0; i < names.size(); i++) {
        if (!values.get(i).isEmpty()) {
          shownNames.add(names.get(i));
          shownValues.add(LabelText.clean(values.get(i)));
        }
      }
      names = shownNames;
      values = shownValues;
    }
    boolean histogram = metric.type() == MetricType.HISTOGRAM;
    if (sample instanceof Sample.Point point && !histogram) {
      lines.add(new MetricFamilySamples.Sample(metric.name(), names, values, point.value()));
    } else if (sample instanceof Sample.Distribution distribution && histogram) {
      appendBuckets(
          metric.name(), names, values, distribution, bounds.texts(distribution.bounds()), lines);
    }
  }

  private static void appendBuckets(
      String name,
      List<String> names,
      List<String> values,
      Sample.Distribution distribution,
      String[] bounds,
      List<MetricFamilySamples.Sample> lines) {
    String bucket = name + "_bucket";
    List<String> bucketNames = with(names, "le");
    for (int i = 0; i < bounds.length; i++) {
      lines.add(
          new MetricFamilySamples.Sample(
              bucket, bucketNames, with(values, bounds[i]), distribution.cumulativeCounts()[i]));
    }
    lines.add(
        new MetricFamilySamples.Sample(
            bucket, bucketNames, with(values, "+Inf"), distribution.count()));
    lines.add(new MetricFamilySamples.Sample(name + "_count", names, values, distribution.count()));
    lines.add(new MetricFamilySamples.Sample(name + "_sum", names, values, distribution.sum()));
  }

  private static List<String> with(List<String> list, String last) {
    return new AndLast(list, last);
  }

  /** A list and one more: every line of a histogram has the labels of the others and its bound. */
  private static final class AndLast extends AbstractList<String> {
    private final List<String> list;
    private final String last;

    AndLast(List<String> list, String last) {
      this.list = list;
      this.last = last;
    }

    @Override
    public String get(int index) {
      return index == list.size() ? last : list.get(index);
    }

    @Override
    public int size() {
      return list.size() + 1;
    }
  }

  /** OpenMetrics names a family without the suffix that its samples carry. */
  private static String familyName(Metric metric) {
    return switch (metric.type()) {
      case COUNTER -> withoutSuffix(metric.name(), "_total");
      case INFO -> withoutSuffix(metric.name(), "_info");
      case GAUGE, HISTOGRAM, STATE_SET -> metric.name();
    };
  }

  private static String withoutSuffix(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  private static Type typeOf(MetricType type) {
    return switch (type) {
      case COUNTER -> Type.COUNTER;
      case GAUGE -> Type.GAUGE;
      case HISTOGRAM -> Type.HISTOGRAM;
      case INFO -> Type.INFO;
      case STATE_SET -> Type.STATE_SET;
    };
  }

  /** The texts of bucket bounds, which all label sets of a family share. */
  private static final class Bounds {
    private double[] bounds;
    private String[] texts;

    String[] texts(double[] wanted) {
      if (wanted != bounds) {
        texts = new String[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
          texts[i] = doubleToGoString(wanted[i]);
        }
        bounds = wanted;
      }
      return texts;
    }
  }
}
