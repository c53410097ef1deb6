package dev.vitals.agent;

import dev.vitals.judge.Judge;
import dev.vitals.judge.Rule;
import dev.vitals.pipeline.Lookback;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules in force, and how far back windows have to look for them. Immutable.
 *
 * <p>Windows are made of whole ticks: what a rule asks for is rounded up to them.
 *
 * @param lengths of the windows in ticks, each once
 */
record Judging(Judge judge, List<Rule> rules, List<Integer> lengths, long intervalMillis) {
  /** A window of more ticks would cost every scope too much. */
  static final int LONGEST_TICKS = 360;

  static Judging of(List<Rule> wanted, long intervalMillis) {
    List<Rule> rules = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    for (Rule rule : wanted) {
      long ticks = (rule.windowMillis() + intervalMillis - 1) / intervalMillis;
      int length = (int) Math.max(1, Math.min(ticks, LONGEST_TICKS));
      rules.add(rule.over(length * intervalMillis));
      if (!lengths.contains(length)) {
        lengths.add(length);
      }
    }
    if (lengths.isEmpty()) {
      lengths.add(1);
    }
    return new Judging(
        new Judge(rules, intervalMillis), List.copyOf(rules), List.copyOf(lengths), intervalMillis);
  }

  Lookback lookback() {
    int[] ticks = new int[lengths.size()];
    for (int index = 0; index < ticks.length; index++) {
      ticks[index] = lengths.get(index);
    }
    return new Lookback(ticks);
  }
}
