package dev.vitals.judge;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One look at what dynamic rules see: gathers what is to be learned at the end of the quarter of an
 * hour.
 *
 * <p>What is new finds a place only while there is one; everything of a kind together always does.
 *
 * <p><i>Threads:</i> one.
 */
final class Learning {
  /** Looks in between are left out: they would cost memory and say little more. */
  private static final long CLOSEST_MILLIS = 9_000;

  private final Baselines before;
  private final long epochMillis;
  private final boolean isSampling;
  private final Map<JudgeState.Key, Known> known;
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private int refused;

  /**
   * @param before already at the time of this look
   */
  Learning(Baselines before, long epochMillis) {
    this.before = before;
    this.epochMillis = epochMillis;
    this.known = new LinkedHashMap<>(before.known());
    this.isSampling =
        before.sampledMillis() == Baselines.NEVER
            || epochMillis - before.sampledMillis() >= CLOSEST_MILLIS;
    for (JudgeState.Key key : known.keySet()) {
      places.merge(key.rule(), 1, Integer::sum);
    }
  }

  void sees(Observation seen) {
    Rule rule = seen.rule();
    if (!isSampling || !rule.dynamic().isOn() || Double.isNaN(seen.value())) {
      return;
    }
    JudgeState.Key key = new JudgeState.Key(rule.name(), seen.scope());
    Known each = known.get(key);
    if (each == null && !hasPlace(key)) {
      refused++;
      return;
    }
    if (each == null) {
      places.merge(key.rule(), 1, Integer::sum);
    }
    String subject = Baselines.subject(rule);
    if (each == null || !each.subject().equals(subject)) {
      each = Known.of(subject, Baseline.EMPTY, before.quarters());
    }
    known.put(key, each.seen(seen.value()));
  }

  /** An alert is firing: what is seen in this quarter of an hour is a fault. */
  void fires(JudgeState.Key key) {
    Known each = known.get(key);
    if (each != null) {
      known.put(key, each.spoiled());
    }
  }

  Baselines result() {
    return isSampling
        ? before.after(known, epochMillis, epochMillis, refused)
        : before.after(known, epochMillis, before.sampledMillis(), before.refused());
  }

  private boolean hasPlace(JudgeState.Key key) {
    return key.scope().equals(Observations.OVERALL)
        || known.size() < Baselines.MAXIMUM_SCOPES
            && places.getOrDefault(key.rule(), 0) < Baselines.MAXIMUM_SCOPES_PER_RULE;
  }
}
