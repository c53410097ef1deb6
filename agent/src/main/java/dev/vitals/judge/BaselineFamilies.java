package dev.vitals.judge;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.JudgementMetrics;
import java.util.ArrayList;
import java.util.List;

/** What is usual, which limit follows from it, and how wrong it was, as metrics. */
final class BaselineFamilies {
  private final List<Sample> errors = new ArrayList<>();
  private final List<List<Sample>> usual = perUnit();
  private final List<List<Sample>> limits = perUnit();
  private int learning;
  private int learned;

  private BaselineFamilies() {}

  static List<Family> of(List<Rule> rules, Baselines baselines) {
    BaselineFamilies families = new BaselineFamilies();
    for (Baselines.Line line : baselines.lines(rules)) {
      families.add(line);
    }
    return families.families(baselines.refused());
  }

  private void add(Baselines.Line line) {
    if (line.isLearning()) {
      learning++;
      return;
    }
    learned++;
    Rule rule = line.rule();
    int unit = rule.measure().unit().ordinal();
    usual.get(unit).add(point(line.usual(), rule.name(), line.scope()));
    // The others stand to it as the rule says.
    double limit = rule.levels().at(rule.levels().mildest());
    if (!Double.isInfinite(limit)) {
      limits.get(unit).add(point(limit, rule.name(), line.scope()));
    }
    if (!Double.isNaN(line.error())) {
      errors.add(point(line.error(), rule.name(), line.scope()));
    }
  }

  private List<Family> families(int refused) {
    List<Family> families = new ArrayList<>();
    families.add(new Family(JudgementMetrics.VITALS_BASELINE_ERROR_RATIO, List.copyOf(errors)));
    for (Measure.Unit unit : Measure.Unit.values()) {
      families.add(new Family(usualMetric(unit), List.copyOf(usual.get(unit.ordinal()))));
      families.add(new Family(limitMetric(unit), List.copyOf(limits.get(unit.ordinal()))));
    }
    families.add(
        new Family(
            JudgementMetrics.VITALS_BASELINE_SCOPES,
            List.of(
                point(learning, "learning"),
                point(learned, "learned"),
                point(refused, "refused"))));
    return families;
  }

  private static Metric usualMetric(Measure.Unit unit) {
    return switch (unit) {
      case SECONDS -> JudgementMetrics.VITALS_BASELINE_USUAL_SECONDS;
      case RATIO -> JudgementMetrics.VITALS_BASELINE_USUAL_RATIO;
      case PER_SECOND -> JudgementMetrics.VITALS_BASELINE_USUAL_PER_SECOND;
    };
  }

  private static Metric limitMetric(Measure.Unit unit) {
    return switch (unit) {
      case SECONDS -> JudgementMetrics.VITALS_BASELINE_LIMIT_SECONDS;
      case RATIO -> JudgementMetrics.VITALS_BASELINE_LIMIT_RATIO;
      case PER_SECOND -> JudgementMetrics.VITALS_BASELINE_LIMIT_PER_SECOND;
    };
  }

  private static List<List<Sample>> perUnit() {
    List<List<Sample>> lists = new ArrayList<>();
    for (int unit = 0; unit < Measure.Unit.values().length; unit++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static Sample point(double value, String... labelValues) {
    return new Sample.Point(List.of(labelValues), value);
  }
}
