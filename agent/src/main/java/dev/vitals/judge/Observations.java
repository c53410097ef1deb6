package dev.vitals.judge;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.SaturationWindow;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads out of the evidence what a rule looks at, by scope; the worse value where one is twice. */
final class Observations {
  /** The scope of a figure about the whole process. */
  static final String OVERALL = "";

  /** The scope of requests that have no route: not to be confused with the whole. */
  static final String NO_ROUTE = "(no route)";

  /** The two scopes of the CPU. */
  static final String PROCESS = "process";

  static final String HOST = "host";

  private final Rule rule;
  private final Baselines baselines;
  private final Map<String, Observation> seen = new LinkedHashMap<>();

  private Observations(Rule rule, Baselines baselines) {
    this.rule = rule;
    this.baselines = baselines;
  }

  /**
   * @param baselines move the levels of a dynamic rule, for each scope by itself
   */
  static Map<String, Observation> of(Rule rule, Evidence evidence, Baselines baselines) {
    Observations observations = new Observations(rule, baselines);
    Evidence.Windows windows = evidence.window(rule.windowMillis());
    switch (rule.measure()) {
      case HTTP_LATENCY -> observations.latencies(windows, OperationWindow.Kind.HTTP_SERVER);
      case DB_LATENCY -> observations.latencies(windows, OperationWindow.Kind.DB_CLIENT);
      case HTTP_ERROR_RATE -> observations.errorRates(windows, OperationWindow.Kind.HTTP_SERVER);
      case DB_ERROR_RATE -> observations.errorRates(windows, OperationWindow.Kind.DB_CLIENT);
      case HTTP_THROUGHPUT -> observations.throughputs(windows, OperationWindow.Kind.HTTP_SERVER);
      case DB_THROUGHPUT -> observations.throughputs(windows, OperationWindow.Kind.DB_CLIENT);
      case CACHE_HIT_RATE, CACHE_MISS_RATE -> observations.caches(windows);
      case POOL_UTILISATION, POOL_PENDING ->
          observations.saturations(windows, SaturationWindow.Kind.POOL);
      case POOL_WAIT -> observations.latencies(windows, OperationWindow.Kind.POOL_WAIT);
      case EXECUTOR_UTILISATION, EXECUTOR_QUEUED ->
          observations.saturations(windows, SaturationWindow.Kind.EXECUTOR);
      case EXECUTOR_WAIT -> observations.latencies(windows, OperationWindow.Kind.EXECUTOR_WAIT);
      case EXECUTOR_REFUSED -> observations.errorRates(windows, OperationWindow.Kind.EXECUTOR_TASK);
      case EXECUTOR_RUN -> observations.latencies(windows, OperationWindow.Kind.EXECUTOR_RUN);
      case EXECUTOR_FAILED -> observations.errorRates(windows, OperationWindow.Kind.EXECUTOR_RUN);
      case HEAP_AFTER_GC -> observations.add(OVERALL, evidence.resources().heapAfterGcRatio());
      case CONTAINER_MEMORY ->
          observations.add(OVERALL, evidence.resources().containerMemoryRatio());
      case DISK -> observations.add(OVERALL, evidence.resources().diskRatio());
      case TIME_TO_FULL -> {
        for (Evidence.Filling each : evidence.fillings()) {
          observations.add(each.resource(), each.secondsLeft());
        }
      }
      case CPU -> {
        observations.add(PROCESS, evidence.resources().processCpuRatio());
        observations.add(HOST, evidence.resources().systemCpuRatio());
      }
    }
    return observations.seen;
  }

  private void latencies(Evidence.Windows windows, OperationWindow.Kind kind) {
    for (OperationWindow window : windows.operations()) {
      if (window.kind() == kind && isEnough(window.count())) {
        add(scope(window), rule.statistic().of(window));
      }
    }
  }

  private void errorRates(Evidence.Windows windows, OperationWindow.Kind kind) {
    for (OperationWindow window : windows.operations()) {
      if (window.kind() == kind && isEnough(window.count())) {
        add(scope(window), ratio(window.errors(), window.count()));
      }
    }
  }

  private void throughputs(Evidence.Windows windows, OperationWindow.Kind kind) {
    for (OperationWindow window : windows.operations()) {
      if (window.kind() == kind && isEnough(window.count())) {
        add(scope(window), window.count() / window.windowSeconds());
      }
    }
  }

  private void caches(Evidence.Windows windows) {
    for (CacheWindow window : windows.caches()) {
      long lookups = window.hits() + window.misses();
      if (isEnough(lookups)) {
        boolean hits = rule.measure() == Measure.CACHE_HIT_RATE;
        add(window.cache(), ratio(hits ? window.hits() : window.misses(), lookups));
      }
    }
  }

  private void saturations(Evidence.Windows windows, SaturationWindow.Kind kind) {
    boolean queue =
        rule.measure() == Measure.POOL_PENDING || rule.measure() == Measure.EXECUTOR_QUEUED;
    for (SaturationWindow window : windows.saturations()) {
      if (window.kind() == kind) {
        add(window.scope(), queue ? window.queue() : window.utilisation());
      }
    }
  }

  static String scope(OperationWindow window) {
    if (window.scope().equals(OperationWindow.ALL)) {
      return OVERALL;
    }
    return window.scope().isEmpty() ? NO_ROUTE : window.scope();
  }

  private boolean isEnough(long count) {
    return count > 0 && count >= rule.minimumCount();
  }

  private static double ratio(long part, long whole) {
    return (double) part / whole;
  }

  private void add(String scope, double value) {
    if (!rule.scope().matches(scope)) {
      return;
    }
    Observation before = seen.get(scope);
    double worse = before == null ? value : rule.comparison().worse(before.value(), value);
    seen.put(scope, Observation.of(rule, scope, worse, baselines));
  }
}
