package dev.vitals.exporter.model;

/**
 * What happened to one kind of operation within the sliding window that ends at the snapshot.
 *
 * @param kind what was called
 * @param scope the route of a request or the summary of a statement; empty where it has none
 * @param windowSeconds length of the window, shorter just after the start
 * @param errors failed operations: status 5xx or an escaped exception
 * @param p95Seconds percentiles within two significant digits; NaN where nothing was recorded
 */
public record OperationWindow(
    Kind kind,
    String scope,
    double windowSeconds,
    long count,
    long errors,
    double p50Seconds,
    double p95Seconds,
    double p99Seconds,
    double maxSeconds) {

  /** The kinds of operations that have latency. */
  public enum Kind {
    HTTP_SERVER,
    DB_CLIENT
  }
}
