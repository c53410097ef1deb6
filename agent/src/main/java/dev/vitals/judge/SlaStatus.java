package dev.vitals.judge;

/**
 * How one promise is kept for one scope.
 *
 * @param scope empty for everything of the kind together
 * @param successRatio the share of operations that did not fail, over its latency window; of a
 *     cache its hit rate
 * @param compliance the share of looks with enough operations at which the latency, or the hit
 *     rate, was as promised; 1 where there was none
 * @param budgetLeft the share of the failures the promise allows that has not happened yet, over
 *     its window; below 0 once it is broken, NaN where nothing is promised about failures
 * @param burnRate how fast failures use the budget up in the newest window: 1 uses it up exactly at
 *     the end of the promise's window; NaN like {@code budgetLeft}
 */
public record SlaStatus(
    Sla sla,
    String scope,
    State state,
    double p95Seconds,
    double p99Seconds,
    double successRatio,
    double compliance,
    double budgetLeft,
    double burnRate) {

  /** A promise at risk is one from its warning level on. */
  public enum State {
    OK,
    WARNING,
    VIOLATED
  }
}
