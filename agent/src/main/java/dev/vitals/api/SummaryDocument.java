package dev.vitals.api;

import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.history.History;
import dev.vitals.history.Point;
import dev.vitals.judge.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The most important numbers as guide S4 has them: what is now, and what was lately. */
final class SummaryDocument {
  private static final long LATELY_MILLIS = 15 * 60_000L;
  private static final long STEP_MILLIS = 10_000L;

  private final Standing standing;
  private final History history;
  private final Map<String, Object> data = new LinkedHashMap<>();

  private SummaryDocument(Standing standing, History history) {
    this.standing = standing;
    this.history = history;
  }

  static Map<String, Object> of(Standing standing, Snapshot snapshot, History history) {
    SummaryDocument summary = new SummaryDocument(standing, history);
    summary.addResources(standing.evidence().resources());
    summary.addOperations(new Operations(standing.evidence()));
    summary.data.put("cache", CacheDocuments.together(snapshot).summary());
    summary.data.put("health_score", Health.score(standing));
    return summary.data;
  }

  private void addResources(ResourceWindow resources) {
    ToDoubleFunction<Point> percent = point -> point.mean() * 100;
    List<Point> cpu = lately(Remembered.CPU, Remembered.PROCESS);
    put("cpu_usage", "percent", resources.processCpuRatio() * 100, cpu, percent);
    List<Point> heap = lately(Remembered.HEAP, "");
    put("memory_usage", "percent", resources.heapAfterGcRatio() * 100, heap, percent);
    List<Point> disk = lately(Remembered.DISK, "");
    put("disk_usage", "percent", resources.diskRatio() * 100, disk, percent);
  }

  private void addOperations(Operations operations) {
    ToDoubleFunction<Point> ms = point -> point.mean() * 1e3;
    OperationWindow requests = operations.all(OperationWindow.Kind.HTTP_SERVER);
    List<Point> http = lately(Remembered.HTTP, "");
    put("api_response_time", "ms", meanMs(requests), http, ms);
    OperationWindow statements = operations.all(OperationWindow.Kind.DB_CLIENT);
    put("database_query_time", "ms", meanMs(statements), lately(Remembered.DATABASE, ""), ms);
    put(
        "error_rate",
        "percent",
        requests == null ? Double.NaN : Operations.errorRatio(requests) * 100,
        http,
        point -> Numbers.ratio(point.errors(), point.count()) * 100);
    put(
        "throughput",
        "per second",
        requests == null ? Double.NaN : Operations.rate(requests),
        http,
        Point::rate);
  }

  /** Steps without a value are passed over. */
  private void put(
      String name,
      String unit,
      double current,
      List<Point> steps,
      ToDoubleFunction<Point> valueOfStep) {
    double sum = 0;
    double least = Double.NaN;
    double most = Double.NaN;
    int known = 0;
    for (Point step : steps) {
      double value = valueOfStep.applyAsDouble(step);
      if (Double.isFinite(value)) {
        sum += value;
        least = known == 0 ? value : Math.min(least, value);
        most = known == 0 ? value : Math.max(most, value);
        known++;
      }
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("current", Numbers.rounded(current));
    fields.put("average", Numbers.rounded(Numbers.ratio(sum, known)));
    fields.put("min", Numbers.rounded(least));
    fields.put("max", Numbers.rounded(most));
    fields.put("unit", unit);
    fields.put("timestamp", Envelope.timeOrNull(standing.epochMillis()));
    data.put(name, fields);
  }

  private List<Point> lately(String metric, String scope) {
    long to = standing.epochMillis() + STEP_MILLIS;
    return history.query(metric, scope, to - LATELY_MILLIS, to, STEP_MILLIS);
  }

  private static double meanMs(OperationWindow window) {
    return window == null ? Double.NaN : window.meanSeconds() * 1e3;
  }
}
