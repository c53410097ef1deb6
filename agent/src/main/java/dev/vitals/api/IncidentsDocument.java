package dev.vitals.api;

import dev.vitals.exporter.model.Alert;
import dev.vitals.history.History;
import dev.vitals.history.Movement;
import dev.vitals.judge.Handled;
import dev.vitals.operate.Bundles;
import dev.vitals.operate.ClosedIncident;
import dev.vitals.operate.IncidentHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is one matter now, and what was. */
final class IncidentsDocument {
  private static final int MOST_CLOSED = 100;

  /** The past is read once for each. */
  private static final int MOST_EXPLAINED = 5;

  private IncidentsDocument() {}

  /**
   * @param history knows which series moved when an incident began
   * @param bundles what was captured then
   */
  static Map<String, Object> of(
      List<Handled> handled,
      IncidentHistory past,
      History history,
      Bundles bundles,
      long epochMillis) {
    Map<String, List<Handled>> open = new LinkedHashMap<>();
    for (Handled each : handled) {
      open.computeIfAbsent(each.incident(), id -> new ArrayList<>()).add(each);
    }
    List<Object> incidents = new ArrayList<>();
    for (Map.Entry<String, List<Handled>> entry : open.entrySet()) {
      Map<String, Object> fields = open(entry.getKey(), entry.getValue(), epochMillis);
      fields.put("bundle", bundle(entry.getKey(), bundles));
      if (incidents.size() < MOST_EXPLAINED) {
        long started = startedEpochMillis(entry.getValue(), epochMillis);
        fields.put("moved_together", moved(history.moved(started, epochMillis)));
      }
      incidents.add(fields);
    }
    List<Object> closed = new ArrayList<>();
    List<ClosedIncident> all = past.incidents();
    for (int index = all.size() - 1; index >= 0 && closed.size() < MOST_CLOSED; index--) {
      ClosedIncident incident = all.get(index);
      Map<String, Object> fields = closed(incident);
      fields.put("bundle", bundle(incident.id(), bundles));
      if (closed.size() < MOST_EXPLAINED) {
        fields.put(
            "moved_together",
            moved(history.moved(incident.startedEpochMillis(), incident.endedEpochMillis())));
      }
      closed.add(fields);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("incidents", incidents);
    data.put("count", incidents.size());
    data.put("closed", closed);
    data.put("closed_count", closed.size());
    data.put("mttr_seconds", Numbers.rounded(past.meanTimeToResolveSeconds()));
    data.put("rules", rules(past));
    return data;
  }

  /** How often each rule fired, and how long that took. */
  static List<Object> rules(IncidentHistory past) {
    List<Object> rules = new ArrayList<>();
    for (IncidentHistory.OfRule rule : past.rules()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("rule", rule.rule());
      fields.put("fired", rule.fired());
      fields.put("resolved", rule.resolved());
      fields.put("mean_duration_seconds", Numbers.rounded(rule.meanDurationSeconds()));
      fields.put("last_fired_at", Envelope.timeOrNull(rule.lastFiredEpochMillis()));
      rules.add(fields);
    }
    return rules;
  }

  private static Map<String, Object> open(String id, List<Handled> members, long epochMillis) {
    Alert.Severity worst = Alert.Severity.LOW;
    List<Object> alerts = new ArrayList<>();
    for (Handled member : members) {
      Alert alert = member.alert();
      worst = alert.severity().compareTo(worst) > 0 ? alert.severity() : worst;
      alerts.add(alert(member));
    }
    long startedEpochMillis = startedEpochMillis(members, epochMillis);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("started_at", Envelope.time(startedEpochMillis));
    fields.put("duration_seconds", Numbers.seconds(epochMillis - startedEpochMillis));
    fields.put("severity", Severities.word(worst));
    fields.put("alerts", alerts);
    return fields;
  }

  /** One alert of an incident. */
  static Map<String, Object> alert(Handled member) {
    Alert alert = member.alert();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", alert.rule());
    fields.put("scope", alert.scope());
    fields.put("severity", Severities.word(alert.severity()));
    fields.put("message", alert.message());
    fields.put("silenced_by", member.silencedBy());
    fields.put("inhibited_by", member.inhibitedBy());
    fields.put("acknowledged_by", member.acknowledgedBy());
    return fields;
  }

  private static long startedEpochMillis(List<Handled> members, long epochMillis) {
    long started = epochMillis;
    for (Handled member : members) {
      started = Math.min(started, member.alert().sinceEpochMillis());
    }
    return started;
  }

  /** But for the score, which moves with every alert. */
  private static List<Object> moved(List<Movement> movements) {
    List<Object> moved = new ArrayList<>();
    for (Movement movement : movements) {
      if (!movement.metric().equals(Remembered.SCORE)) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("metric", movement.metric());
        fields.put("scope", movement.scope());
        fields.put("statistic", movement.statistic());
        fields.put("before", Numbers.rounded(movement.before()));
        fields.put("after", Numbers.rounded(movement.after()));
        fields.put("deviations", Numbers.rounded(movement.deviations()));
        moved.add(fields);
      }
    }
    return moved;
  }

  /** Where it is, or why there is none. */
  private static Map<String, Object> bundle(String incident, Bundles bundles) {
    Bundles.Found found = bundles.find(incident);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", found.isThere() ? Bundles.path(incident) : null);
    fields.put("captured_at", Envelope.timeOrNull(found.capturedEpochMillis()));
    fields.put("reason", found.reason());
    return fields;
  }

  private static Map<String, Object> closed(ClosedIncident incident) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", incident.id());
    fields.put("started_at", Envelope.time(incident.startedEpochMillis()));
    fields.put("ended_at", Envelope.time(incident.endedEpochMillis()));
    fields.put("duration_seconds", Numbers.seconds(incident.durationMillis()));
    fields.put("severity", Severities.word(incident.worst()));
    fields.put("rules", incident.rules());
    fields.put("was_told", incident.wasTold());
    return fields;
  }
}
