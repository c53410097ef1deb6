package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;

/**
 * What a rule sees of one scope in one look.
 *
 * @param rule with the levels that hold for this scope now
 * @param value NaN where nothing can be said
 * @param usual what the value usually is at this hour; NaN where that is not known
 */
record Observation(Rule rule, String scope, double value, double usual) {
  static Observation of(Rule rule, String scope, double value, Baselines baselines) {
    return new Observation(
        baselines.effective(rule, scope), scope, value, baselines.usual(rule, scope));
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
