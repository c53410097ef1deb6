package dev.vitals.fleet;

import static dev.vitals.fleet.Synthetic.Series.counter;

import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.MetricType;
import dev.vitals.exporter.prometheus.Buckets;
import dev.vitals.exporter.prometheus.ExecutorMetrics;
import dev.vitals.exporter.prometheus.MetricCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Translates what a rule looks at into PromQL over the agent's own exposition: what is counted
 * here, what is measured in {@link Gauges}.
 *
 * <p><i>Errors:</i> an {@link IllegalArgumentException} whose message says what cannot be judged.
 */
final class Readings {
  /** A rate needs four samples; more often than every 15 s hardly anybody scrapes. */
  private static final long SHORTEST_WINDOW_MILLIS = 60_000;

  private static final String CACHE = "cache";

  private final Map<String, List<Double>> boundsByMetric;

  /**
   * @param boundsByMetric the upper limits of buckets, rising, where they are not the default ones
   */
  Readings(Map<String, List<Double>> boundsByMetric) {
    this.boundsByMetric = boundsByMetric;
  }

  Reading of(RuleDefinition rule) {
    Metric metric = metric(rule.metric());
    Scope scope = scope(metric, rule.scopeLabel(), rule.scopePattern());
    long window = windowMillis(rule);
    String statistic = rule.statistic();
    switch (metric.type()) {
      case HISTOGRAM:
        if (Percentile.is(statistic)) {
          return percentile(metric, scope, new Percentile(statistic), window);
        }
        if (statistic.equals("mean")) {
          return mean(metric, scope, window);
        }
        if (statistic.equals("rate")) {
          return rate(metric.name() + "_count", scope, window);
        }
        if (statistic.equals("ratio") && metric.labels().contains("error_type")) {
          return ratio(
              metric.name() + "_count",
              "error_type!=\"\"",
              new String[] {"http_response_status_code=\"200\""},
              new String[] {"error_type=\"500\""},
              scope,
              window);
        }
        break;
      case COUNTER:
        if (statistic.equals("rate")) {
          return rate(metric.name(), scope, window);
        }
        if (statistic.equals("ratio") && metric.name().equals("cache_gets_total")) {
          return ratio(metric.name(), "result=\"miss\"", "result=\"hit\"", scope, window);
        }
        if (statistic.equals("ratio") && metric.name().equals("cache_load_total")) {
          return ratio(metric.name(), "result=\"failure\"", "result=\"success\"", scope, window);
        }
        if (statistic.equals("ratio")
            && metric == ExecutorMetrics.VITALS_EXECUTOR_REFUSED_TASKS_TOTAL) {
          return Parts.of(
              metric, ExecutorMetrics.EXECUTOR_COMPLETED_TASKS_TOTAL.name(), scope, window);
        }
        if (statistic.equals("ratio")
            && metric == ExecutorMetrics.VITALS_EXECUTOR_FAILED_TASKS_TOTAL) {
          return Parts.within(
              metric, ExecutorMetrics.EXECUTOR_COMPLETED_TASKS_TOTAL.name(), scope, window);
        }
        break;
      case GAUGE:
        return Gauges.of(metric, statistic, scope, window);
      default:
        break;
    }
    throw new IllegalArgumentException(
        "Prometheus cannot know the " + statistic + " of " + metric.name());
  }

  /** The window Prometheus looks through: the rule's, a minute at least. */
  static long windowMillis(RuleDefinition rule) {
    return Math.max(SHORTEST_WINDOW_MILLIS, rule.windowMillis());
  }

  /** The upper limits of the buckets of a histogram. */
  double[] boundsOf(Metric metric) {
    List<Double> configured = boundsByMetric.get(metric.name());
    return configured == null || configured.isEmpty()
        ? Buckets.of(metric)
        : configured.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Metric metric(String name) {
    for (Metric metric : MetricCatalog.ALL) {
      if (metric.name().equals(name)) {
        return metric;
      }
    }
    throw new IllegalArgumentException("there is no metric " + name);
  }

  private static Scope scope(Metric metric, String label, String pattern) {
    if (label.isEmpty()) {
      return Scope.WHOLE;
    }
    if (!metric.labels().contains(label)) {
      throw new IllegalArgumentException(metric.name() + " has no label " + label);
    }
    // The agent judges each level of a cache by itself.
    return new Scope(
        label.equals(CACHE) ? List.of(CACHE, "cache_level", "cache_system") : List.of(label),
        new Picked(pattern));
  }

  private Reading percentile(Metric metric, Scope scope, Percentile percentile, long window) {
    double[] bounds = boundsOf(metric);
    String over = '[' + Numbers.duration(window) + "])";
    String value = name(scope, metric.name(), percentile.word(), window);
    Map<String, String> records = new LinkedHashMap<>();
    records.put(
        value,
        "histogram_quantile("
            + Numbers.plain(percentile.share())
            + ", sum "
            + scope.by("le")
            + " (rate("
            + metric.name()
            + "_bucket"
            + scope.matching()
            + over
            + "))");
    String count = count(metric.name() + "_count", scope, window, records);
    return new Reading(
        scope,
        records,
        value,
        count,
        metric.unit(),
        Synthetic.STEP_MILLIS,
        window,
        bounds[0],
        bounds[bounds.length - 1],
        bounds[0] * percentile.share(),
        false,
        percentile.synthetic(metric.name(), scope, bounds));
  }

  private static Reading mean(Metric metric, Scope scope, long window) {
    String sum = metric.name() + "_sum";
    String operations = metric.name() + "_count";
    String value = name(scope, metric.name(), "mean", window);
    Map<String, String> records = new LinkedHashMap<>();
    records.put(value, rateOf(sum, scope, window) + "\n/\n" + rateOf(operations, scope, window));
    String count = count(operations, scope, window, records);
    Synthetic synthetic =
        (wanted, each) ->
            List.of(
                counter(scope.example(sum), wanted * each),
                counter(scope.example(operations), each));
    return new Reading(
        scope,
        records,
        value,
        count,
        metric.unit(),
        Synthetic.STEP_MILLIS,
        window,
        0,
        Double.POSITIVE_INFINITY,
        Double.NaN,
        false,
        synthetic);
  }

  private static Reading rate(String counter, Scope scope, long window) {
    String value = name(scope, counter, "rate", window);
    Map<String, String> records = new LinkedHashMap<>();
    records.put(value, rateOf(counter, scope, window));
    double stepSeconds = Synthetic.STEP_MILLIS / 1e3;
    Synthetic synthetic =
        (wanted, each) -> List.of(counter(scope.example(counter), wanted * stepSeconds));
    return new Reading(
        scope,
        records,
        value,
        "",
        "per second",
        window,
        window,
        0,
        Double.POSITIVE_INFINITY,
        Double.NaN,
        false,
        synthetic);
  }

  private static Reading ratio(String counter, String bad, String good, Scope scope, long window) {
    return ratio(counter, bad, new String[] {good}, new String[] {bad}, scope, window);
  }

  private static Reading ratio(
      String counter,
      String bad,
      String[] goodExample,
      String[] badExample,
      Scope scope,
      long window) {
    String value = name(scope, counter, "bad_ratio_rate", window);
    String all = rateOf(counter, scope, window);
    Map<String, String> records = new LinkedHashMap<>();
    // Where nothing ever went wrong there is no series of it: that is zero, not unknown.
    records.put(
        value, "(" + rateOf(counter, scope, window, bad) + " or 0 * " + all + ")\n/\n" + all);
    String count = count(counter, scope, window, records);
    Synthetic synthetic =
        (wanted, each) ->
            List.of(
                counter(scope.example(counter, goodExample), (1 - wanted) * each),
                counter(scope.example(counter, badExample), wanted * each));
    return new Reading(
        scope,
        records,
        value,
        count,
        "ratio",
        Synthetic.STEP_MILLIS,
        window,
        0,
        1,
        Double.NaN,
        false,
        synthetic);
  }

  private static String count(
      String counter, Scope scope, long window, Map<String, String> records) {
    String record = name(scope, counter, "increase", window);
    records.put(
        record,
        "sum "
            + scope.by()
            + " (increase("
            + counter
            + scope.matching()
            + '['
            + Numbers.duration(window)
            + "]))");
    return record;
  }

  static String rateOf(String counter, Scope scope, long window, String... matchers) {
    return "sum "
        + scope.by()
        + " (rate("
        + counter
        + scope.matching(matchers)
        + '['
        + Numbers.duration(window)
        + "]))";
  }

  static String name(Scope scope, String metric, String operation, long window) {
    return scope.level() + ':' + metric + ':' + operation + '_' + Numbers.duration(window);
  }

  /** Whether Prometheus can tell a percentile just above a limit from one just below it. */
  boolean isOnEdge(RuleDefinition rule, double limit) {
    Metric metric = metric(rule.metric());
    if (metric.type() != MetricType.HISTOGRAM || !Percentile.is(rule.statistic())) {
      return true;
    }
    for (double bound : boundsOf(metric)) {
      if (bound == limit) {
        return true;
      }
    }
    return false;
  }
}
