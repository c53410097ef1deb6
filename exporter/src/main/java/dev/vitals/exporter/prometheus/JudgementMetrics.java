package dev.vitals.exporter.prometheus;

import static dev.vitals.exporter.prometheus.Metrics.counter;
import static dev.vitals.exporter.prometheus.Metrics.gauge;

import dev.vitals.exporter.model.Metric;
import java.util.List;

/** What Vitals judges, and whom it told. */
public final class JudgementMetrics {
  private JudgementMetrics() {}

  public static final Metric VITALS_THRESHOLD_SECONDS =
      gauge("vitals_threshold_seconds", "Configured limit of a rule on time.", "rule", "severity");

  public static final Metric VITALS_THRESHOLD_RATIO =
      gauge("vitals_threshold_ratio", "Configured limit of a rule on a share.", "rule", "severity");

  public static final Metric VITALS_THRESHOLD_PER_SECOND =
      gauge(
          "vitals_threshold_per_second",
          "Configured limit of a rule on a throughput.",
          "rule",
          "severity");

  public static final Metric VITALS_BASELINE_USUAL_SECONDS =
      gauge(
          "vitals_baseline_usual_seconds",
          "What is usual at this hour for a time that a dynamic rule looks at; absent while it is"
              + " learned.",
          "rule",
          "scope");

  public static final Metric VITALS_BASELINE_USUAL_RATIO =
      gauge(
          "vitals_baseline_usual_ratio",
          "What is usual at this hour for a share that a dynamic rule looks at.",
          "rule",
          "scope");

  public static final Metric VITALS_BASELINE_USUAL_PER_SECOND =
      gauge(
          "vitals_baseline_usual_per_second",
          "What is usual at this hour for a throughput that a dynamic rule looks at.",
          "rule",
          "scope");

  public static final Metric VITALS_BASELINE_LIMIT_SECONDS =
      gauge(
          "vitals_baseline_limit_seconds",
          "Mildest limit on a time that follows from what is usual; absent while it is learned.",
          "rule",
          "scope");

  public static final Metric VITALS_BASELINE_LIMIT_RATIO =
      gauge(
          "vitals_baseline_limit_ratio",
          "Mildest limit on a share that follows from what is usual.",
          "rule",
          "scope");

  public static final Metric VITALS_BASELINE_LIMIT_PER_SECOND =
      gauge(
          "vitals_baseline_limit_per_second",
          "Mildest limit on a throughput that follows from what is usual.",
          "rule",
          "scope");

  public static final Metric VITALS_BASELINE_ERROR_RATIO =
      gauge(
          "vitals_baseline_error_ratio",
          "How far quarters of an hour were from what was expected of them, as a part of that; a"
              + " mean in which the newest count most.",
          "rule",
          "scope");

  public static final Metric VITALS_BASELINE_SCOPES =
      gauge(
          "vitals_baseline_scopes",
          "Numbers that dynamic rules follow: learning, learned, or refused for want of room.",
          "state");

  public static final Metric VITALS_ALERT_ACTIVE =
      gauge(
          "vitals_alert_active",
          "1 while a rule is violated: pending until its hold time is over, then firing.",
          "rule",
          "scope",
          "severity",
          "state");

  public static final Metric VITALS_ALERT_TRANSITIONS_TOTAL =
      counter(
          "vitals_alert_transitions_total",
          "Changes of state of a rule: to pending, firing or resolved.",
          "rule",
          "severity",
          "to");

  public static final Metric VITALS_SLA_TARGET_SECONDS =
      gauge(
          "vitals_sla_target_seconds",
          "What is promised about the latency of a service level.",
          "sla",
          "scope",
          "percentile");

  public static final Metric VITALS_SLA_CURRENT_SECONDS =
      gauge(
          "vitals_sla_current_seconds",
          "The latency that is held against the promise, over its latency window; absent where too"
              + " little was measured.",
          "sla",
          "scope",
          "percentile");

  public static final Metric VITALS_SLA_COMPLIANCE_RATIO =
      gauge(
          "vitals_sla_compliance_ratio",
          "Share of judgements within the window of the promise at which latency was as promised.",
          "sla",
          "scope");

  public static final Metric VITALS_SLA_ERROR_BUDGET_LEFT_RATIO =
      gauge(
          "vitals_sla_error_budget_left_ratio",
          "Share of the failures the promise allows that has not happened; below 0 once broken.",
          "sla",
          "scope");

  public static final Metric VITALS_SLA_BURN_RATE =
      gauge(
          "vitals_sla_burn_rate",
          "How fast failures use the error budget up now; 1 uses it up by the end of the window.",
          "sla",
          "scope");

  public static final Metric VITALS_SLA_STATE =
      gauge(
          "vitals_sla_state",
          "1 for the state a promise is in: ok, warning or violated.",
          "sla",
          "scope",
          "state");

  public static final Metric VITALS_SLA_VIOLATIONS_TOTAL =
      counter(
          "vitals_sla_violations_total",
          "How often a promise was violated; one that is violated again before it was kept for its"
              + " latency window counts once.",
          "sla",
          "scope");

  public static final Metric VITALS_HEALTH_SCORE_RATIO =
      gauge(
          "vitals_health_score_ratio",
          "How well the process is, from 0 to 1, overall and by part.",
          "component");

  public static final Metric VITALS_NOTIFICATIONS_TOTAL =
      counter(
          "vitals_notifications_total",
          "Messages to a receiver of alerts: success, or failure of an attempt.",
          "receiver",
          "channel",
          "result");

  public static final Metric VITALS_NOTIFICATIONS_DROPPED_TOTAL =
      counter(
          "vitals_notifications_dropped_total",
          "Alerts a receiver was never told of, because there were too many at a time.",
          "receiver");

  public static final Metric VITALS_NOTIFICATION_LAST_FAILURE_TIMESTAMP_SECONDS =
      gauge(
          "vitals_notification_last_failure_timestamp_seconds",
          "When a message to a receiver failed last; absent where none ever did.",
          "receiver");

  public static final Metric VITALS_REPORTS_TOTAL =
      counter(
          "vitals_reports_total",
          "Daily reports to the directory and to receivers: success, failure of an attempt that is"
              + " made again, or lost; absent without reports.",
          "destination",
          "result");

  static final List<Metric> ALL =
      List.of(
          VITALS_THRESHOLD_SECONDS,
          VITALS_THRESHOLD_RATIO,
          VITALS_THRESHOLD_PER_SECOND,
          VITALS_BASELINE_USUAL_SECONDS,
          VITALS_BASELINE_USUAL_RATIO,
          VITALS_BASELINE_USUAL_PER_SECOND,
          VITALS_BASELINE_LIMIT_SECONDS,
          VITALS_BASELINE_LIMIT_RATIO,
          VITALS_BASELINE_LIMIT_PER_SECOND,
          VITALS_BASELINE_ERROR_RATIO,
          VITALS_BASELINE_SCOPES,
          VITALS_ALERT_ACTIVE,
          VITALS_ALERT_TRANSITIONS_TOTAL,
          VITALS_SLA_TARGET_SECONDS,
          VITALS_SLA_CURRENT_SECONDS,
          VITALS_SLA_COMPLIANCE_RATIO,
          VITALS_SLA_ERROR_BUDGET_LEFT_RATIO,
          VITALS_SLA_BURN_RATE,
          VITALS_SLA_STATE,
          VITALS_SLA_VIOLATIONS_TOTAL,
          VITALS_HEALTH_SCORE_RATIO,
          VITALS_NOTIFICATIONS_TOTAL,
          VITALS_NOTIFICATIONS_DROPPED_TOTAL,
          VITALS_NOTIFICATION_LAST_FAILURE_TIMESTAMP_SECONDS,
          VITALS_REPORTS_TOTAL);
}
