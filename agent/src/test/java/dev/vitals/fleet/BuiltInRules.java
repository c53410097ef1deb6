package dev.vitals.fleet;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.vitals.judge.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rules of an agent nobody has configured, with a rule for each kind of scope they have. */
final class BuiltInRules {
  private static final long WINDOW_MILLIS = 60_000;

  private BuiltInRules() {}

  static List<RuleDefinition> definitions() {
    List<RuleDefinition> definitions = new ArrayList<>();
    String requests = "http_server_request_duration_seconds";
    definitions.add(of("http-latency-p95", "http-latency-p95", requests, "p95", "http_route"));
    definitions.add(of("http-error-rate", "http-error-rate", requests, "ratio", "http_route"));
    definitions.add(of("http-error-rate", "http-error-rate-overall", requests, "ratio", ""));
    definitions.add(of("cache-miss-rate", "cache-miss-rate", "cache_gets_total", "ratio", "cache"));
    definitions.add(
        of("heap-after-gc", "heap-after-gc", "jvm_memory_used_after_last_gc_bytes", "ratio", ""));
    definitions.add(
        of(
            "container-memory",
            "container-memory",
            "vitals_container_memory_used_bytes",
            "ratio",
            ""));
    definitions.add(of("cpu", "cpu-process", "jvm_cpu_recent_utilization_ratio", "ratio", ""));
    definitions.add(of("cpu", "cpu-host", "system_cpu_utilization_ratio", "ratio", ""));
    return definitions;
  }

  private static RuleDefinition of(
      String rule, String name, String metric, String statistic, String scopeLabel) {
    Rule found = null;
    for (Rule candidate : Rule.defaults()) {
      found = candidate.name().equals(rule) ? candidate : found;
    }
    assertNotNull(found, rule);
    return new RuleDefinition(
        name,
        metric,
        statistic,
        scopeLabel,
        found.levels().medium(),
        found.levels().critical(),
        (long) (found.holdSeconds() * 1000),
        (long) (found.recovery().seconds() * 1000),
        found.minimumCount(),
        WINDOW_MILLIS);
  }
}
