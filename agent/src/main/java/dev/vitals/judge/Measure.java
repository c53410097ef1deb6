package dev.vitals.judge;

import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import dev.vitals.exporter.prometheus.HostMetrics;
import dev.vitals.exporter.prometheus.JvmMetrics;

/** What a rule looks at: one number per scope, all of them "the higher the worse". */
public enum Measure {
  HTTP_LATENCY_P95("p95 latency", Unit.SECONDS),
  HTTP_ERROR_RATE("error rate", Unit.RATIO),
  CACHE_MISS_RATE("miss rate", Unit.RATIO),
  HEAP_AFTER_GC("heap after collection", Unit.RATIO),
  CONTAINER_MEMORY("container memory", Unit.RATIO),
  CPU("CPU", Unit.RATIO);

  private final String phrase;
  private final Unit unit;

  Measure(String phrase, Unit unit) {
    this.phrase = phrase;
    this.unit = unit;
  }

  /** What a person calls it, for the middle of a sentence. */
  public String phrase() {
    return phrase;
  }

  /** The unit of the limits of a rule. */
  public Unit unit() {
    return unit;
  }

  /** The units limits come in; each has a metric of its own. */
  public enum Unit {
    SECONDS,
    RATIO
  }

  /** The exported metric that shows the same thing. */
  Metric metric(String scope) {
    return switch (this) {
      case HTTP_LATENCY_P95, HTTP_ERROR_RATE ->
          ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS;
      case CACHE_MISS_RATE -> ApplicationMetrics.CACHE_GETS_TOTAL;
      case HEAP_AFTER_GC -> JvmMetrics.JVM_MEMORY_USED_AFTER_LAST_GC_BYTES;
      case CONTAINER_MEMORY -> HostMetrics.VITALS_CONTAINER_MEMORY_USED_BYTES;
      case CPU ->
          scope.equals(Observations.HOST)
              ? HostMetrics.SYSTEM_CPU_UTILIZATION_RATIO
              : JvmMetrics.JVM_CPU_RECENT_UTILIZATION_RATIO;
    };
  }
}
