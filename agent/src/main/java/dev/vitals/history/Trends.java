package dev.vitals.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Finds what has risen or fallen over a period: of timings all scopes together, of resources each.
 *
 * <p><i>Threads:</i> one. <i>Cost:</i> reads the period once; {@value #MOST_SERIES} series at most.
 */
final class Trends {
  private static final int MOST_SERIES = 40;
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private final Timeline timeline;
  private final long fromMillis;
  private final long toMillis;
  private final List<Trend> found = new ArrayList<>();

  Trends(Timeline timeline, long fromMillis, long toMillis) {
    this.timeline = timeline;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
  }

  /** By metric and scope. */
  List<Trend> all() {
    Set<Name> names =
        new TreeSet<>(
            Comparator.comparing(Name::kind)
                .thenComparing(Name::metric)
                .thenComparing(Name::scope));
    timeline.names(
        name -> {
          boolean isWanted =
              name.kind() == Kind.GAUGE || name.kind() == Kind.TIMING && name.scope().isEmpty();
          if (isWanted && names.size() < MOST_SERIES) {
            names.add(name);
          }
          return false;
        });
    if (toMillis > fromMillis) {
      read(names).forEach((name, points) -> add(name, points.points()));
    }
    return found;
  }

  private Map<Name, Points> read(Set<Name> names) {
    Timeline.Source source = timeline.source(fromMillis);
    long stepMillis = (toMillis - fromMillis + Trend.MOST - 1) / Trend.MOST;
    Map<Name, Points> rows = new LinkedHashMap<>();
    for (Name name : names) {
      rows.put(
          name, new Points(fromMillis, toMillis, Math.max(stepMillis, source.resolutionMillis())));
    }
    timeline.<RuntimeException>read(
        source,
        fromMillis,
        toMillis,
        rows::containsKey,
        block -> {
          Map<Name, Entry> entries = new HashMap<>();
          for (Entry entry : block.entries()) {
            entries.put(entry.name(), entry);
          }
          rows.forEach(
              (name, points) -> {
                Entry entry = entries.get(name);
                points.add(block, entry == null ? List.of() : List.of(entry));
              });
        });
    return rows;
  }

  private void add(Name name, List<Point> points) {
    if (name.kind() == Kind.GAUGE) {
      add(name, "mean", points, Point::mean);
      return;
    }
    add(name, "p95", points, Point::p95);
    add(name, "rate", points, Point::rate);
    add(name, "error-ratio", points, point -> (double) point.errors() / point.count());
  }

  private void add(Name name, String statistic, List<Point> points, ToDoubleFunction<Point> value) {
    double[] hours = new double[points.size()];
    double[] values = new double[points.size()];
    int count = 0;
    for (Point point : points) {
      double each = value.applyAsDouble(point);
      if (Double.isFinite(each)) {
        hours[count] = (point.startMillis() - fromMillis) / MILLIS_PER_HOUR;
        values[count] = each;
        count++;
      }
    }
    Trend trend =
        Trend.of(
            name.metric(),
            name.scope(),
            statistic,
            Arrays.copyOf(hours, count),
            Arrays.copyOf(values, count));
    if (trend != null) {
      found.add(trend);
    }
  }
}
