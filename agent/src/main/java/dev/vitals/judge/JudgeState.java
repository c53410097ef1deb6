package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the judge knows from earlier looks; carried from one judgement to the next. Immutable. */
public final class JudgeState {
  /** Nothing seen yet. */
  public static final JudgeState EMPTY =
      new JudgeState(Map.of(), Map.of(), Flaps.NONE, Baselines.EMPTY, Long.MIN_VALUE);

  private final Map<Key, Condition> conditions;
  private final Map<Tally, Long> totals;
  private final Flaps flaps;
  private final Baselines baselines;
  private final long steadyMillis;

  JudgeState(
      Map<Key, Condition> conditions,
      Map<Tally, Long> totals,
      Flaps flaps,
      Baselines baselines,
      long steadyMillis) {
    this.conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    this.totals = Collections.unmodifiableMap(new LinkedHashMap<>(totals));
    this.flaps = flaps;
    this.baselines = baselines;
    this.steadyMillis = steadyMillis;
  }

  /** Only what is not fine has an entry. */
  Map<Key, Condition> conditions() {
    return conditions;
  }

  /** Transitions since the first judgement. */
  Map<Tally, Long> totals() {
    return totals;
  }

  Flaps flaps() {
    return flaps;
  }

  /** What is usual for the numbers of dynamic rules. */
  public Baselines baselines() {
    return baselines;
  }

  /** The same with what an earlier run learned in place of what this one has. */
  public JudgeState knowing(Baselines learned) {
    return new JudgeState(conditions, totals, flaps, learned, steadyMillis);
  }

  /**
   * What passed since the last look: nothing at the first one, and a bounded piece when nobody
   * looked for long.
   */
  long stepMillis(long nowSteadyMillis, long maximumMillis) {
    if (steadyMillis == Long.MIN_VALUE || nowSteadyMillis <= steadyMillis) {
      return 0;
    }
    return Math.min(nowSteadyMillis - steadyMillis, maximumMillis);
  }

  /** Like {@link dev.vitals.exporter.model.Metric}, without the record's own hash code. */
  record Key(String rule, String scope) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.rule.equals(rule) && key.scope.equals(scope);
    }

    @Override
    public int hashCode() {
      return rule.hashCode() * 31 + scope.hashCode();
    }
  }

  /** Like {@link dev.vitals.exporter.model.Metric}, without the record's own hash code. */
  record Tally(String rule, Alert.Severity severity, Transition.To to) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Tally tally
          && tally.rule.equals(rule)
          && tally.severity == severity
          && tally.to == to;
    }

    @Override
    public int hashCode() {
      return (rule.hashCode() * 31 + severity.ordinal()) * 31 + to.ordinal();
    }
  }
}
