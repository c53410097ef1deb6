package dev.vitals.fleet;

import static dev.vitals.fleet.Synthetic.Series.gauge;

import dev.vitals.exporter.model.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is measured and not counted: how full something is, or just its value. */
final class Gauges {
  private static final double PLACES = 100;
  private static final String CONNECTIONS = "db_client_connection_max";
  private static final String THREADS = "executor_pool_max_threads";
  private static final double GIBIBYTE = 1024.0 * 1024 * 1024;

  private static final String HEAP = "jvm_memory_type=\"heap\"";

  /** Young and old share one limit there, and each pool names all of it. */
  private static final String OWN_LIMIT = "jvm_memory_pool_name!~\"(ZGC|Shenandoah) Young Gen.*\"";

  private Gauges() {}

  static Reading of(Metric metric, String statistic, Scope scope, long window) {
    switch (statistic) {
      case "ratio":
        return ratio(metric, scope);
      case "value":
        return plain(metric, scope, metric.name(), "max " + of(metric, scope), 0);
      case "max":
      case "mean":
        String function = statistic.equals("max") ? "max" : "avg";
        return plain(
            metric,
            scope,
            Readings.name(scope, metric.name(), statistic, window),
            "max "
                + scope.by()
                + " ("
                + function
                + "_over_time("
                + metric.name()
                + scope.matching()
                + '['
                + Numbers.duration(window)
                + "]))",
            window);
      default:
        throw new IllegalArgumentException(
            "Prometheus cannot know the " + statistic + " of " + metric.name());
    }
  }

  private static Reading ratio(Metric metric, Scope scope) {
    String name = metric.name();
    switch (name) {
      case "jvm_memory_used_after_last_gc_bytes":
      case "jvm_memory_used_bytes":
        requireWhole(scope, name);
        String limit = "jvm_memory_limit_bytes";
        return share(
            scope,
            name + "_per_limit",
            "sum "
                + scope.by()
                + " ("
                + name
                + '{'
                + HEAP
                + "})\n/\nsum "
                + scope.by()
                + " ("
                + limit
                + '{'
                + HEAP
                + ','
                + OWN_LIMIT
                + "})",
            true,
            (wanted, each) ->
                List.of(
                    gauge(scope.example(name, pool("G1 Eden Space"), HEAP), 0),
                    gauge(scope.example(name, pool("G1 Old Gen"), HEAP), wanted * GIBIBYTE),
                    gauge(scope.example(limit, pool("G1 Old Gen"), HEAP), GIBIBYTE)));
      case "vitals_container_memory_used_bytes":
        return per(scope, name, "vitals_container_memory_limit_bytes", GIBIBYTE);
      case "process_open_fds":
        return per(scope, name, "process_max_fds", 1024);
      case "db_client_connection_count":
        return perPlace(name, "db_client_connection_state=\"used\"", CONNECTIONS, scope, 1);
      case "db_client_connection_pending_requests":
        return perPlace(name, null, CONNECTIONS, scope, Double.POSITIVE_INFINITY);
      case "executor_active_threads":
        return perPlace(name, null, THREADS, scope, 1);
      case "executor_queued_tasks":
        return perPlace(name, null, THREADS, scope, Double.POSITIVE_INFINITY);
      case "system_cpu_utilization_ratio":
        requireWhole(scope, name);
        return share(
            scope,
            name + "_busy",
            "1 - sum " + scope.by() + " (" + name + "{cpu_mode=~\"idle|iowait\"})",
            false,
            (wanted, each) ->
                List.of(
                    gauge(scope.example(name, "cpu_mode=\"idle\""), 1 - wanted),
                    gauge(scope.example(name, "cpu_mode=\"iowait\""), 0),
                    gauge(scope.example(name, "cpu_mode=\"user\""), wanted)));
      case "system_memory_utilization_ratio":
        requireWhole(scope, name);
        String used = "system_memory_state=\"used\"";
        return share(
            scope,
            name + "_used",
            "max " + scope.by() + " (" + name + '{' + used + "})",
            true,
            (wanted, each) -> List.of(gauge(scope.example(name, used), wanted)));
      default:
        if (!metric.unit().equals("ratio")) {
          throw new IllegalArgumentException(name + " has no limit to be a share of");
        }
        return plain(metric, scope, name, "max " + of(metric, scope), 0);
    }
  }

  private static String of(Metric metric, Scope scope) {
    return scope.by() + " (" + metric.name() + scope.matching() + ')';
  }

  private static String pool(String name) {
    return "jvm_memory_pool_name=\"" + name + '"';
  }

  private static void requireWhole(Scope scope, String metric) {
    if (!scope.labels().isEmpty()) {
      throw new IllegalArgumentException(
          "the ratio of " + metric + " is of the whole, not per " + scope.labels().get(0));
    }
  }

  /**
   * @param matcher null for none
   * @param most the metric that says how many places there may be
   */
  private static Reading perPlace(
      String name, String matcher, String most, Scope scope, double highest) {
    String[] matchers = matcher == null ? new String[0] : new String[] {matcher};
    String value = scope.level() + ':' + name + "_per_max:ratio";
    String expression =
        "sum "
            + scope.by()
            + " ("
            + name
            + scope.matching(matchers)
            + ")\n/\nsum "
            + scope.by()
            + " ("
            + most
            + scope.matching()
            + ')';
    return reading(
        scope,
        Map.of(value, expression),
        value,
        "ratio",
        0,
        highest,
        true,
        (wanted, each) ->
            List.of(
                gauge(scope.example(name, matchers), wanted * PLACES),
                gauge(scope.example(most), PLACES)));
  }

  private static Reading per(Scope scope, String used, String limit, double whole) {
    return share(
        scope,
        used + "_per_limit",
        "max " + scope.by() + " (" + used + ")\n/\nmax " + scope.by() + " (" + limit + ')',
        true,
        (wanted, each) ->
            List.of(
                gauge(scope.example(used), wanted * whole), gauge(scope.example(limit), whole)));
  }

  private static Reading share(
      Scope scope, String what, String expression, boolean isExact, Synthetic synthetic) {
    String value = scope.level() + ':' + what + ":ratio";
    return reading(scope, Map.of(value, expression), value, "ratio", 0, 1, isExact, synthetic);
  }

  /** A gauge with its own name is recorded too, so that all rules read alike. */
  private static Reading plain(
      Metric metric, Scope scope, String name, String expression, long window) {
    String value = name.indexOf(':') < 0 ? scope.level() + ':' + name + ":max" : name;
    boolean isRatio = metric.unit().equals("ratio");
    Map<String, String> records = new LinkedHashMap<>();
    records.put(value, expression);
    return reading(
        scope,
        records,
        value,
        metric.unit(),
        window,
        isRatio ? 1 : Double.POSITIVE_INFINITY,
        window == 0,
        (wanted, each) -> List.of(gauge(scope.example(metric.name()), wanted)));
  }

  private static Reading reading(
      Scope scope,
      Map<String, String> records,
      String value,
      String unit,
      long lingerMillis,
      double highest,
      boolean isExact,
      Synthetic synthetic) {
    return new Reading(
        scope,
        records,
        value,
        "",
        unit,
        0,
        lingerMillis,
        0,
        highest,
        Double.NaN,
        isExact,
        synthetic);
  }
}
