package dev.vitals.operate;

import dev.vitals.exporter.model.Alert;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What happened to an alert, as {@link dev.vitals.history.EventLog} keeps it.
 *
 * @param severity what it was at that moment; of a resolved one the worst it ever was
 * @param epochMillis when it happened
 * @param startedEpochMillis when its condition was first seen
 * @param value NaN where it was not seen
 * @param incident the matter it belonged to
 * @param silencedBy the silence or maintenance window that covered it; empty where none did
 * @param inhibitedBy the alert that spoke for it, as {@code rule scope}; empty where none did
 * @param acknowledgedBy who had taken it on; empty where nobody had
 */
public record AlertEvent(
    State state,
    String rule,
    String scope,
    Alert.Severity severity,
    long epochMillis,
    long startedEpochMillis,
    String message,
    double value,
    double threshold,
    String incident,
    String silencedBy,
    String inhibitedBy,
    String acknowledgedBy) {

  private static final String KIND = "alert";

  /** What can happen to an alert. */
  public enum State {
    FIRING,
    ACKNOWLEDGED,
    ESCALATED,
    RESOLVED
  }

  /** From its first sight until then; 0 where the clock went back. */
  public long durationMillis() {
    return Math.max(0, epochMillis - startedEpochMillis);
  }

  /** Whether nobody was to be told of it then. */
  public boolean isSuppressed() {
    return !silencedBy.isEmpty() || !inhibitedBy.isEmpty();
  }

  Map<String, String> toEvent() {
    Map<String, String> event = new LinkedHashMap<>();
    event.put("event", KIND);
    event.put("state", state.name().toLowerCase(Locale.ROOT));
    event.put("rule", rule);
    event.put("scope", scope);
    event.put("severity", severity.name().toLowerCase(Locale.ROOT));
    event.put("epoch_ms", Long.toString(epochMillis));
    event.put("started_epoch_ms", Long.toString(startedEpochMillis));
    event.put("duration_ms", Long.toString(durationMillis()));
    event.put("message", message);
    event.put("value", Double.toString(value));
    event.put("threshold", Double.toString(threshold));
    event.put("incident", incident);
    event.put("silenced_by", silencedBy);
    event.put("inhibited_by", inhibitedBy);
    event.put("acknowledged_by", acknowledgedBy);
    return event;
  }

  /** Null where the event is another one, or not one of this version. */
  static AlertEvent of(Map<String, String> event) {
    if (!KIND.equals(event.get("event")) || !event.containsKey("rule")) {
      return null;
    }
    try {
      return new AlertEvent(
          State.valueOf(event.getOrDefault("state", "").toUpperCase(Locale.ROOT)),
          event.get("rule"),
          event.getOrDefault("scope", ""),
          Alert.Severity.valueOf(event.getOrDefault("severity", "").toUpperCase(Locale.ROOT)),
          Long.parseLong(event.getOrDefault("epoch_ms", "")),
          Long.parseLong(event.getOrDefault("started_epoch_ms", "")),
          event.getOrDefault("message", ""),
          Double.parseDouble(event.getOrDefault("value", "NaN")),
          Double.parseDouble(event.getOrDefault("threshold", "NaN")),
          event.getOrDefault("incident", ""),
          event.getOrDefault("silenced_by", ""),
          event.getOrDefault("inhibited_by", ""),
          event.getOrDefault("acknowledged_by", ""));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
