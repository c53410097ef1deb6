package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.MetricType;
import dev.vitals.exporter.model.Sample;
import io.prometheus.client.Collector;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;

/**
 * Families as text 0.0.4 or OpenMetrics 1.0, byte for byte as simpleclient writes them, which the
 * tests compare. Not with simpleclient, because a scrape should not be felt: see
 * docs/decisions/0013.
 *
 * <p><i>Threads:</i> one. <i>Errors:</i> a sample whose labels do not fit its metric is left out;
 * the others are shown. <i>Cost:</i> allocates next to nothing but the text.
 */
final class ExpositionWriter {
  private static final double WHOLE = 1e7;
  private static final int PIECE = 1 << 13;

  private final boolean isOpenMetrics;
  private final Set<String> only;
  private final OutputStream target;
  private final TextBuffer text = new TextBuffer(2 * PIECE);
  private final TextBuffer labels = new TextBuffer(256);
  private double[] bounds;
  private String[] boundTexts;

  /**
   * @param only names of the samples that are wanted; none for all of them
   * @param target gets pieces of some thousand bytes
   */
  ExpositionWriter(boolean isOpenMetrics, Set<String> only, OutputStream target) {
    this.isOpenMetrics = isOpenMetrics;
    this.only = only;
    this.target = target;
  }

  void write(List<Family> families) throws IOException {
    int lines = 1;
    for (Family family : families) {
      lines += write(family);
    }
    write(
        new Family(
            AgentMetrics.VITALS_EXPOSED_SERIES, List.of(new Sample.Point(List.of(), lines))));
    if (isOpenMetrics) {
      text.putAscii("# EOF\n");
    }
    text.moveTo(target);
  }

  /** The lines it has, whether or not they are wanted. */
  private int write(Family family) throws IOException {
    return family.metric().type() == MetricType.HISTOGRAM ? distributions(family) : points(family);
  }

  private int points(Family family) throws IOException {
    Metric metric = family.metric();
    boolean isShown = isWanted(metric.name());
    int lines = 0;
    for (Sample sample : family.samples()) {
      if (sample instanceof Sample.Point point && fits(metric, point)) {
        if (isShown) {
          begin(metric, point, lines == 0);
          line(metric.name(), point.value());
        }
        lines++;
      }
    }
    return lines;
  }

  private int distributions(Family family) throws IOException {
    Metric metric = family.metric();
    String bucket = metric.name() + "_bucket";
    String count = metric.name() + "_count";
    String sum = metric.name() + "_sum";
    boolean showsBuckets = isWanted(bucket);
    boolean showsCount = isWanted(count);
    boolean showsSum = isWanted(sum);
    int lines = 0;
    for (Sample sample : family.samples()) {
      if (sample instanceof Sample.Distribution distribution && fits(metric, distribution)) {
        if (showsBuckets || showsCount || showsSum) {
          begin(metric, distribution, lines == 0);
        }
        if (showsBuckets) {
          buckets(bucket, distribution);
        }
        if (showsCount) {
          line(count, distribution.count());
        }
        if (showsSum) {
          line(sum, distribution.sum());
        }
        lines += distribution.bounds().length + 3;
      }
    }
    return lines;
  }

  /** What stands before the lines of a sample, and what all of them say. */
  private void begin(Metric metric, Sample sample, boolean isFirst) throws IOException {
    if (text.length() >= PIECE) {
      text.moveTo(target);
    }
    if (isFirst) {
      header(metric);
    }
    labels(metric, sample);
  }

  private boolean isWanted(String name) {
    return only.isEmpty() || only.contains(name);
  }

  private static boolean fits(Metric metric, Sample sample) {
    int values = sample.labelValues().size();
    return values == metric.labels().size() || values == 0;
  }

  private void header(Metric metric) {
    String base = base(metric);
    if (isOpenMetrics) {
      type(base, openMetricsType(metric.type()));
      if (!metric.unit().isEmpty()) {
        text.putAscii("# UNIT ");
        text.putAscii(base);
        text.put(' ');
        text.putAscii(metric.unit());
        text.put('\n');
      }
      help(base, metric.help());
      return;
    }
    String shown =
        switch (metric.type()) {
          case COUNTER -> base + "_total";
          case INFO -> base + "_info";
          case GAUGE, HISTOGRAM, STATE_SET -> base;
        };
    help(shown, metric.help());
    type(shown, textType(metric.type()));
  }

  private void type(String name, String type) {
    text.putAscii("# TYPE ");
    text.putAscii(name);
    text.put(' ');
    text.putAscii(type);
    text.put('\n');
  }

  private void help(String name, String help) {
    text.putAscii("# HELP ");
    text.putAscii(name);
    text.put(' ');
    text.putEscaped(help, isOpenMetrics);
    text.put('\n');
  }

  /** Between the braces: text 0.0.4 has a comma after each, OpenMetrics between two. */
  private void labels(Metric metric, Sample sample) {
    labels.clear();
    List<String> names = metric.labels();
    List<String> values = sample.labelValues();
    if (values.isEmpty() && !names.isEmpty()) {
      label(MetricCatalog.OVERFLOW_LABEL, "true");
      return;
    }
    for (int index = 0; index < names.size(); index++) {
      String value = values.get(index);
      if (!value.isEmpty()) {
        label(names.get(index), LabelText.clean(value));
      }
    }
  }

  private void label(String name, String value) {
    if (isOpenMetrics && labels.length() > 0) {
      labels.put(',');
    }
    labels.putAscii(name);
    labels.put('=');
    labels.put('"');
    labels.putEscaped(value, true);
    labels.put('"');
    if (!isOpenMetrics) {
      labels.put(',');
    }
  }

  private void buckets(String name, Sample.Distribution distribution) {
    if (distribution.bounds() != bounds) {
      bounds = distribution.bounds();
      boundTexts = new String[bounds.length];
      for (int index = 0; index < bounds.length; index++) {
        boundTexts[index] = Collector.doubleToGoString(bounds[index]);
      }
    }
    for (int index = 0; index < boundTexts.length; index++) {
      bucket(name, boundTexts[index], distribution.cumulativeCounts()[index]);
    }
    bucket(name, "+Inf", distribution.count());
  }

  private void bucket(String name, String bound, long count) {
    text.putAscii(name);
    text.put('{');
    text.put(labels);
    if (isOpenMetrics && labels.length() > 0) {
      text.put(',');
    }
    text.putAscii("le=\"");
    text.putAscii(bound);
    text.putAscii(isOpenMetrics ? "\"} " : "\",} ");
    value(count);
    text.put('\n');
  }

  private void line(String name, double value) {
    text.putAscii(name);
    if (labels.length() > 0) {
      text.put('{');
      text.put(labels);
      text.put('}');
    }
    text.put(' ');
    value(value);
    text.put('\n');
  }

  private void value(double value) {
    long whole = (long) value;
    // As Double.toString writes it; minus zero has a sign.
    if (whole == value && value >= 0 && value < WHOLE && 1 / value > 0) {
      text.put(whole);
      text.putAscii(".0");
    } else {
      text.putAscii(Collector.doubleToGoString(value));
    }
  }

  /** OpenMetrics names a family without the suffix that its samples carry. */
  private static String base(Metric metric) {
    return switch (metric.type()) {
      case COUNTER -> withoutSuffix(metric.name(), "_total");
      case INFO -> withoutSuffix(metric.name(), "_info");
      case GAUGE, HISTOGRAM, STATE_SET -> metric.name();
    };
  }

  private static String withoutSuffix(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  private static String textType(MetricType type) {
    return switch (type) {
      case COUNTER -> "counter";
      case GAUGE, INFO, STATE_SET -> "gauge";
      case HISTOGRAM -> "histogram";
    };
  }

  private static String openMetricsType(MetricType type) {
    return switch (type) {
      case COUNTER -> "counter";
      case GAUGE -> "gauge";
      case HISTOGRAM -> "histogram";
      case INFO -> "info";
      case STATE_SET -> "stateset";
    };
  }
}
