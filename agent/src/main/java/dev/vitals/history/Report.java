package dev.vitals.history;

import java.util.List;

/**
 * What happened in a period, for people.
 *
 * @param resolutionMillis how exactly its borders are met
 * @param coveredMillis how much of the period was measured
 * @param trends what rose or fell over it
 */
public record Report(
    long fromMillis,
    long toMillis,
    long resolutionMillis,
    long coveredMillis,
    List<Operations> operations,
    List<Trend> trends) {

  /**
   * One metric that is timed.
   *
   * @param total all scopes together
   * @param availability the share of calls that did not fail; NaN where there were none
   * @param byTime the scopes that took the most time together
   * @param byErrors the scopes with the most errors
   * @param slowest the minutes with the highest 95th percentile, or longer steps of long periods
   * @param worst those with the most errors
   */
  public record Operations(
      String metric,
      Line total,
      double availability,
      List<Line> byTime,
      List<Line> byErrors,
      List<Point> slowest,
      List<Point> worst) {}

  /** One scope over the whole period. */
  public record Line(String scope, double totalSeconds, Point point) {}
}
