package dev.vitals.exporter.http;

import dev.vitals.exporter.model.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The violated rules as JSON. */
final class AlertsDocument {
  private AlertsDocument() {}

  /**
   * @param severity the only severity to show; null shows all
   */
  static String of(List<Alert> alerts, Alert.Severity severity) {
    List<Object> shown = new ArrayList<>();
    Map<String, Object> breakdown = new LinkedHashMap<>();
    for (Alert.Severity each : Alert.Severity.values()) {
      breakdown.put(lowerCase(each), 0);
    }
    for (Alert alert : alerts) {
      if (severity == null || alert.severity() == severity) {
        shown.add(fields(alert));
        breakdown.compute(lowerCase(alert.severity()), (key, count) -> (Integer) count + 1);
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("alerts", shown);
    data.put("count", shown.size());
    data.put("severity_breakdown", breakdown);
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("status", "success");
    envelope.put("data", data);
    return Json.write(envelope);
  }

  /** The severity of this name in lower case, or null. */
  static Alert.Severity severityOf(String name) {
    for (Alert.Severity each : Alert.Severity.values()) {
      if (lowerCase(each).equals(name)) {
        return each;
      }
    }
    return null;
  }

  private static Map<String, Object> fields(Alert alert) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", alert.rule());
    fields.put("scope", alert.scope());
    fields.put("metric_name", alert.metricName());
    fields.put("threshold", alert.threshold());
    fields.put("current_value", alert.currentValue());
    fields.put("severity", lowerCase(alert.severity()));
    fields.put("state", lowerCase(alert.state()));
    fields.put("message", alert.message());
    fields.put("timestamp", Instant.ofEpochMilli(alert.sinceEpochMillis()).toString());
    return fields;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
