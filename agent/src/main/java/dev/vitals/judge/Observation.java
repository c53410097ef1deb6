package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;

/**
 * What a rule sees of one scope in one look.
 *
 * @param value NaN where nothing can be said
 */
record Observation(Rule rule, String scope, double value) {
  /** What is seen of a scope the evidence does not mention. */
  static Observation absent(Rule rule, String scope) {
    return new Observation(rule, scope, Double.NaN);
  }

  boolean isBeyond(Alert.Severity severity) {
    return rule.isBeyond(severity, value);
  }

  boolean isClearOf(Alert.Severity severity) {
    return rule.isClear(severity, value);
  }

  /** Whether any level is passed. */
  boolean isBad() {
    return isBeyond(rule.levels().mildest());
  }

  /** The worst level that is passed; null where none is. */
  Alert.Severity worst() {
    for (int index = Levels.SEVERITIES.length - 1; index >= 0; index--) {
      if (isBeyond(Levels.SEVERITIES[index])) {
        return Levels.SEVERITIES[index];
      }
    }
    return null;
  }
}
