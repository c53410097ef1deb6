package dev.vitals.api;

import dev.vitals.history.Asked;
import dev.vitals.history.Point;
import dev.vitals.judge.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule would have seen of a scope, one window after the other, as far as history keeps it.
 */
final class PastValues {
  private final Rule rule;
  private final String scope;

  PastValues(Rule rule, String scope) {
    this.rule = rule;
    this.scope = scope;
  }

  /**
   * One window.
   *
   * @param value as the rule has it
   */
  record Window(long fromEpochMillis, long toEpochMillis, double value) {}

  /** Which series; none where history does not keep what the rule looks at. */
  List<Asked> asked() {
    return switch (rule.measure()) {
      case HTTP_LATENCY, HTTP_ERROR_RATE, HTTP_THROUGHPUT -> series(Remembered.HTTP);
      case DB_LATENCY, DB_ERROR_RATE, DB_THROUGHPUT -> series(Remembered.DATABASE);
      case CACHE_HIT_RATE, CACHE_MISS_RATE ->
          series(Remembered.CACHE_HITS, Remembered.CACHE_MISSES);
      case POOL_WAIT,
          POOL_UTILISATION,
          POOL_PENDING,
          EXECUTOR_UTILISATION,
          EXECUTOR_QUEUED,
          HEAP_AFTER_GC,
          CONTAINER_MEMORY,
          CPU,
          DISK ->
          series(rule.measure().key());
      // Of the others it keeps means of shares and times: not what a window of the rule has.
      default -> List.of();
    };
  }

  /**
   * Those of which something can be said.
   *
   * @param answers to what was asked, in its order
   */
  List<Window> windows(List<List<Point>> answers) {
    List<Window> windows = new ArrayList<>();
    List<Point> points = answers.get(0);
    List<Point> others = answers.get(answers.size() - 1);
    for (int index = 0; index < points.size() && index < others.size(); index++) {
      Point point = points.get(index);
      double value = value(point, others.get(index));
      if (Double.isFinite(value)) {
        long start = point.startMillis();
        windows.add(new Window(start, start + point.lengthMillis(), value));
      }
    }
    return windows;
  }

  private List<Asked> series(String... metrics) {
    List<Asked> series = new ArrayList<>();
    for (String metric : metrics) {
      series.add(new Asked(metric, scope, rule.windowMillis()));
    }
    return series;
  }

  /**
   * @param misses of a cache; of anything else the point itself
   */
  private double value(Point point, Point misses) {
    long lookups = point.count() + misses.count();
    return switch (rule.measure()) {
      case HTTP_LATENCY, DB_LATENCY, POOL_WAIT ->
          isEnough(point.count()) ? time(point) : Double.NaN;
      case HTTP_ERROR_RATE, DB_ERROR_RATE ->
          isEnough(point.count()) ? Numbers.ratio(point.errors(), point.count()) : Double.NaN;
      case HTTP_THROUGHPUT, DB_THROUGHPUT -> isEnough(point.count()) ? point.rate() : Double.NaN;
      case CACHE_HIT_RATE -> isEnough(lookups) ? Numbers.ratio(point.count(), lookups) : Double.NaN;
      case CACHE_MISS_RATE ->
          isEnough(lookups) ? Numbers.ratio(misses.count(), lookups) : Double.NaN;
      default -> point.mean();
    };
  }

  private boolean isEnough(long count) {
    return count > 0 && count >= rule.minimumCount();
  }

  private double time(Point point) {
    return switch (rule.statistic()) {
      case P50 -> point.p50();
      case P95 -> point.p95();
      case P99 -> point.p99();
      case MEAN -> point.mean();
      case MAX -> point.max();
      // A point does not tell them.
      case P90, P99_9 -> Double.NaN;
    };
  }
}
