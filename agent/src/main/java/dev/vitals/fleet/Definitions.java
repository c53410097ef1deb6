package dev.vitals.fleet;

import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import dev.vitals.exporter.prometheus.ExecutorMetrics;
import dev.vitals.exporter.prometheus.HostMetrics;
import dev.vitals.exporter.prometheus.JvmMetrics;
import dev.vitals.exporter.prometheus.PoolMetrics;
import dev.vitals.judge.Comparison;
import dev.vitals.judge.Levels;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Rule;
import dev.vitals.judge.ScopePattern;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of an agent in the terms of Prometheus.
 *
 * @param rules what Prometheus may be able to judge; one rule of the agent can be several
 * @param leftOut what of the rules it cannot, one sentence each
 */
public record Definitions(List<RuleDefinition> rules, List<String> leftOut) {
  private static final String OVERALL = "-overall";

  public Definitions {
    rules = List.copyOf(rules);
    leftOut = List.copyOf(leftOut);
  }

  /** Says these rules. */
  public static Definitions of(List<Rule> rules) {
    List<RuleDefinition> definitions = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Rule rule : rules) {
      new Translation(rule, definitions, leftOut).say();
    }
    return new Definitions(definitions, leftOut);
  }

  /** One rule being said. */
  private record Translation(Rule rule, List<RuleDefinition> definitions, List<String> leftOut) {
    private static final String RATIO = "ratio";
    private static final String WHOLE = "";

    void say() {
      boolean isHitRate = rule.measure() == Measure.CACHE_HIT_RATE;
      Comparison sayable = isHitRate ? Comparison.BELOW : Comparison.ABOVE;
      if (rule.comparison() != sayable && rule.measure() != Measure.TIME_TO_FULL) {
        leftOut.add(rule.name() + ": these rules know limits for what is too much, not too little");
        return;
      }
      if (rule.dynamic().isOn()) {
        leftOut.add(rule.name() + ": what is learned; the limits are those the rule says");
      }
      switch (rule.measure()) {
        case HTTP_LATENCY -> operations("http_route", rule.statistic().word());
        case HTTP_ERROR_RATE -> operations("http_route", RATIO);
        case HTTP_THROUGHPUT -> operations("http_route", "rate");
        case DB_LATENCY -> operations("db_query_summary", rule.statistic().word());
        case DB_ERROR_RATE -> operations("db_query_summary", RATIO);
        case DB_THROUGHPUT -> operations("db_query_summary", "rate");
        case CACHE_HIT_RATE -> cache("-misses");
        case CACHE_MISS_RATE -> cache("");
        case POOL_UTILISATION -> places(PoolMetrics.DB_CLIENT_CONNECTION_COUNT, RATIO);
        case POOL_PENDING -> places(PoolMetrics.DB_CLIENT_CONNECTION_PENDING_REQUESTS, RATIO);
        case POOL_WAIT ->
            places(PoolMetrics.DB_CLIENT_CONNECTION_WAIT_TIME_SECONDS, rule.statistic().word());
        case EXECUTOR_UTILISATION -> places(ExecutorMetrics.EXECUTOR_ACTIVE_THREADS, RATIO);
        case EXECUTOR_QUEUED -> places(ExecutorMetrics.EXECUTOR_QUEUED_TASKS, RATIO);
        case EXECUTOR_WAIT ->
            places(ExecutorMetrics.EXECUTOR_IDLE_SECONDS, rule.statistic().word());
        case EXECUTOR_REFUSED -> places(ExecutorMetrics.VITALS_EXECUTOR_REFUSED_TASKS_TOTAL, RATIO);
        case EXECUTOR_RUN -> places(ExecutorMetrics.EXECUTOR_SECONDS, rule.statistic().word());
        case EXECUTOR_FAILED -> places(ExecutorMetrics.VITALS_EXECUTOR_FAILED_TASKS_TOTAL, RATIO);
        case HEAP_AFTER_GC -> whole(JvmMetrics.JVM_MEMORY_USED_AFTER_LAST_GC_BYTES.name());
        case CONTAINER_MEMORY -> whole(HostMetrics.VITALS_CONTAINER_MEMORY_USED_BYTES.name());
        case DISK -> whole(HostMetrics.SYSTEM_FILESYSTEM_UTILIZATION_RATIO.name());
        case CPU -> {
          cpu("process", JvmMetrics.JVM_CPU_RECENT_UTILIZATION_RATIO.name());
          cpu("host", HostMetrics.SYSTEM_CPU_UTILIZATION_RATIO.name());
        }
        case TIME_TO_FULL ->
            leftOut.add(rule.name() + ": only an agent reckons when something will be full");
      }
    }

    private void operations(String label, String statistic) {
      boolean isHttp = label.equals("http_route");
      String metric =
          isHttp
              ? ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS.name()
              : ApplicationMetrics.DB_CLIENT_OPERATION_DURATION_SECONDS.name();
      String scope = rule.scope().text();
      if (scope.equals(ScopePattern.ALL)) {
        add(rule.name(), metric, statistic, WHOLE, "");
        return;
      }
      add(rule.name(), metric, statistic, label, scope);
      if (rule.scope().matches(WHOLE)) {
        add(rule.name() + OVERALL, metric, statistic, WHOLE, "");
      }
    }

    private void cache(String suffix) {
      String scope = rule.scope().text();
      if (scope.equals(ScopePattern.ALL)) {
        leftOut.add(rule.name() + ": caches are judged one by one, never all together");
      } else {
        String metric = ApplicationMetrics.CACHE_GETS_TOTAL.name();
        add(rule.name() + suffix, metric, RATIO, "cache", scope);
      }
    }

    private void places(Metric metric, String statistic) {
      String scope = rule.scope().text();
      if (scope.equals(ScopePattern.ALL)) {
        leftOut.add(
            rule.name() + ": pools and executors are judged one by one, never all together");
      } else {
        add(rule.name(), metric.name(), statistic, metric.labels().get(0), scope);
      }
    }

    private void whole(String metric) {
      if (rule.scope().matches(WHOLE)) {
        add(rule.name(), metric, RATIO, WHOLE, "");
      } else {
        leftOut.add(rule.name() + ": there is only one " + rule.measure().key() + ", no scopes");
      }
    }

    private void cpu(String scope, String metric) {
      if (rule.scope().matches(scope)) {
        add(rule.name() + '-' + scope, metric, RATIO, WHOLE, "");
      }
    }

    private void add(
        String name, String metric, String statistic, String scopeLabel, String scopePattern) {
      Levels levels = rule.levels();
      double warning = milder(name, "low", levels.low(), levels.medium());
      double critical = milder(name, "high", levels.high(), levels.critical());
      definitions.add(
          new RuleDefinition(
              name,
              metric,
              statistic,
              scopeLabel,
              scopePattern,
              limit(warning),
              limit(critical),
              Math.round(rule.holdSeconds() * 1e3),
              Math.round(rule.recovery().seconds() * 1e3),
              rule.minimumCount(),
              rule.windowMillis()));
    }

    /** The limit of the usual level, or of its neighbour where it has none. */
    private double milder(String name, String neighbour, double limit, double usual) {
      if (Double.isNaN(usual)) {
        return limit;
      }
      if (!Double.isNaN(limit)) {
        leftOut.add(name + ": its level " + neighbour + "; there are warning and critical only");
      }
      return usual;
    }

    private double limit(double level) {
      if (Double.isNaN(level)) {
        return Double.POSITIVE_INFINITY;
      }
      if (rule.measure() != Measure.CACHE_HIT_RATE) {
        return level;
      }
      // Too few hits are too many misses. No rate of hits is below 0.
      return level == 0 ? Double.POSITIVE_INFINITY : Math.round((1 - level) * 1e9) / 1e9;
    }
  }
}
