package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;

/**
 * One rule that changed its mind about one scope: a line in the log, an event for whoever listens.
 *
 * @param severity what it is now; for a resolved one what it was last
 * @param message one sentence for a person
 */
public record Transition(
    String rule,
    String scope,
    Alert.Severity severity,
    To to,
    String message,
    double value,
    long epochMillis) {

  /** Where a condition can go. A pending one that fades goes nowhere and is not reported. */
  public enum To {
    PENDING,
    FIRING,
    RESOLVED
  }
}
