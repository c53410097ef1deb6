package dev.vitals.exporter.model;

/**
 * One judgement that is not "fine".
 *
 * @param rule the name of the rule, such as {@code http-latency-p95}
 * @param scope the route, cache or component it is about; empty for the whole process
 * @param metricName what was judged, such as {@code http_server_request_duration_seconds}
 * @param threshold the limit that was passed, in the unit of {@code currentValue}
 * @param message one sentence for a person
 * @param sinceEpochMillis when the condition was first seen
 */
public record Alert(
    String rule,
    String scope,
    Severity severity,
    State state,
    String metricName,
    double threshold,
    double currentValue,
    String message,
    long sinceEpochMillis) {

  /** The four levels of the guides; warning is medium, critical is critical. */
  public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
  }

  /** Pending until the hold time is over. */
  public enum State {
    PENDING,
    FIRING
  }
}
