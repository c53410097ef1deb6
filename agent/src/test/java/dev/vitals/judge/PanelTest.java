package dev.vitals.judge;

import static dev.vitals.judge.Timeline.at;
import static dev.vitals.judge.Timeline.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelTest {
  private static final long TICK = 10_000;
  private static final Sla SLA =
      new Sla(
          "shop",
          OperationWindow.Kind.HTTP_SERVER,
          new ScopePattern(ScopePattern.ALL),
          0.5,
          2,
          0.99,
          20 * Rule.WINDOW_MILLIS,
          Rule.WINDOW_MILLIS,
          0.8,
          10);
  private static final Panel PANEL =
      new Panel(List.of(Timeline.rule("http-latency-p95")), List.of(SLA), TICK, 900_000);

  @Test
  void says_all_of_one_piece_of_evidence_and_carries_what_it_knows() {
    Panel.State state = Panel.State.EMPTY;
    Panel.Result result = null;
    for (int look = 0; look <= 4; look++) {
      result = PANEL.look(state, slow(look * 10), Triage.Orders.NONE);
      state = result.state();
    }
    Standing standing = result.standing();
    assertEquals(
        List.of(Alert.State.FIRING, Alert.State.FIRING),
        standing.active().stream().map(Alert::state).toList());
    assertEquals(2, standing.handled().size());
    assertEquals(
        standing.handled().get(0).incident(),
        standing.handled().get(1).incident(),
        "of one incident");
    assertEquals(SlaStatus.State.VIOLATED, standing.slas().get(0).state());
    assertEquals(1, standing.slas().size());
    assertTrue(standing.score().score() < 50, "score " + standing.score().score());
    assertEquals(Timeline.START_MILLIS + 40_000, standing.epochMillis());

    assertEquals(3.0, point(result, "vitals_sla_current_seconds", "shop", "", "p95"));
    assertEquals(0.5, point(result, "vitals_sla_target_seconds", "shop", "", "p95"));
    assertEquals(1.0, point(result, "vitals_sla_state", "shop", "", "violated"));
    assertEquals(0.0, point(result, "vitals_sla_state", "shop", "", "ok"));
    assertEquals(
        standing.score().score() / 100, point(result, "vitals_health_score_ratio", "overall"));

    Panel.Result over = PANEL.look(state, at(100, Evidence.NONE), Triage.Orders.NONE);
    for (int second = 110; second <= 200; second += 10) {
      over = PANEL.look(over.state(), at(second, Evidence.NONE), Triage.Orders.NONE);
    }
    assertEquals(List.of(), over.standing().active());
    assertEquals(100.0, over.standing().score().score());
  }

  @Test
  void what_is_not_known_has_no_sample() {
    Panel.Result result = PANEL.look(Panel.State.EMPTY, slow(0), Triage.Orders.NONE);
    assertNull(point(result, "vitals_sla_current_seconds", "shop", "/cart", "p95"));
    Panel.Result idle = PANEL.look(result.state(), at(10, Evidence.NONE), Triage.Orders.NONE);
    assertNull(point(idle, "vitals_sla_current_seconds", "shop", "", "p95"));
    assertEquals(0.5, point(idle, "vitals_sla_target_seconds", "shop", "", "p95"));
  }

  @Test
  void other_rules_end_the_alerts_of_those_before() {
    Panel.State state = Panel.State.EMPTY;
    for (int look = 0; look <= 4; look++) {
      state = PANEL.look(state, slow(look * 10), Triage.Orders.NONE).state();
    }
    Panel other = new Panel(List.of(Timeline.rule("cpu")), List.of(), TICK, 900_000);
    Panel.Result result = other.look(state, slow(50), Triage.Orders.NONE);
    assertEquals(List.of(), result.standing().active());
    assertEquals(
        List.of(Transition.To.RESOLVED, Transition.To.RESOLVED),
        result.transitions().stream().map(Transition::to).toList());
    assertEquals(1, result.closed().size());
  }

  private static Evidence slow(double seconds) {
    OperationWindow route = http("/cart", 100, 0, 3);
    OperationWindow all = http(OperationWindow.ALL, 100, 0, 3);
    Evidence.Windows minute =
        new Evidence.Windows(Rule.WINDOW_MILLIS, List.of(all, route), List.of());
    Evidence.Windows tick = new Evidence.Windows(TICK, List.of(all, route), List.of());
    return at(seconds, new Evidence(0, List.of(tick, minute), Evidence.NONE.resources()));
  }

  private static Double point(Panel.Result result, String metric, String... labelValues) {
    for (Family family : result.families()) {
      if (family.metric().name().equals(metric)) {
        for (Sample sample : family.samples()) {
          if (sample.labelValues().equals(List.of(labelValues))) {
            return ((Sample.Point) sample).value();
          }
        }
      }
    }
    return null;
  }
}
