package dev.vitals.api;

import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.Handled;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Standing;
import dev.vitals.operate.AlertEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The violated rules, what is made of them, and what became of earlier ones. */
final class AlertsDocument {
  private static final int MOST_PAST = 100;

  private AlertsDocument() {}

  /**
   * @param severity the only one to show; null shows all
   * @param past in the order it happened
   */
  static Map<String, Object> of(
      Standing standing, Alert.Severity severity, List<AlertEvent> past, long epochMillis) {
    List<Object> shown = new ArrayList<>();
    for (Alert alert : standing.active()) {
      if (severity == null || alert.severity() == severity) {
        Map<String, Object> fields = fields(alert);
        fields.put("unit", unit(standing.rules(), alert.rule()));
        addState(fields, alert, epochMillis);
        addHandled(fields, handled(standing.handled(), alert));
        shown.add(fields);
      }
    }
    List<Object> history = new ArrayList<>();
    for (int index = past.size() - 1; index >= 0 && history.size() < MOST_PAST; index--) {
      AlertEvent event = past.get(index);
      if (severity == null || event.severity() == severity) {
        history.add(fields(event));
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("alerts", shown);
    data.put("count", shown.size());
    data.put("severity_breakdown", Severities.breakdown(standing.active()));
    data.put("history", history);
    return data;
  }

  private static Map<String, Object> fields(Alert alert) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", alert.rule());
    fields.put("scope", alert.scope());
    fields.put("metric_name", alert.metricName());
    fields.put("threshold", alert.threshold());
    fields.put("current_value", alert.currentValue());
    return fields;
  }

  private static void addState(Map<String, Object> fields, Alert alert, long epochMillis) {
    fields.put("severity", Severities.word(alert.severity()));
    fields.put("state", Severities.word(alert.state()));
    fields.put("message", alert.message());
    fields.put("timestamp", Envelope.time(alert.sinceEpochMillis()));
    long millis = Math.max(0, epochMillis - alert.sinceEpochMillis());
    fields.put("duration_seconds", Numbers.seconds(millis));
  }

  /**
   * @param handled null for one that does not fire
   */
  private static void addHandled(Map<String, Object> fields, Handled handled) {
    fields.put("incident", handled == null ? "" : handled.incident());
    fields.put("silenced_by", handled == null ? "" : handled.silencedBy());
    fields.put("inhibited_by", handled == null ? "" : handled.inhibitedBy());
    fields.put("acknowledged_by", handled == null ? "" : handled.acknowledgedBy());
    fields.put("is_escalated", handled != null && handled.isEscalated());
  }

  private static Map<String, Object> fields(AlertEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", event.rule());
    fields.put("scope", event.scope());
    fields.put("threshold", event.threshold());
    fields.put("current_value", event.value());
    fields.put("severity", Severities.word(event.severity()));
    fields.put("state", Severities.word(event.state()));
    fields.put("message", event.message());
    fields.put("timestamp", Envelope.time(event.epochMillis()));
    fields.put("started_at", Envelope.time(event.startedEpochMillis()));
    fields.put("duration_seconds", Numbers.seconds(event.durationMillis()));
    fields.put("incident", event.incident());
    fields.put("silenced_by", event.silencedBy());
    fields.put("inhibited_by", event.inhibitedBy());
    fields.put("acknowledged_by", event.acknowledgedBy());
    return fields;
  }

  private static Handled handled(List<Handled> handled, Alert alert) {
    for (Handled each : handled) {
      boolean isIt =
          each.alert().rule().equals(alert.rule()) && each.alert().scope().equals(alert.scope());
      if (isIt) {
        return each;
      }
    }
    return null;
  }

  /** Empty where the rule is gone. */
  private static String unit(List<Rule> rules, String name) {
    for (Rule rule : rules) {
      if (rule.name().equals(name)) {
        return word(rule.measure().unit());
      }
    }
    return "";
  }

  static String word(Measure.Unit unit) {
    return switch (unit) {
      case SECONDS -> "seconds";
      case RATIO -> "ratio";
      case PER_SECOND -> "per second";
    };
  }
}
