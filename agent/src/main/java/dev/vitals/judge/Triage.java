package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes incidents of firing alerts, and says which of them somebody has to hear of: a pure function
 * of what was known, the alerts and what people have said about them.
 *
 * <p>An alert joins an incident that is related to it and grew within the last ten minutes. Within
 * one, what is caused is inhibited by a cause that is at least as severe; and of two rules about
 * the same thing the milder by the more severe.
 *
 * <p><i>Threads:</i> any; it keeps nothing.
 */
public final class Triage {
  private static final long JOIN_MILLIS = 600_000;

  private final Map<String, Measure> measures = new LinkedHashMap<>();
  private final long maximumStepMillis;
  private final long escalateAfterMillis;

  /**
   * @param intervalMillis from one look to the next
   * @param escalateAfterMillis how long a critical alert may stay without acknowledgement
   */
  public Triage(List<Rule> rules, long intervalMillis, long escalateAfterMillis) {
    for (Rule rule : rules) {
      measures.put(rule.name(), rule.measure());
    }
    this.maximumStepMillis = 3 * intervalMillis;
    this.escalateAfterMillis = escalateAfterMillis;
  }

  /** What people have said. Immutable. */
  public record Orders(
      List<Silence> silences,
      List<MaintenanceWindow> windows,
      List<Acknowledgement> acknowledgements) {
    public static final Orders NONE = new Orders(List.of(), List.of(), List.of());

    public Orders {
      silences = List.copyOf(silences);
      windows = List.copyOf(windows);
      acknowledgements = List.copyOf(acknowledgements);
    }

    /** What covers an alert, or nothing. */
    String silencing(Alert alert, long epochMillis) {
      for (Silence silence : silences) {
        if (silence.covers(alert, epochMillis)) {
          return silence.id();
        }
      }
      for (MaintenanceWindow window : windows) {
        if (window.covers(alert, epochMillis)) {
          return window.name();
        }
      }
      return "";
    }

    String acknowledging(Alert alert) {
      for (Acknowledgement each : acknowledgements) {
        boolean isIt = each.rule().equals(alert.rule()) && each.scope().equals(alert.scope());
        if (isIt && each.epochMillis() >= alert.sinceEpochMillis()) {
          return each.by();
        }
      }
      return "";
    }
  }

  /** What is known from earlier looks. Immutable. */
  public static final class State {
    /** Nothing seen yet. */
    public static final State EMPTY = new State(List.of(), Map.of(), 0, 0, Long.MIN_VALUE);

    private final List<Incident> incidents;
    private final Map<JudgeState.Key, Long> criticalSinceMillis;
    private final int opened;
    private final long clockMillis;
    private final long epochMillis;

    State(
        List<Incident> incidents,
        Map<JudgeState.Key, Long> criticalSinceMillis,
        int opened,
        long clockMillis,
        long epochMillis) {
      this.incidents = List.copyOf(incidents);
      this.criticalSinceMillis =
          Collections.unmodifiableMap(new LinkedHashMap<>(criticalSinceMillis));
      this.opened = opened;
      this.clockMillis = clockMillis;
      this.epochMillis = epochMillis;
    }
  }

  /**
   * An incident that is over.
   *
   * @param rules that took part, in the order they came
   */
  public record Closed(
      String id,
      long startedEpochMillis,
      long endedEpochMillis,
      Alert.Severity worst,
      List<String> rules) {
    public Closed {
      rules = List.copyOf(rules);
    }
  }

  /** What is made of the alerts of one look. */
  public record Result(State state, List<Handled> handled, List<Closed> closed) {
    public Result {
      handled = List.copyOf(handled);
      closed = List.copyOf(closed);
    }
  }

  public Result look(State before, List<Alert> active, Orders orders, long epochMillis) {
    long passed =
        before.epochMillis == Long.MIN_VALUE
            ? 0
            : Math.max(0, Math.min(epochMillis - before.epochMillis, maximumStepMillis));
    return new Look(before, orders, before.clockMillis + passed, epochMillis).at(active);
  }

  /** One look. */
  private final class Look {
    private final State before;
    private final Orders orders;
    private final long clockMillis;
    private final long epochMillis;
    private final List<Incident> incidents = new ArrayList<>();
    private final Map<JudgeState.Key, Long> criticalSince = new LinkedHashMap<>();
    private final List<Closed> closed = new ArrayList<>();
    private int opened;

    Look(State before, Orders orders, long clockMillis, long epochMillis) {
      this.before = before;
      this.orders = orders;
      this.clockMillis = clockMillis;
      this.epochMillis = epochMillis;
      this.opened = before.opened;
    }

    Result at(List<Alert> active) {
      Map<JudgeState.Key, Alert> firing = new LinkedHashMap<>();
      for (Alert alert : active) {
        if (alert.state() == Alert.State.FIRING) {
          firing.put(new JudgeState.Key(alert.rule(), alert.scope()), alert);
        }
      }
      keep(firing);
      for (Map.Entry<JudgeState.Key, Alert> entry : firing.entrySet()) {
        if (incidentOf(entry.getKey()) == null) {
          join(entry.getKey(), entry.getValue());
        }
        if (entry.getValue().severity() == Alert.Severity.CRITICAL) {
          criticalSince.put(
              entry.getKey(), before.criticalSinceMillis.getOrDefault(entry.getKey(), clockMillis));
        }
      }
      List<Handled> handled = new ArrayList<>();
      for (Map.Entry<JudgeState.Key, Alert> entry : firing.entrySet()) {
        handled.add(handled(entry.getKey(), entry.getValue()));
      }
      return new Result(
          new State(incidents, criticalSince, opened, clockMillis, epochMillis), handled, closed);
    }

    /** Incidents go on with what still fires of them; one with nothing left is over. */
    private void keep(Map<JudgeState.Key, Alert> firing) {
      for (Incident incident : before.incidents) {
        Map<JudgeState.Key, Alert> open = new LinkedHashMap<>();
        Alert.Severity worst = incident.worst();
        for (JudgeState.Key key : incident.open().keySet()) {
          Alert alert = firing.get(key);
          if (alert != null) {
            open.put(key, alert);
            worst = worse(worst, alert.severity());
          }
        }
        if (open.isEmpty()) {
          closed.add(
              new Closed(
                  incident.id(),
                  incident.startedEpochMillis(),
                  epochMillis,
                  incident.worst(),
                  incident.rules()));
        } else {
          incidents.add(
              new Incident(
                  incident.id(),
                  incident.startedEpochMillis(),
                  incident.lastJoinedMillis(),
                  open,
                  worst,
                  incident.rules()));
        }
      }
    }

    private void join(JudgeState.Key key, Alert alert) {
      for (int index = 0; index < incidents.size(); index++) {
        Incident incident = incidents.get(index);
        if (clockMillis - incident.lastJoinedMillis() <= JOIN_MILLIS
            && isRelated(incident, alert)) {
          Map<JudgeState.Key, Alert> open = new LinkedHashMap<>(incident.open());
          open.put(key, alert);
          List<String> rules = new ArrayList<>(incident.rules());
          if (!rules.contains(alert.rule())) {
            rules.add(alert.rule());
          }
          incidents.set(
              index,
              new Incident(
                  incident.id(),
                  Math.min(incident.startedEpochMillis(), alert.sinceEpochMillis()),
                  clockMillis,
                  open,
                  worse(incident.worst(), alert.severity()),
                  rules));
          return;
        }
      }
      opened++;
      incidents.add(
          new Incident(
              Long.toString(alert.sinceEpochMillis(), 36) + '-' + opened,
              alert.sinceEpochMillis(),
              clockMillis,
              Map.of(key, alert),
              alert.severity(),
              List.of(alert.rule())));
    }

    private boolean isRelated(Incident incident, Alert alert) {
      for (Alert member : incident.open().values()) {
        if (Causes.areRelated(measure(member), measure(alert))) {
          return true;
        }
      }
      return false;
    }

    private Incident incidentOf(JudgeState.Key key) {
      for (Incident incident : incidents) {
        if (incident.open().containsKey(key)) {
          return incident;
        }
      }
      return null;
    }

    private Handled handled(JudgeState.Key key, Alert alert) {
      Incident incident = incidentOf(key);
      String acknowledgedBy = orders.acknowledging(alert);
      boolean isEscalated =
          alert.severity() == Alert.Severity.CRITICAL
              && acknowledgedBy.isEmpty()
              && clockMillis - criticalSince.get(key) >= escalateAfterMillis;
      return new Handled(
          alert,
          incident.id(),
          orders.silencing(alert, epochMillis),
          inhibiting(incident, alert),
          acknowledgedBy,
          isEscalated);
    }

    private String inhibiting(Incident incident, Alert alert) {
      for (Alert other : incident.open().values()) {
        int above = other.severity().compareTo(alert.severity());
        boolean isSameThing =
            !other.rule().equals(alert.rule())
                && other.scope().equals(alert.scope())
                && measure(other) == measure(alert)
                && above > 0;
        if (isSameThing || above >= 0 && Causes.isCauseOf(measure(other), measure(alert))) {
          return (other.rule() + ' ' + other.scope()).trim();
        }
      }
      return "";
    }

    /** A rule that is gone has no alerts; should one be left it is about nothing that causes. */
    private Measure measure(Alert alert) {
      return measures.getOrDefault(alert.rule(), Measure.HTTP_THROUGHPUT);
    }

    private Alert.Severity worse(Alert.Severity a, Alert.Severity b) {
      return a.compareTo(b) >= 0 ? a : b;
    }
  }
}
