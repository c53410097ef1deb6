package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.exporter.model.Snapshot;
import java.util.List;
import java.util.stream.Collectors;

/** A table of snapshots and of what the judge has to say about each, played in order. */
final class Timeline {
  static final long START_MILLIS = 1_700_000_000_000L;

  private Timeline() {}

  /**
   * @param active such as {@code "MEDIUM PENDING"}; empty where all is fine
   * @param transitions such as {@code "FIRING MEDIUM"}
   */
  record Row(double seconds, Snapshot snapshot, String active, String transitions) {}

  static Row row(double seconds, Snapshot snapshot, String active, String transitions) {
    return new Row(seconds, snapshot, active, transitions);
  }

  static Judgement play(Rule rule, Row... rows) {
    Judge judge = new Judge(List.of(rule), 10_000);
    Judgement last = judge.evaluate(JudgeState.EMPTY, Snapshot.EMPTY);
    JudgeState state = JudgeState.EMPTY;
    for (Row row : rows) {
      last = judge.evaluate(state, at(row.seconds(), row.snapshot()));
      state = last.state();
      assertEquals(row.active(), active(last), "active after " + row.seconds() + " s");
      assertEquals(row.transitions(), transitions(last), "changes at " + row.seconds() + " s");
    }
    return last;
  }

  static String active(Judgement judgement) {
    return judgement.active().stream()
        .map(alert -> (alert.severity() + " " + alert.state() + " " + alert.scope()).trim())
        .collect(Collectors.joining(", "));
  }

  static String transitions(Judgement judgement) {
    return judgement.transitions().stream()
        .map(change -> (change.to() + " " + change.severity() + " " + change.scope()).trim())
        .collect(Collectors.joining(", "));
  }

  static Snapshot at(double seconds, Snapshot snapshot) {
    return new Snapshot(
        START_MILLIS + Math.round(seconds * 1000),
        snapshot.families(),
        snapshot.operations(),
        snapshot.caches(),
        snapshot.resources(),
        List.<Alert>of());
  }

  static Snapshot operations(OperationWindow... windows) {
    return new Snapshot(
        0, List.of(), List.of(windows), List.of(), ResourceWindow.UNKNOWN, List.of());
  }

  static Snapshot caches(CacheWindow... windows) {
    return new Snapshot(
        0, List.of(), List.of(), List.of(windows), ResourceWindow.UNKNOWN, List.of());
  }

  static Snapshot resources(double heap, double container, double process, double host) {
    ResourceWindow window = new ResourceWindow(heap, container, process, host);
    return new Snapshot(0, List.of(), List.of(), List.of(), window, List.of());
  }

  static OperationWindow http(String route, long count, long errors, double p95Seconds) {
    return operation(OperationWindow.Kind.HTTP_SERVER, route, count, errors, p95Seconds);
  }

  static OperationWindow operation(
      OperationWindow.Kind kind, String scope, long count, long errors, double p95Seconds) {
    return new OperationWindow(
        kind, scope, 60, count, errors, p95Seconds / 2, p95Seconds, p95Seconds, p95Seconds);
  }

  static Rule rule(String name) {
    return Rule.defaults().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
