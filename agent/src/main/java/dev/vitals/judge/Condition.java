package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;

/**
 * What is remembered about a rule and a scope that are not fine.
 *
 * <p>Four clocks run: above either limit they lead up, clear of either limit they lead down. While
 * pending, the severity is what the value of the moment would earn; while firing, what it has
 * earned by holding.
 *
 * @param value the newest one; NaN where the newest snapshot had none
 */
record Condition(
    Alert.Severity severity,
    Alert.State state,
    long sinceEpochMillis,
    Held aboveWarning,
    Held aboveCritical,
    Held clearOfWarning,
    Held clearOfCritical,
    double value) {

  static Condition unseen(long epochMillis) {
    return new Condition(
        Alert.Severity.MEDIUM,
        Alert.State.PENDING,
        epochMillis,
        Held.NOT,
        Held.NOT,
        Held.NOT,
        Held.NOT,
        Double.NaN);
  }

  /** The condition after one more look, or null when it is over. */
  Condition next(Observation seen, long stepMillis) {
    Condition looked =
        new Condition(
            severity,
            state,
            sinceEpochMillis,
            aboveWarning.next(seen.aboveWarning(), stepMillis),
            aboveCritical.next(seen.aboveCritical(), stepMillis),
            clearOfWarning.next(seen.clearOfWarning(), stepMillis),
            clearOfCritical.next(seen.clearOfCritical(), stepMillis),
            seen.value());
    return state == Alert.State.PENDING ? looked.whilePending(seen) : looked.whileFiring(seen);
  }

  private Condition whilePending(Observation seen) {
    Rule rule = seen.rule();
    if (!seen.aboveWarning()) {
      return null;
    }
    if (aboveCritical.reached(rule.holdSeconds())) {
      return with(Alert.Severity.CRITICAL, Alert.State.FIRING);
    }
    if (aboveWarning.reached(rule.holdSeconds())) {
      return with(Alert.Severity.MEDIUM, Alert.State.FIRING);
    }
    return with(
        seen.aboveCritical() ? Alert.Severity.CRITICAL : Alert.Severity.MEDIUM,
        Alert.State.PENDING);
  }

  private Condition whileFiring(Observation seen) {
    Rule rule = seen.rule();
    double recoverySeconds = rule.recovery().seconds();
    if (seen.clearOfWarning() && clearOfWarning.reached(recoverySeconds)) {
      return null;
    }
    if (severity == Alert.Severity.CRITICAL && clearOfCritical.reached(recoverySeconds)) {
      // One step down: the value is still too near to the lower limit to be over.
      return with(Alert.Severity.MEDIUM, state);
    }
    if (severity == Alert.Severity.MEDIUM && aboveCritical.reached(rule.holdSeconds())) {
      return with(Alert.Severity.CRITICAL, state);
    }
    return this;
  }

  private Condition with(Alert.Severity newSeverity, Alert.State newState) {
    return new Condition(
        newSeverity,
        newState,
        sinceEpochMillis,
        aboveWarning,
        aboveCritical,
        clearOfWarning,
        clearOfCritical,
        value);
  }
}
