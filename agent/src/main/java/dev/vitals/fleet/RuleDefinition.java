package dev.vitals.fleet;

/**
 * One rule of the agent, as far as Prometheus can know it.
 *
 * @param name what settings and alerts call it
 * @param metric an exported metric, such as {@code http_server_request_duration_seconds}
 * @param statistic {@code p50} to {@code p99.9}, {@code mean}, {@code rate}, {@code ratio}, {@code
 *     value} or {@code max}; the ratio is of what went wrong (errors, misses, failures), or of what
 *     is used up
 * @param scopeLabel the label that tells the scopes apart, such as {@code http_route}; empty for
 *     the whole process
 * @param scopePattern which scopes, with {@code *} for any letters and {@code |} between
 *     alternatives; empty for each
 * @param warning a value above it is a warning; infinite switches the level off
 * @param critical a value above it is critical; infinite switches the level off
 * @param holdMillis how long the value must stay above a limit before the alert fires
 * @param keepFiringMillis how long it must stay below before the alert ends
 * @param minimumCount fewer operations than this in the window say nothing
 */
public record RuleDefinition(
    String name,
    String metric,
    String statistic,
    String scopeLabel,
    String scopePattern,
    double warning,
    double critical,
    long holdMillis,
    long keepFiringMillis,
    long minimumCount,
    long windowMillis) {

  /** A rule for each scope. */
  public RuleDefinition(
      String name,
      String metric,
      String statistic,
      String scopeLabel,
      double warning,
      double critical,
      long holdMillis,
      long keepFiringMillis,
      long minimumCount,
      long windowMillis) {
    this(
        name,
        metric,
        statistic,
        scopeLabel,
        "",
        warning,
        critical,
        holdMillis,
        keepFiringMillis,
        minimumCount,
        windowMillis);
  }
}
