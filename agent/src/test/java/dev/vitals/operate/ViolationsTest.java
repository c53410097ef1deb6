package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.exporter.model.Sample;
import dev.vitals.judge.Evidence;
import dev.vitals.judge.HealthScore;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Sla;
import dev.vitals.judge.SlaStatus;
import dev.vitals.judge.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViolationsTest {
  private static final Sla API =
      new Sla(
          "api",
          OperationWindow.Kind.HTTP_SERVER,
          new ScopePattern(ScopePattern.ALL),
          0.5,
          2,
          Double.NaN,
          60_000,
          30_000,
          0.8,
          1);

  private final List<String> lines = new ArrayList<>();
  private final List<Map<String, String>> events = new ArrayList<>();
  private final Violations violations = new Violations(events::add, lines::add);
  private long nowMillis = 1_000;

  @Test
  void a_violation_and_its_end_are_a_line_and_an_event_each() {
    look(SlaStatus.State.OK);
    look(SlaStatus.State.WARNING);
    assertEquals(List.of(), lines);
    look(SlaStatus.State.VIOLATED);
    look(SlaStatus.State.VIOLATED);
    assertEquals(List.of("promise api violated"), lines);
    look(SlaStatus.State.OK);
    look(SlaStatus.State.WARNING);
    assertEquals(1, lines.size(), "not yet");
    look(SlaStatus.State.OK);
    assertEquals(List.of("promise api violated", "promise api kept again"), lines);
    assertEquals(List.of("violated", "kept"), events.stream().map(e -> e.get("state")).toList());
    assertEquals(events.get(0).get("epoch_ms"), events.get(1).get("started_epoch_ms"));
    look(SlaStatus.State.VIOLATED);
    List<Family> families = new ArrayList<>();
    violations.collect(families);
    assertEquals(
        List.of(new Sample.Point(List.of("api", ""), 2)), families.get(0).samples(), "counted");
  }

  @Test
  void a_promise_at_its_limit_fills_no_log() {
    for (int look = 0; look < 100; look++) {
      look(look % 2 == 0 ? SlaStatus.State.VIOLATED : SlaStatus.State.OK);
    }
    assertEquals(List.of("promise api violated"), lines);
  }

  private void look(SlaStatus.State state) {
    nowMillis += 10_000;
    SlaStatus status = new SlaStatus(API, "", state, 0.6, 0.7, 1, 0.9, Double.NaN, Double.NaN);
    violations.judged(
        new Standing(
            List.of(),
            new Evidence(nowMillis, List.of(), ResourceWindow.UNKNOWN),
            List.of(),
            List.of(),
            List.of(status),
            new HealthScore(100, List.of())));
  }
}
