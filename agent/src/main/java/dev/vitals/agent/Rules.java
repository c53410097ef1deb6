package dev.vitals.agent;

import dev.vitals.config.Settings;
import dev.vitals.judge.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rules as the user has set them. */
final class Rules {
  private static final double MILLIS_PER_SECOND = 1e3;

  private Rules() {}

  static List<Rule> of(Settings.Thresholds thresholds) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : Rule.defaults()) {
      Settings.Limits limits = thresholds.limits().get(rule.name());
      rules.add(
          limits == null
              ? rule
              : rule.with(
                  limits.warning(),
                  limits.critical(),
                  limits.minimumCount(),
                  limits.holdMillis() / MILLIS_PER_SECOND,
                  limits.recovery()));
    }
    return rules;
  }
}
