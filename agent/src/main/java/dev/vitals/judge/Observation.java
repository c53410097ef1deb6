package dev.vitals.judge;

/**
 * What a rule sees of one scope in one snapshot.
 *
 * @param value NaN where nothing can be said
 */
record Observation(Rule rule, String scope, double value) {
  /** What is seen of a scope the snapshot does not mention. */
  static Observation absent(Rule rule, String scope) {
    return new Observation(rule, scope, Double.NaN);
  }

  boolean aboveWarning() {
    return value > rule.warning();
  }

  boolean aboveCritical() {
    return value > rule.critical();
  }

  /** A value nobody can see counts as recovered, or an alert would outlive its route. */
  boolean clearOfWarning() {
    return !(value > rule.warning() * rule.recovery().clearRatio());
  }

  boolean clearOfCritical() {
    return !(value > rule.critical() * rule.recovery().clearRatio());
  }
}
