package dev.vitals.operate;

import dev.vitals.exporter.model.Alert;
import dev.vitals.history.EventLog;
import dev.vitals.judge.Handled;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Panel;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Transition;
import dev.vitals.judge.Triage;
import dev.vitals.notify.Notice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Says what comes of a look: to those who tell people, what fires and is not suppressed and what
 * has ended; and to the history, all of it.
 *
 * <p><i>Threads:</i> the aggregator alone. <i>Cost:</i> no I/O; a look without alerts makes
 * nothing.
 */
public final class Announcer {
  private final Consumer<List<Notice>> dispatcher;
  private final EventLog events;
  private Map<String, Followed> followed = Map.of();

  /** Incidents that are open and that somebody was to be told of. */
  private final Set<String> told = new HashSet<>();

  /**
   * @param dispatcher such as {@link dev.vitals.notify.Dispatcher#judged}; must not block
   */
  public Announcer(Consumer<List<Notice>> dispatcher, EventLog events) {
    this.dispatcher = dispatcher;
    this.events = events;
  }

  /** After every look, in their order. */
  public void judged(Panel.Result result) {
    List<Handled> handled = result.standing().handled();
    if (handled.isEmpty() && followed.isEmpty() && result.closed().isEmpty()) {
      dispatcher.accept(List.of());
      return;
    }
    dispatcher.accept(new Look(result).notices());
  }

  /**
   * An alert that fires, as it was at the newest look.
   *
   * @param worst the worst severity it ever had
   * @param escalated as it was told once more; null where it was not
   */
  private record Followed(Handled handled, Alert.Severity worst, Notice notice, Notice escalated) {}

  /** One look. */
  private final class Look {
    private final Panel.Result result;
    private final long epochMillis;
    private final Map<String, Measure> measures = new HashMap<>();
    private final Map<String, List<String>> effects = new HashMap<>();
    private final List<Notice> notices = new ArrayList<>();

    Look(Panel.Result result) {
      this.result = result;
      this.epochMillis = result.standing().epochMillis();
      for (Rule rule : result.standing().rules()) {
        measures.put(rule.name(), rule.measure());
      }
      for (Handled each : result.standing().handled()) {
        if (!each.inhibitedBy().isEmpty()) {
          effects
              .computeIfAbsent(each.inhibitedBy(), cause -> new ArrayList<>())
              .add(NoticeText.name(each.alert()));
        }
      }
    }

    List<Notice> notices() {
      Map<String, Followed> before = followed;
      Map<String, Followed> now = new LinkedHashMap<>();
      for (Handled each : result.standing().handled()) {
        String key = key(each.alert().rule(), each.alert().scope());
        now.put(key, goesOn(each, before.get(key)));
      }
      Map<String, Transition> ends = ends();
      for (Map.Entry<String, Followed> entry : before.entrySet()) {
        if (!now.containsKey(entry.getKey())) {
          end(entry.getValue(), ends.get(entry.getKey()));
        }
      }
      for (Triage.Closed closed : result.closed()) {
        boolean wasTold = told.remove(closed.id());
        events.append(ClosedIncident.of(closed, wasTold).toEvent());
      }
      followed = now;
      return notices;
    }

    /**
     * @param before null where it has just begun to fire
     */
    private Followed goesOn(Handled handled, Followed before) {
      Alert alert = handled.alert();
      Measure measure = measures.get(alert.rule());
      String label = measure == null ? "" : NoticeText.scopeLabel(measure, alert.scope());
      List<String> ofThis = effects.getOrDefault(NoticeText.name(alert), List.of());
      Notice notice = NoticeText.firing(handled, label, ofThis);
      Notice escalated = before == null ? null : before.escalated();
      if (before == null) {
        record(AlertEvent.State.FIRING, handled, alert.severity(), alert.message());
      }
      if (isNew(handled.acknowledgedBy(), before == null ? "" : before.handled().acknowledgedBy())) {
        record(AlertEvent.State.ACKNOWLEDGED, handled, alert.severity(), alert.message());
      }
      if (handled.isEscalated() && (before == null || !before.handled().isEscalated())) {
        record(AlertEvent.State.ESCALATED, handled, alert.severity(), alert.message());
      }
      if (handled.isLoud()) {
        told.add(handled.incident());
        notices.add(notice);
        if (handled.isEscalated()) {
          escalated = NoticeText.escalated(handled, label, ofThis);
          notices.add(escalated);
        }
      }
      if (escalated != null && !handled.isEscalated()) {
        String why =
            handled.acknowledgedBy().isEmpty()
                ? "It is not critical any more"
                : "Taken on by " + handled.acknowledgedBy();
        notices.add(
            NoticeText.ended(
                escalated, why + ": " + alert.message(), alert.currentValue(), epochMillis));
        escalated = null;
      }
      return new Followed(handled, worse(before, alert.severity()), notice, escalated);
    }

    /**
     * @param transition null where its rule does not say how it ended
     */
    private void end(Followed last, Transition transition) {
      Alert alert = last.handled().alert();
      String message = transition == null ? alert.message() : transition.message();
      double value = transition == null ? alert.currentValue() : transition.value();
      events.append(
          new AlertEvent(
                  AlertEvent.State.RESOLVED,
                  alert.rule(),
                  alert.scope(),
                  last.worst(),
                  epochMillis,
                  alert.sinceEpochMillis(),
                  message,
                  value,
                  alert.threshold(),
                  last.handled().incident(),
                  last.handled().silencedBy(),
                  last.handled().inhibitedBy(),
                  last.handled().acknowledgedBy())
              .toEvent());
      notices.add(NoticeText.ended(last.notice(), message, value, epochMillis));
      if (last.escalated() != null) {
        notices.add(NoticeText.ended(last.escalated(), message, value, epochMillis));
      }
    }

    private void record(
        AlertEvent.State state, Handled handled, Alert.Severity severity, String message) {
      Alert alert = handled.alert();
      events.append(
          new AlertEvent(
                  state,
                  alert.rule(),
                  alert.scope(),
                  severity,
                  epochMillis,
                  alert.sinceEpochMillis(),
                  message,
                  alert.currentValue(),
                  alert.threshold(),
                  handled.incident(),
                  handled.silencedBy(),
                  handled.inhibitedBy(),
                  handled.acknowledgedBy())
              .toEvent());
    }

    private Map<String, Transition> ends() {
      Map<String, Transition> ends = new HashMap<>();
      for (Transition transition : result.transitions()) {
        if (transition.to() == Transition.To.RESOLVED) {
          ends.put(key(transition.rule(), transition.scope()), transition);
        }
      }
      return ends;
    }

    private static boolean isNew(String by, String before) {
      return !by.isEmpty() && !by.equals(before);
    }

    private static Alert.Severity worse(Followed before, Alert.Severity severity) {
      return before == null || severity.compareTo(before.worst()) > 0 ? severity : before.worst();
    }

    private static String key(String rule, String scope) {
      return rule + '\n' + scope;
    }
  }
}
