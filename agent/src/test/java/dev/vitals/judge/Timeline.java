package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.exporter.model.SaturationWindow;
import java.util.List;
import java.util.stream.Collectors;

/** A table of snapshots and of what the judge has to say about each, played in order. */
final class Timeline {
  static final long START_MILLIS = 1_700_000_000_000L;

  private Timeline() {}

  /**
   * @param seconds on the clock that people read
   * @param steadySeconds on the one nobody sets
   * @param active such as {@code "MEDIUM PENDING"}; empty where all is fine
   * @param transitions such as {@code "FIRING MEDIUM"}
   */
  record Row(
      double seconds, double steadySeconds, Evidence evidence, String active, String transitions) {}

  static Row row(double seconds, Evidence evidence, String active, String transitions) {
    return new Row(seconds, seconds, evidence, active, transitions);
  }

  /** At a time that somebody has set the clock to. */
  static Row row(
      double seconds, double steadySeconds, Evidence evidence, String active, String transitions) {
    return new Row(seconds, steadySeconds, evidence, active, transitions);
  }

  static Judgement play(Rule rule, Row... rows) {
    Judge judge = new Judge(List.of(rule), 10_000);
    Judgement last = judge.evaluate(JudgeState.EMPTY, Evidence.NONE);
    JudgeState state = JudgeState.EMPTY;
    for (Row row : rows) {
      Evidence then = at(row.seconds(), row.evidence());
      long steadyMillis = Math.round(row.steadySeconds() * 1000);
      last =
          judge.evaluate(
              state,
              new Evidence(then.epochMillis(), steadyMillis, then.windows(), then.resources()));
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

  static Evidence at(double seconds, Evidence evidence) {
    return new Evidence(
        START_MILLIS + Math.round(seconds * 1000), evidence.windows(), evidence.resources());
  }

  static Evidence operations(OperationWindow... operations) {
    return evidence(List.of(operations), List.of());
  }

  static Evidence caches(CacheWindow... caches) {
    return evidence(List.of(), List.of(caches));
  }

  static Evidence pools(SaturationWindow... pools) {
    return new Evidence(
        0,
        List.of(new Evidence.Windows(Rule.WINDOW_MILLIS, List.of(), List.of(), List.of(pools))),
        ResourceWindow.UNKNOWN);
  }

  private static Evidence evidence(List<OperationWindow> operations, List<CacheWindow> caches) {
    return new Evidence(
        0,
        List.of(new Evidence.Windows(Rule.WINDOW_MILLIS, operations, caches)),
        ResourceWindow.UNKNOWN);
  }

  static Evidence resources(double heap, double container, double process, double host) {
    ResourceWindow window = new ResourceWindow(heap, container, process, host, Double.NaN);
    return new Evidence(0, List.of(), window);
  }

  static OperationWindow http(String route, long count, long errors, double p95Seconds) {
    return operation(OperationWindow.Kind.HTTP_SERVER, route, count, errors, p95Seconds);
  }

  static OperationWindow all(long count, long errors) {
    return http(OperationWindow.ALL, count, errors, 0.001);
  }

  static OperationWindow operation(
      OperationWindow.Kind kind, String scope, long count, long errors, double p95Seconds) {
    return new OperationWindow(
        kind,
        scope,
        60,
        count,
        errors,
        p95Seconds / 2,
        p95Seconds,
        p95Seconds,
        p95Seconds,
        p95Seconds,
        p95Seconds / 2,
        p95Seconds / 2,
        p95Seconds);
  }

  static Rule rule(String name) {
    return Rule.defaults().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
