package dev.vitals.operate;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.JudgementMetrics;
import dev.vitals.judge.SlaStatus;
import dev.vitals.judge.Standing;
import dev.vitals.pipeline.FamilySource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes down when a promise is violated and when it is kept again. One that was not violated for
 * the time it looks back is kept again, so that one at its limit fills no log.
 *
 * <p><i>Threads:</i> the aggregator alone. <i>Cost:</i> no I/O.
 */
public final class Violations implements FamilySource {
  /** What the events are called. */
  public static final String KIND = "sla";

  /** Promises and scopes with a number of their own; routes may come and go for ever. */
  private static final int MOST_COUNTED = 1_000;

  private final Consumer<Map<String, String>> events;
  private final Consumer<String> lines;
  private final Map<List<String>, Long> violations = new LinkedHashMap<>();
  private Map<String, Open> open = Map.of();

  /**
   * @param events such as {@link dev.vitals.history.EventLog#append}
   * @param lines of the agent's log
   */
  public Violations(Consumer<Map<String, String>> events, Consumer<String> lines) {
    this.events = events;
    this.lines = lines;
  }

  /**
   * A violation that goes on.
   *
   * @param seenMillis when it was seen last, on the steady clock
   */
  private record Open(long startedEpochMillis, long seenMillis) {}

  /** After every look, in their order. */
  public void judged(Standing standing) {
    long epochMillis = standing.epochMillis();
    long nowMillis = standing.evidence().steadyMillis();
    Map<String, Open> next = new LinkedHashMap<>();
    for (SlaStatus status : standing.slas()) {
      String key = status.sla().name() + '\n' + status.scope();
      Open before = open.get(key);
      if (status.state() == SlaStatus.State.VIOLATED) {
        if (before == null) {
          count(List.of(status.sla().name(), status.scope()));
          note("violated", status, epochMillis, epochMillis);
        }
        long started = before == null ? epochMillis : before.startedEpochMillis();
        next.put(key, new Open(started, nowMillis));
      } else if (before != null) {
        if (nowMillis - before.seenMillis() < status.sla().latencyMillis()) {
          next.put(key, before);
        } else {
          note("kept", status, before.startedEpochMillis(), epochMillis);
        }
      }
    }
    open = next;
  }

  @Override
  public void collect(List<Family> into) {
    List<Sample> samples = new ArrayList<>();
    violations.forEach((labels, count) -> samples.add(new Sample.Point(labels, count)));
    into.add(new Family(JudgementMetrics.VITALS_SLA_VIOLATIONS_TOTAL, samples));
  }

  private void count(List<String> labels) {
    boolean hasPlace = violations.size() < MOST_COUNTED || violations.containsKey(labels);
    violations.merge(hasPlace ? labels : Sample.OVERFLOW, 1L, Long::sum);
  }

  private void note(String state, SlaStatus status, long startedEpochMillis, long epochMillis) {
    String name = (status.sla().name() + ' ' + status.scope()).strip();
    lines.accept("promise " + name + ' ' + (state.equals("kept") ? "kept again" : state));
    Map<String, String> event = new LinkedHashMap<>();
    event.put("event", KIND);
    event.put("state", state);
    event.put("sla", status.sla().name());
    event.put("scope", status.scope());
    event.put("epoch_ms", Long.toString(epochMillis));
    event.put("started_epoch_ms", Long.toString(startedEpochMillis));
    events.accept(event);
  }
}
