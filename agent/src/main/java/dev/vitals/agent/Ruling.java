package dev.vitals.agent;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Sla;
import dev.vitals.rules.Rules;
import java.util.List;

/**
 * The rules as they are read, and the judging by them.
 *
 * @param rules over the windows that were asked for
 * @param judging null before anything is read
 */
record Ruling(List<Rule> rules, List<Sla> slas, Judging judging) {
  /** Before anything is read. */
  static final Ruling NONE = new Ruling(List.of(), List.of(), null);

  /**
   * @param before what is in force until now: a rule with a mistake in it stays as it is there
   * @param mistakes takes one line for each mistake in a rule or a promise
   */
  static Ruling of(Settings settings, Ruling before, List<String> mistakes) {
    Mistakes lines = new Mistakes(mistakes);
    List<Rule> rules = Rules.of(settings, before.rules(), lines);
    List<Sla> slas = Rules.promises(settings, before.slas(), lines);
    Judging judging =
        Judging.of(
            rules, slas, settings.thresholds().intervalMillis(), settings.escalateAfterMillis());
    return new Ruling(rules, slas, judging);
  }

  /**
   * The same for an aggregator that goes on at the pace it was started with, whatever the settings
   * say by now: windows are counted in its ticks.
   */
  Ruling at(long intervalMillis, long escalateAfterMillis) {
    return new Ruling(rules, slas, Judging.of(rules, slas, intervalMillis, escalateAfterMillis));
  }
}
