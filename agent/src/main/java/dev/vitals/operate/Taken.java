package dev.vitals.operate;

import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.Acknowledgement;

/**
 * An acknowledgement and the alert it is of: it ends with it.
 *
 * @param sinceEpochMillis when the alert was first seen
 * @param isCarried whether the alert was of an agent before this one, and has not been seen since
 */
record Taken(Acknowledgement acknowledgement, long sinceEpochMillis, boolean isCarried) {
  static Taken of(Alert alert, String by, long epochMillis) {
    // What is taken on before it was seen, by a clock that went back, would not count.
    long counted = Math.max(epochMillis, alert.sinceEpochMillis());
    return new Taken(
        new Acknowledgement(alert.rule(), alert.scope(), by, counted),
        alert.sinceEpochMillis(),
        false);
  }

  boolean isOf(String rule, String scope) {
    return acknowledgement.rule().equals(rule) && acknowledgement.scope().equals(scope);
  }

  /** The same of an alert that has come up again. */
  Taken bound(Alert alert) {
    return of(alert, acknowledgement.by(), acknowledgement.epochMillis());
  }
}
