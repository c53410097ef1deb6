package dev.vitals.judge;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads out of a snapshot what a rule looks at, by scope; the worse value where one is twice. */
final class Observations {
  /** The scope of a figure about the whole process. */
  static final String OVERALL = "";

  /** The scope of requests that have no route: not to be confused with the whole. */
  static final String NO_ROUTE = "(no route)";

  /** The two scopes of the CPU. */
  static final String PROCESS = "process";

  static final String HOST = "host";

  private Observations() {}

  static Map<String, Observation> of(Rule rule, Snapshot snapshot) {
    Map<String, Observation> seen = new LinkedHashMap<>();
    switch (rule.measure()) {
      case HTTP_LATENCY_P95 -> latencies(rule, snapshot, seen);
      case HTTP_ERROR_RATE -> errorRates(rule, snapshot, seen);
      case CACHE_MISS_RATE -> missRates(rule, snapshot, seen);
      case HEAP_AFTER_GC -> add(rule, OVERALL, snapshot.resources().heapAfterGcRatio(), seen);
      case CONTAINER_MEMORY ->
          add(rule, OVERALL, snapshot.resources().containerMemoryRatio(), seen);
      case CPU -> {
        add(rule, PROCESS, snapshot.resources().processCpuRatio(), seen);
        add(rule, HOST, snapshot.resources().systemCpuRatio(), seen);
      }
    }
    return seen;
  }

  private static void latencies(Rule rule, Snapshot snapshot, Map<String, Observation> seen) {
    for (OperationWindow window : snapshot.operations()) {
      if (window.kind() == OperationWindow.Kind.HTTP_SERVER && enough(rule, window.count())) {
        add(rule, route(window), window.p95Seconds(), seen);
      }
    }
  }

  private static void errorRates(Rule rule, Snapshot snapshot, Map<String, Observation> seen) {
    long count = 0;
    long errors = 0;
    for (OperationWindow window : snapshot.operations()) {
      if (window.kind() == OperationWindow.Kind.HTTP_SERVER) {
        count += window.count();
        errors += window.errors();
        if (enough(rule, window.count())) {
          add(rule, route(window), ratio(window.errors(), window.count()), seen);
        }
      }
    }
    if (enough(rule, count)) {
      add(rule, OVERALL, ratio(errors, count), seen);
    }
  }

  private static void missRates(Rule rule, Snapshot snapshot, Map<String, Observation> seen) {
    for (CacheWindow window : snapshot.caches()) {
      long lookups = window.hits() + window.misses();
      if (enough(rule, lookups)) {
        add(rule, window.cache(), ratio(window.misses(), lookups), seen);
      }
    }
  }

  private static String route(OperationWindow window) {
    return window.scope().isEmpty() ? NO_ROUTE : window.scope();
  }

  private static boolean enough(Rule rule, long count) {
    return count > 0 && count >= rule.minimumCount();
  }

  private static double ratio(long part, long whole) {
    return (double) part / whole;
  }

  private static void add(Rule rule, String scope, double value, Map<String, Observation> seen) {
    Observation before = seen.get(scope);
    if (before == null || Double.isNaN(before.value()) || value > before.value()) {
      seen.put(scope, new Observation(rule, scope, value));
    }
  }
}
