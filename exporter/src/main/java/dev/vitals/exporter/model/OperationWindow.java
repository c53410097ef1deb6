package dev.vitals.exporter.model;

/**
 * What happened to one kind of operation within the sliding window that ends at the snapshot.
 *
 * @param kind what was called
 * @param scope the route of a request or the summary of a statement; empty where it has none,
 *     {@link #ALL} for all of the kind together
 * @param windowSeconds length of the window, shorter just after the start
 * @param errors failed operations: status 5xx or an escaped exception
 * @param p50Seconds percentiles, the shortest and the longest within two significant digits
 */
public record OperationWindow(
    Kind kind,
    String scope,
    double windowSeconds,
    long count,
    long errors,
    double p50Seconds,
    double p90Seconds,
    double p95Seconds,
    double p99Seconds,
    double p999Seconds,
    double meanSeconds,
    double minSeconds,
    double maxSeconds) {

  /** The scope of all operations of a kind together. */
  public static final String ALL = "(all)";

  /** The kinds of operations that are judged. */
  public enum Kind {
    HTTP_SERVER,
    DB_CLIENT,

    /** Lookups in a cache, of no known duration; a miss is an error. */
    CACHE_LOOKUP,

    /** Waits for a connection of a pool; one that was given up is an error. */
    POOL_WAIT,

    /** Tasks of an executor, of no known duration; one that was refused is an error. */
    EXECUTOR_TASK,

    /** Tasks of an executor that ran; one that ended with an exception is an error. */
    EXECUTOR_RUN,

    /** Waits of tasks for a thread of an executor. */
    EXECUTOR_WAIT
  }

  /** The same operations, said of a window of another length. */
  public OperationWindow over(double otherWindowSeconds) {
    return new OperationWindow(
        kind,
        scope,
        otherWindowSeconds,
        count,
        errors,
        p50Seconds,
        p90Seconds,
        p95Seconds,
        p99Seconds,
        p999Seconds,
        meanSeconds,
        minSeconds,
        maxSeconds);
  }
}
