package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered about a rule and a scope that are not fine.
 *
 * <p>Two clocks run for each level: beyond its limit the one leads up, clear of it the other leads
 * down. While pending, the severity is what the value of the moment would earn; while firing, what
 * it has earned by holding.
 *
 * @param beyond by severity
 * @param clear by severity
 * @param value the newest one; NaN where the newest look saw none
 */
record Condition(
    Alert.Severity severity,
    Alert.State state,
    long sinceEpochMillis,
    List<Held> beyond,
    List<Held> clear,
    double value) {

  static Condition unseen(long epochMillis, Alert.Severity severity) {
    List<Held> never = new ArrayList<>();
    for (int index = 0; index < Levels.SEVERITIES.length; index++) {
      never.add(Held.NOT);
    }
    List<Held> none = List.copyOf(never);
    return new Condition(severity, Alert.State.PENDING, epochMillis, none, none, Double.NaN);
  }

  /**
   * The condition after one more look, or null when it is over.
   *
   * @param recoverySeconds how long it has to be clear
   */
  Condition next(Observation seen, long stepMillis, double recoverySeconds) {
    List<Held> nowBeyond = new ArrayList<>();
    List<Held> nowClear = new ArrayList<>();
    for (Alert.Severity level : Levels.SEVERITIES) {
      int index = level.ordinal();
      nowBeyond.add(beyond.get(index).next(seen.isBeyond(level), stepMillis));
      nowClear.add(clear.get(index).next(seen.isClearOf(level), stepMillis));
    }
    Condition looked =
        new Condition(
            severity,
            state,
            sinceEpochMillis,
            List.copyOf(nowBeyond),
            List.copyOf(nowClear),
            seen.value());
    return state == Alert.State.PENDING
        ? looked.whilePending(seen)
        : looked.whileFiring(seen, recoverySeconds);
  }

  private Condition whilePending(Observation seen) {
    if (!seen.isBad()) {
      return null;
    }
    Alert.Severity earned = earned(seen.rule().holdSeconds());
    return earned == null
        ? with(seen.worst(), Alert.State.PENDING)
        : with(earned, Alert.State.FIRING);
  }

  private Condition whileFiring(Observation seen, double recoverySeconds) {
    Rule rule = seen.rule();
    if (clear.get(rule.levels().mildest().ordinal()).reached(recoverySeconds)) {
      return null;
    }
    Alert.Severity earned = earned(rule.holdSeconds());
    if (earned != null && earned.ordinal() > severity.ordinal()) {
      return with(earned, state);
    }
    // Down only so far as the value is clear of, and never out at once.
    Alert.Severity lower = severity;
    while (clear.get(lower.ordinal()).reached(recoverySeconds)
        && rule.levels().milderThan(lower) != null) {
      lower = rule.levels().milderThan(lower);
    }
    return lower == severity ? this : with(lower, state);
  }

  /** The worst level that the value has been beyond for long enough; null where none is. */
  private Alert.Severity earned(double holdSeconds) {
    for (int index = Levels.SEVERITIES.length - 1; index >= 0; index--) {
      if (beyond.get(index).reached(holdSeconds)) {
        return Levels.SEVERITIES[index];
      }
    }
    return null;
  }

  private Condition with(Alert.Severity newSeverity, Alert.State newState) {
    return new Condition(newSeverity, newState, sinceEpochMillis, beyond, clear, value);
  }
}
