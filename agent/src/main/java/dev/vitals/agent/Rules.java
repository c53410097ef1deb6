package dev.vitals.agent;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.judge.Rule;
import dev.vitals.rules.Profile;
import dev.vitals.rules.RuleReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules as the user has set them: those of the profile, what keys of their own say about them,
 * and the list in the file on top.
 */
final class Rules {
  private static final double MILLIS_PER_SECOND = 1e3;

  private Rules() {}

  static List<Rule> of(Settings settings, Mistakes mistakes) {
    Settings.Thresholds thresholds = settings.thresholds();
    Profile profile = Profile.of(thresholds.profile());
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : (profile == null ? Profile.DEFAULT : profile).rules()) {
      Rule windowed = rule.over(thresholds.windowMillis());
      Settings.Limits limits = thresholds.limits().get(rule.name());
      rules.add(limits == null ? windowed : with(windowed, limits, mistakes));
    }
    return RuleReader.read(settings.document().get("rules"), rules, mistakes);
  }

  private static Rule with(Rule rule, Settings.Limits limits, Mistakes mistakes) {
    try {
      return rule.with(
          given(limits.warning(), rule.levels().medium()),
          given(limits.critical(), rule.levels().critical()),
          limits.minimumCount() < 0 ? rule.minimumCount() : limits.minimumCount(),
          limits.holdMillis() < 0 ? rule.holdSeconds() : limits.holdMillis() / MILLIS_PER_SECOND,
          given(limits.recovery(), rule.recovery().clearRatio()));
    } catch (IllegalArgumentException e) {
      mistakes.add("thresholds." + e.getMessage() + "; the rule stays as it was");
      return rule;
    }
  }

  private static double given(double value, double otherwise) {
    return Double.isNaN(value) ? otherwise : value;
  }
}
