package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Metric;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a metric of another vocabulary takes from one of ours, which may have several rows.
 *
 * @param columns the labels of {@code to}, in their order
 */
record NamingRow(Metric from, Metric to, Taken taken, List<Column> columns, Choice choice) {

  /** What is taken from a sample. */
  enum Taken {
    /** The number or the distribution as it is; series that become one are added up. */
    VALUE,
    /** The largest observation of late; of series that become one, the largest. */
    RECENT_MAXIMUM,
    /** The time that has passed since the moment it tells. */
    ELAPSED
  }

  /** The label values of one of our samples. */
  record Labels(List<String> names, List<String> values) {
    String get(String name) {
      return values.get(names.indexOf(name));
    }
  }

  /**
   * A label.
   *
   * @param source where its value comes from, in words
   */
  record Column(String label, String source, Function<Labels, String> value) {
    /** One that only has another name. */
    static Column of(String label, String ourLabel) {
      return new Column(label, '`' + ourLabel + '`', labels -> labels.get(ourLabel));
    }

    /**
     * One whose values are others, too.
     *
     * @param difference the difference, in words
     */
    static Column of(String label, String ourLabel, String difference, UnaryOperator<String> to) {
      return new Column(
          label, '`' + ourLabel + "`, " + difference, labels -> to.apply(labels.get(ourLabel)));
    }
  }

  /**
   * Which series are taken.
   *
   * @param words for which, in words
   */
  record Choice(String words, Predicate<Labels> takes) {
    static final Choice ALL = new Choice("", labels -> true);
  }

  /** All series under another name, with these labels and no others. */
  static NamingRow row(Metric from, String name, Column... columns) {
    return new NamingRow(
        from, renamed(from, name, from.help(), columns), Taken.VALUE, List.of(columns), Choice.ALL);
  }

  /** What stays as it is, although other rows take from it, too. */
  static NamingRow kept(Metric from) {
    List<Column> columns = from.labels().stream().map(label -> Column.of(label, label)).toList();
    return new NamingRow(from, from, Taken.VALUE, columns, Choice.ALL);
  }

  /** These series only; never the overflow series, of which nothing is known. */
  NamingRow only(String words, Predicate<Labels> takes) {
    return new NamingRow(from, to, taken, columns, new Choice(words, takes));
  }

  /** The largest observation of late instead of the histogram. */
  NamingRow recentMaximum(String help) {
    String[] labels = to.labels().toArray(String[]::new);
    return new NamingRow(
        from, Metrics.gauge(to.name(), help, labels), Taken.RECENT_MAXIMUM, columns, choice);
  }

  /** The time that has passed since instead of the moment. */
  NamingRow elapsed(String help) {
    return new NamingRow(from, Metrics.gauge(to.name(), help), Taken.ELAPSED, columns, choice);
  }

  /** With another meaning. */
  NamingRow help(String help) {
    Metric meant = new Metric(to.name(), to.type(), to.unit(), help, to.labels());
    return new NamingRow(from, meant, taken, columns, choice);
  }

  private static Metric renamed(Metric from, String name, String help, Column... columns) {
    String[] labels = new String[columns.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = columns[i].label();
    }
    return switch (from.type()) {
      case COUNTER -> Metrics.counter(name, help, labels);
      case GAUGE -> Metrics.gauge(name, help, labels);
      case HISTOGRAM -> Metrics.histogram(name, help, labels);
      case INFO, STATE_SET -> throw new IllegalArgumentException(from.name() + " has one name");
    };
  }
}
