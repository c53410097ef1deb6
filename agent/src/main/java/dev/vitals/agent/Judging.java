package dev.vitals.agent;

import dev.vitals.host.DefaultTimeZone;
import dev.vitals.judge.Panel;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Sla;
import dev.vitals.pipeline.Lookback;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules and promises in force, and how far back windows have to look for them. Immutable.
 *
 * <p>Windows are made of whole ticks: what a rule asks for is rounded up to them.
 *
 * @param lengths of the windows in ticks, each once
 */
record Judging(Panel panel, List<Integer> lengths, long intervalMillis) {
  /** A window of more ticks would cost every scope too much. */
  static final int LONGEST_TICKS = 360;

  static Judging of(
      List<Rule> wantedRules, List<Sla> wantedSlas, long intervalMillis, long escalateAfterMillis) {
    // Of one tick: from it everything is counted once.
    List<Integer> lengths = new ArrayList<>(List.of(1));
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : wantedRules) {
      int length = length(rule.windowMillis(), intervalMillis, lengths);
      rules.add(rule.over(length * intervalMillis));
    }
    List<Sla> slas = new ArrayList<>();
    for (Sla sla : wantedSlas) {
      int length = length(sla.latencyMillis(), intervalMillis, lengths);
      slas.add(sla.over(length * intervalMillis));
    }
    return new Judging(
        new Panel(rules, slas, intervalMillis, escalateAfterMillis, DefaultTimeZone::get),
        List.copyOf(lengths),
        intervalMillis);
  }

  Lookback lookback() {
    int[] ticks = new int[lengths.size()];
    for (int index = 0; index < ticks.length; index++) {
      ticks[index] = lengths.get(index);
    }
    return new Lookback(ticks);
  }

  private static int length(long windowMillis, long intervalMillis, List<Integer> lengths) {
    long ticks = (windowMillis + intervalMillis - 1) / intervalMillis;
    int length = (int) Math.max(1, Math.min(ticks, LONGEST_TICKS));
    if (!lengths.contains(length)) {
      lengths.add(length);
    }
    return length;
  }
}
