package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.JudgementMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The limits and the alerts as metrics. A rule that is fine shows zeros with an empty scope, so
 * that a query finds it before it ever fires.
 */
final class JudgeFamilies {
  private JudgeFamilies() {}

  static List<Family> of(List<Rule> rules, JudgeState state) {
    List<Sample> seconds = new ArrayList<>();
    List<Sample> ratios = new ArrayList<>();
    List<Sample> rates = new ArrayList<>();
    List<Sample> active = new ArrayList<>();
    List<Sample> transitions = new ArrayList<>();
    for (Rule rule : rules) {
      List<Sample> limits =
          switch (rule.measure().unit()) {
            case SECONDS -> seconds;
            case RATIO -> ratios;
            case PER_SECOND -> rates;
          };
      for (Alert.Severity severity : Levels.SEVERITIES) {
        double limit = rule.levels().at(severity);
        if (Double.isNaN(limit)) {
          continue;
        }
        limits.add(point(limit, rule.name(), text(severity)));
        for (Transition.To to : Transition.To.values()) {
          long total =
              state.totals().getOrDefault(new JudgeState.Tally(rule.name(), severity, to), 0L);
          transitions.add(point(total, rule.name(), text(severity), text(to)));
        }
        for (Alert.State alertState : Alert.State.values()) {
          Condition overall =
              state.conditions().get(new JudgeState.Key(rule.name(), Observations.OVERALL));
          boolean is =
              overall != null && overall.severity() == severity && overall.state() == alertState;
          active.add(
              point(
                  is ? 1 : 0, rule.name(), Observations.OVERALL, text(severity), text(alertState)));
        }
      }
    }
    for (Map.Entry<JudgeState.Key, Condition> entry : state.conditions().entrySet()) {
      JudgeState.Key key = entry.getKey();
      if (!key.scope().equals(Observations.OVERALL)) {
        Condition condition = entry.getValue();
        active.add(
            point(1, key.rule(), key.scope(), text(condition.severity()), text(condition.state())));
      }
    }
    return List.of(
        new Family(JudgementMetrics.VITALS_THRESHOLD_SECONDS, List.copyOf(seconds)),
        new Family(JudgementMetrics.VITALS_THRESHOLD_RATIO, List.copyOf(ratios)),
        new Family(JudgementMetrics.VITALS_THRESHOLD_PER_SECOND, List.copyOf(rates)),
        new Family(JudgementMetrics.VITALS_ALERT_ACTIVE, List.copyOf(active)),
        new Family(JudgementMetrics.VITALS_ALERT_TRANSITIONS_TOTAL, List.copyOf(transitions)));
  }

  private static Sample point(double value, String... labelValues) {
    return new Sample.Point(List.of(labelValues), value);
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
