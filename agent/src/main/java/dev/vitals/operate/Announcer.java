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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Says what comes of a look: to those who tell people, what fires and is not suppressed and what
 * has ended; and to the history, all of it.
 *
 * <p><i>Threads:</i> the aggregator alone. <i>Cost:</i> no I/O.
 */
public final class Announcer {
  private static final long LONGEST_STEP_MILLIS = 60_000;

  private final Consumer<List<Notice>> dispatcher;
  private final EventLog events;
  private final Function<Handled, String> further;
  private Map<String, Followed> followed = Map.of();

  /** What an agent before this one had told, and has neither come up again nor ended. */
  private final Map<String, Notice> earlier = new LinkedHashMap<>();

  private volatile List<Notice> resumed = List.of();
  private long waitedMillis;
  private long lookedEpochMillis;

  /** Incidents that are open and that somebody was to be told of. */
  private final Set<String> told = new HashSet<>();

  /**
   * @param dispatcher such as {@link dev.vitals.notify.Dispatcher#judged}; must not block
   * @param further where to read on about an alert, in whole sentences; may be empty
   */
  public Announcer(
      Consumer<List<Notice>> dispatcher, EventLog events, Function<Handled, String> further) {
    this.dispatcher = dispatcher;
    this.events = events;
    this.further = further;
  }

  /**
   * Takes over what an agent before this one had told: an alert that does not come up again within
   * {@link Operations#CARRIED_MILLIS} is said to be over. <i>Threads:</i> any.
   */
  public void resume(List<Notice> told) {
    resumed = List.copyOf(told);
  }

  /** After every look, in their order. */
  public void judged(Panel.Result result) {
    long now = result.standing().epochMillis();
    // A clock that leaps, or a machine that slept, makes no waiting of it.
    waitedMillis += Math.max(0, Math.min(now - lookedEpochMillis, LONGEST_STEP_MILLIS));
    lookedEpochMillis = now;
    if (!resumed.isEmpty()) {
      for (Notice notice : resumed) {
        earlier.put(key(notice.rule(), notice.scope()), notice);
      }
      resumed = List.of();
      waitedMillis = 0;
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
      if (!earlier.isEmpty() && waitedMillis >= Operations.CARRIED_MILLIS) {
        endEarlier();
      }
      return notices;
    }

    /** Those that are pending may still come up again. */
    private void endEarlier() {
      Set<String> active = new HashSet<>();
      for (Alert alert : result.standing().active()) {
        active.add(key(alert.rule(), alert.scope()));
        active.add(key(alert.rule() + NoticeText.ESCALATED, alert.scope()));
      }
      Iterator<Map.Entry<String, Notice>> all = earlier.entrySet().iterator();
      while (all.hasNext()) {
        Map.Entry<String, Notice> entry = all.next();
        if (!active.contains(entry.getKey())) {
          Notice last = entry.getValue();
          String summary = "Not seen again since the agent was restarted: " + last.summary();
          notices.add(NoticeText.ended(last, summary, last.value(), epochMillis));
          all.remove();
        }
      }
    }

    /**
     * @param before null where it has just begun to fire
     */
    private Followed goesOn(Handled handled, Followed before) {
      Alert alert = handled.alert();
      Measure measure = measures.get(alert.rule());
      String label = measure == null ? "" : NoticeText.scopeLabel(measure, alert.scope());
      List<String> ofThis = effects.getOrDefault(NoticeText.name(alert), List.of());
      String more = further.apply(handled);
      Notice notice = NoticeText.firing(handled, label, ofThis, more);
      Notice escalated =
          before == null
              ? earlier.remove(key(alert.rule() + NoticeText.ESCALATED, alert.scope()))
              : before.escalated();
      if (before == null) {
        earlier.remove(key(alert.rule(), alert.scope()));
        note(AlertEvent.State.FIRING, handled);
      }
      if (isNew(
          handled.acknowledgedBy(), before == null ? "" : before.handled().acknowledgedBy())) {
        note(AlertEvent.State.ACKNOWLEDGED, handled);
      }
      if (handled.isEscalated() && (before == null || !before.handled().isEscalated())) {
        note(AlertEvent.State.ESCALATED, handled);
      }
      if (handled.isLoud()) {
        told.add(handled.incident());
        notices.add(notice);
        if (handled.isEscalated()) {
          escalated = NoticeText.escalated(handled, label, ofThis, more);
          notices.add(escalated);
        }
      }
      boolean isTakenOn = !handled.acknowledgedBy().isEmpty();
      if (escalated != null && (isTakenOn || alert.severity() != Alert.Severity.CRITICAL)) {
        String why =
            isTakenOn ? "Taken on by " + handled.acknowledgedBy() : "It is not critical any more";
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
      note(AlertEvent.State.RESOLVED, last.handled(), last.worst(), message, value);
      notices.add(NoticeText.ended(last.notice(), message, value, epochMillis));
      if (last.escalated() != null) {
        notices.add(NoticeText.ended(last.escalated(), message, value, epochMillis));
      }
    }

    private void note(AlertEvent.State state, Handled handled) {
      Alert alert = handled.alert();
      note(state, handled, alert.severity(), alert.message(), alert.currentValue());
    }

    private void note(
        AlertEvent.State state,
        Handled handled,
        Alert.Severity severity,
        String message,
        double value) {
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
                  value,
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
  }

  private static String key(String rule, String scope) {
    return rule + '\n' + scope;
  }
}
