package dev.vitals.rules;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.judge.Comparison;
import dev.vitals.judge.Dynamic;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Sla;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules as the user has set them: those of the profile, limits as the guides write them, what
 * keys of their own say, and the list in the file on top.
 */
public final class Rules {
  private static final double MILLIS_PER_SECOND = 1e3;

  private Rules() {}

  public static List<Rule> of(Settings settings, Mistakes mistakes) {
    return of(settings, List.of(), mistakes);
  }

  /**
   * @param before the rules in force until now: one with a mistake in it stays as it is there
   */
  public static List<Rule> of(Settings settings, List<Rule> before, Mistakes mistakes) {
    Settings.Thresholds thresholds = settings.thresholds();
    List<Rule> begin = profile(settings).rules();
    List<Rule> rules = new ArrayList<>();
    Dynamic dynamic = thresholds.baseline() ? Dynamic.USUAL : Dynamic.OFF;
    for (Rule rule : GuideLimits.apply(thresholds.guideLimits(), begin, mistakes)) {
      Rule windowed = rule.over(thresholds.windowMillis()).with(dynamic);
      Settings.Limits limits = thresholds.limits().get(rule.name());
      boolean isSaid = limits != null && !limits.isEmpty();
      rules.add(isSaid ? with(windowed, limits, mistakes) : windowed);
    }
    return RuleReader.read(settings.document().get("rules"), rules, before, dynamic, mistakes);
  }

  /**
   * The promises as the user has set them: those of the profile, and the list in the file on top.
   *
   * @param before the promises in force until now: one with a mistake in it stays as it is there
   */
  public static List<Sla> promises(Settings settings, List<Sla> before, Mistakes mistakes) {
    return SlaReader.read(
        settings.document().get("slas"), profile(settings).slas(), before, mistakes);
  }

  private static Profile profile(Settings settings) {
    Profile profile = Profile.of(settings.thresholds().profile());
    return profile == null ? Profile.DEFAULT : profile;
  }

  private static Rule with(Rule rule, Settings.Limits limits, Mistakes mistakes) {
    try {
      return rule.with(
          limit(limits.warning(), rule.levels().medium(), rule),
          limit(limits.critical(), rule.levels().critical(), rule),
          limits.minimumCount() < 0 ? rule.minimumCount() : limits.minimumCount(),
          limits.holdMillis() < 0 ? rule.holdSeconds() : limits.holdMillis() / MILLIS_PER_SECOND,
          given(limits.recovery(), rule.recovery().clearRatio()));
    } catch (IllegalArgumentException e) {
      mistakes.add("thresholds." + e.getMessage() + "; the rule stays as it was");
      return rule;
    }
  }

  /** A level that is switched off is a limit that nothing passes. */
  private static double limit(double value, double otherwise, Rule rule) {
    double off = rule.comparison() == Comparison.ABOVE ? Double.POSITIVE_INFINITY : 0;
    return given(given(value, otherwise), off);
  }

  private static double given(double value, double otherwise) {
    return Double.isNaN(value) ? otherwise : value;
  }
}
