package dev.vitals.history;

import dev.vitals.pipeline.LatencySum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Makes a report of a timeline.
 *
 * <p><i>Threads:</i> one. <i>Cost:</i> reads the period twice, and once more for each metric:
 * histograms are kept only of the scopes that are shown.
 */
final class ReportBuilder {
  private static final int SHOWN = 10;
  private static final int MOST_SCOPES = 10_000;
  private static final long MINUTE_MILLIS = 60_000L;
  private static final double MICROS_PER_SECOND = 1e6;

  private final Timeline timeline;
  private final Timeline.Source source;
  private final long fromMillis;
  private final long toMillis;
  private final Map<Name, Sum> sums = new LinkedHashMap<>();
  private final LatencySum scratch = new LatencySum();
  private long coveredMillis;

  ReportBuilder(Timeline timeline, long fromMillis, long toMillis) {
    this.timeline = timeline;
    this.source = timeline.source(fromMillis);
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
  }

  Report build() {
    Set<String> metrics = new TreeSet<>();
    timeline.read(
        source,
        fromMillis,
        toMillis,
        name -> name.kind() == Kind.TIMING,
        block -> {
          coveredMillis += block.coveredMillis();
          for (Entry entry : block.entries()) {
            metrics.add(entry.name().metric());
            add(entry.withoutLatencies());
          }
        });
    Map<String, List<Name>> byTime = new LinkedHashMap<>();
    Map<String, List<Name>> byErrors = new LinkedHashMap<>();
    Set<Name> shown = new HashSet<>();
    for (String metric : metrics) {
      byTime.put(metric, top(metric, Comparator.comparingDouble(name -> -sums.get(name).sum)));
      List<Name> failing = top(metric, Comparator.comparingLong(name -> -sums.get(name).errors));
      failing.removeIf(name -> sums.get(name).errors == 0);
      byErrors.put(metric, failing);
      shown.addAll(byTime.get(metric));
      shown.addAll(failing);
      shown.add(all(metric));
    }
    collectLatencies(shown);
    List<Report.Operations> operations = new ArrayList<>();
    for (String metric : metrics) {
      operations.add(operations(metric, byTime.get(metric), byErrors.get(metric)));
    }
    return new Report(
        fromMillis,
        toMillis,
        source.resolutionMillis(),
        coveredMillis,
        operations,
        new Trends(timeline, fromMillis, toMillis).all());
  }

  private void add(Entry entry) {
    Name name =
        sums.size() < MOST_SCOPES || sums.containsKey(entry.name())
            ? entry.name()
            : new Name(Kind.TIMING, entry.name().metric(), Name.OTHER);
    sums.computeIfAbsent(name, unseen -> new Sum()).add(entry);
  }

  private List<Name> top(String metric, Comparator<Name> order) {
    List<Name> names = new ArrayList<>();
    for (Name name : sums.keySet()) {
      if (name.metric().equals(metric) && !name.scope().isEmpty()) {
        names.add(name);
      }
    }
    names.sort(order);
    return new ArrayList<>(names.subList(0, Math.min(SHOWN, names.size())));
  }

  private void collectLatencies(Set<Name> shown) {
    Map<Name, Sum> full = new LinkedHashMap<>();
    timeline.read(
        source,
        fromMillis,
        toMillis,
        shown::contains,
        block -> {
          for (Entry entry : block.entries()) {
            full.computeIfAbsent(entry.name(), name -> new Sum()).add(entry);
          }
        });
    sums.putAll(full);
  }

  private Report.Operations operations(String metric, List<Name> byTime, List<Name> byErrors) {
    Name all = all(metric);
    if (!sums.containsKey(all)) {
      sums.put(all, total(metric));
    }
    Report.Line total = line(all);
    long count = total.point().count();
    List<Point> minutes = minutes(metric);
    List<Point> slowest =
        worst(minutes, point -> point.p95() > 0, Comparator.comparingDouble(point -> -point.p95()));
    List<Point> failing =
        worst(
            minutes,
            point -> point.errors() > 0,
            Comparator.comparingLong(point -> -point.errors()));
    return new Report.Operations(
        metric,
        total,
        count == 0 ? Double.NaN : 1.0 - (double) total.point().errors() / count,
        lines(byTime),
        lines(byErrors),
        slowest,
        failing);
  }

  /** For a metric that has no series of all together. */
  private Sum total(String metric) {
    Sum total = new Sum();
    sums.forEach(
        (name, sum) -> {
          if (name.metric().equals(metric)) {
            total.add(sum.timing(name, null));
          }
        });
    return total;
  }

  private List<Point> minutes(String metric) {
    long stepMillis = Math.max(MINUTE_MILLIS, source.resolutionMillis());
    Points points = new Points(fromMillis, toMillis, stepMillis);
    Name all = all(metric);
    timeline.read(source, fromMillis, toMillis, all::equals, points::add);
    return points.points();
  }

  private static List<Point> worst(
      List<Point> minutes, Predicate<Point> shown, Comparator<Point> order) {
    List<Point> worst = new ArrayList<>();
    for (Point minute : minutes) {
      if (shown.test(minute)) {
        worst.add(minute);
      }
    }
    worst.sort(order);
    return List.copyOf(worst.subList(0, Math.min(SHOWN, worst.size())));
  }

  private List<Report.Line> lines(List<Name> names) {
    List<Report.Line> lines = new ArrayList<>();
    for (Name name : names) {
      lines.add(line(name));
    }
    return lines;
  }

  private Report.Line line(Name name) {
    Sum sum = sums.get(name);
    return new Report.Line(
        name.scope(),
        sum.sum / MICROS_PER_SECOND,
        Point.of(Kind.TIMING, sum, fromMillis, toMillis - fromMillis, coveredMillis, scratch));
  }

  private static Name all(String metric) {
    return new Name(Kind.TIMING, metric, "");
  }
}
