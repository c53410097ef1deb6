package dev.vitals.agent;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.judge.Rule;
import dev.vitals.rules.SlaReader;
import java.util.List;

/**
 * The rules as they are read, and the judging by them.
 *
 * @param rules over the windows that were asked for
 */
record Ruling(List<Rule> rules, Judging judging) {
  /**
   * @param before the rules in force until now: one with a mistake in it stays as it is there
   * @param mistakes takes one line for each mistake in a rule or a promise
   */
  static Ruling of(Settings settings, List<Rule> before, List<String> mistakes) {
    Mistakes lines = new Mistakes(mistakes);
    List<Rule> rules = Rules.of(settings, before, lines);
    Judging judging =
        Judging.of(
            rules,
            SlaReader.read(settings.document().get("slas"), lines),
            settings.thresholds().intervalMillis(),
            settings.escalateAfterMillis());
    return new Ruling(rules, judging);
  }
}
