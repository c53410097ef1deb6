package dev.vitals.operate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What events say of alerts and incidents that were: durations, and how long it took to resolve
 * them. Immutable.
 *
 * <p><i>Errors:</i> events of another kind or version are passed over.
 */
public final class IncidentHistory {
  private final List<AlertEvent> alerts;
  private final List<ClosedIncident> incidents;

  private IncidentHistory(List<AlertEvent> alerts, List<ClosedIncident> incidents) {
    this.alerts = List.copyOf(alerts);
    this.incidents = List.copyOf(incidents);
  }

  /**
   * What was made of one rule.
   *
   * @param fired how often it began to fire
   * @param resolved how often that ended
   * @param meanDurationSeconds of those that ended; NaN where none did
   * @param lastFiredEpochMillis 0 where it did not
   */
  public record OfRule(
      String rule,
      int fired,
      int resolved,
      double meanDurationSeconds,
      long lastFiredEpochMillis) {}

  /**
   * @param events as {@link dev.vitals.history.EventLog#events} returns them
   */
  public static IncidentHistory of(List<Map<String, String>> events) {
    List<AlertEvent> alerts = new ArrayList<>();
    List<ClosedIncident> incidents = new ArrayList<>();
    for (Map<String, String> event : events) {
      AlertEvent alert = AlertEvent.of(event);
      ClosedIncident incident = ClosedIncident.of(event);
      if (alert != null) {
        alerts.add(alert);
      } else if (incident != null) {
        incidents.add(incident);
      }
    }
    return new IncidentHistory(alerts, incidents);
  }

  /**
   * What happened in a period: incidents that ended in it.
   *
   * @param toEpochMillis the first moment that is outside
   */
  public IncidentHistory between(long fromEpochMillis, long toEpochMillis) {
    List<AlertEvent> someAlerts = new ArrayList<>();
    for (AlertEvent alert : alerts) {
      if (alert.epochMillis() >= fromEpochMillis && alert.epochMillis() < toEpochMillis) {
        someAlerts.add(alert);
      }
    }
    List<ClosedIncident> someIncidents = new ArrayList<>();
    for (ClosedIncident incident : incidents) {
      long ended = incident.endedEpochMillis();
      if (ended >= fromEpochMillis && ended < toEpochMillis) {
        someIncidents.add(incident);
      }
    }
    return new IncidentHistory(someAlerts, someIncidents);
  }

  /** What happened to alerts, in the order it happened. */
  public List<AlertEvent> alerts() {
    return alerts;
  }

  /** The incidents that are over, in the order they ended. */
  public List<ClosedIncident> incidents() {
    return incidents;
  }

  /**
   * How long it took on the average from the first sight of an incident to its end, of those that
   * were told; NaN where there is none.
   */
  public double meanTimeToResolveSeconds() {
    double millis = 0;
    int told = 0;
    for (ClosedIncident incident : incidents) {
      if (incident.wasTold()) {
        millis += incident.durationMillis();
        told++;
      }
    }
    return told == 0 ? Double.NaN : millis / told / 1_000;
  }

  /** Every rule that fired or ended, in the order they first did. */
  public List<OfRule> rules() {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (AlertEvent alert : alerts) {
      if (alert.state() == AlertEvent.State.FIRING) {
        Tally tally = tallies.computeIfAbsent(alert.rule(), rule -> new Tally());
        tally.fired++;
        tally.lastFiredEpochMillis = alert.epochMillis();
      } else if (alert.state() == AlertEvent.State.RESOLVED) {
        Tally tally = tallies.computeIfAbsent(alert.rule(), rule -> new Tally());
        tally.resolved++;
        tally.millis += alert.durationMillis();
      }
    }
    List<OfRule> rules = new ArrayList<>();
    for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
      Tally tally = entry.getValue();
      double seconds = tally.resolved == 0 ? Double.NaN : tally.millis / tally.resolved / 1_000;
      rules.add(
          new OfRule(
              entry.getKey(), tally.fired, tally.resolved, seconds, tally.lastFiredEpochMillis));
    }
    return rules;
  }

  /** Of one rule, while it is counted. */
  private static final class Tally {
    private int fired;
    private int resolved;
    private double millis;
    private long lastFiredEpochMillis;
  }
}
