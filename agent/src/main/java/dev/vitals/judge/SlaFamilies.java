package dev.vitals.judge;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.JudgementMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How promises are kept, and the score, as metrics. */
final class SlaFamilies {
  private SlaFamilies() {}

  static List<Family> of(List<SlaStatus> statuses, HealthScore score) {
    List<Sample> targets = new ArrayList<>();
    List<Sample> current = new ArrayList<>();
    List<Sample> compliance = new ArrayList<>();
    List<Sample> budgets = new ArrayList<>();
    List<Sample> burnRates = new ArrayList<>();
    List<Sample> states = new ArrayList<>();
    for (SlaStatus status : statuses) {
      Sla sla = status.sla();
      latency(targets, status, "p95", sla.p95Seconds());
      latency(targets, status, "p99", sla.p99Seconds());
      latency(current, status, "p95", status.p95Seconds());
      latency(current, status, "p99", status.p99Seconds());
      add(compliance, status.compliance(), sla.name(), status.scope());
      add(budgets, status.budgetLeft(), sla.name(), status.scope());
      add(burnRates, status.burnRate(), sla.name(), status.scope());
      for (SlaStatus.State state : SlaStatus.State.values()) {
        double is = status.state() == state ? 1 : 0;
        add(states, is, sla.name(), status.scope(), state.name().toLowerCase(Locale.ROOT));
      }
    }
    List<Sample> scores = new ArrayList<>();
    add(scores, score.score() / 100, "overall");
    for (HealthScore.Line line : score.parts()) {
      add(scores, line.score() / 100, line.part().word());
    }
    return List.of(
        new Family(JudgementMetrics.VITALS_SLA_TARGET_SECONDS, List.copyOf(targets)),
        new Family(JudgementMetrics.VITALS_SLA_CURRENT_SECONDS, List.copyOf(current)),
        new Family(JudgementMetrics.VITALS_SLA_COMPLIANCE_RATIO, List.copyOf(compliance)),
        new Family(JudgementMetrics.VITALS_SLA_ERROR_BUDGET_LEFT_RATIO, List.copyOf(budgets)),
        new Family(JudgementMetrics.VITALS_SLA_BURN_RATE, List.copyOf(burnRates)),
        new Family(JudgementMetrics.VITALS_SLA_STATE, List.copyOf(states)),
        new Family(JudgementMetrics.VITALS_HEALTH_SCORE_RATIO, List.copyOf(scores)));
  }

  private static void latency(
      List<Sample> into, SlaStatus status, String percentile, double seconds) {
    add(into, seconds, status.sla().name(), status.scope(), percentile);
  }

  /** What is not known has no sample. */
  private static void add(List<Sample> into, double value, String... labelValues) {
    if (!Double.isNaN(value)) {
      into.add(new Sample.Point(List.of(labelValues), value));
    }
  }
}
