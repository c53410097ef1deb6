package dev.vitals.judge;

/** What a rule looks at: one number per scope, all of them "the higher the worse". */
public enum Measure {
  HTTP_LATENCY_P95("p95 latency", "http_server_request_duration_seconds", Unit.SECONDS),
  HTTP_ERROR_RATE("error rate", "http_server_request_duration_seconds", Unit.RATIO),
  CACHE_MISS_RATE("miss rate", "cache_gets_total", Unit.RATIO),
  HEAP_AFTER_GC("heap after collection", "jvm_memory_used_after_last_gc_bytes", Unit.RATIO),
  CONTAINER_MEMORY("container memory", "vitals_container_memory_used_bytes", Unit.RATIO),
  PROCESS_CPU("CPU of the process", "jvm_cpu_recent_utilization_ratio", Unit.RATIO),
  SYSTEM_CPU("CPU of the host", "system_cpu_utilization_ratio", Unit.RATIO);

  private final String phrase;
  private final String metricName;
  private final Unit unit;

  Measure(String phrase, String metricName, Unit unit) {
    this.phrase = phrase;
    this.metricName = metricName;
    this.unit = unit;
  }

  /** What a person calls it, for the middle of a sentence. */
  public String phrase() {
    return phrase;
  }

  /** The exported metric that shows the same thing. */
  public String metricName() {
    return metricName;
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
}
