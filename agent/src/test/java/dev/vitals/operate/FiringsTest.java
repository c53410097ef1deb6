package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiringsTest {
  private static final long MINUTE = 60_000;
  private static final long FROM = Looks.NOON;
  private static final long TO = FROM + 600 * MINUTE;

  private final List<AlertEvent> events = new ArrayList<>();

  @Test
  void counts_alerts_and_how_long_they_fired() {
    alert("slow", "/a", 10, 40);
    alert("slow", "/b", 20, 30);
    alert("slow", "/a", 100, 110);
    List<Firings> all = all();
    assertEquals(2, all.size());
    Firings a = all.get(0);
    assertEquals("slow /a", a.rule() + ' ' + a.scope());
    assertEquals(2, a.alerts().size());
    assertEquals(0, a.flaps());
    assertEquals(40 * MINUTE, a.firingMillis());
    // Each was first seen a minute before it fired.
    assertEquals(21 * 60, a.meanDurationSeconds());
    assertEquals(FROM + 9 * MINUTE, a.alerts().get(0).fromEpochMillis());
    assertEquals(FROM + 40 * MINUTE, a.alerts().get(0).toEpochMillis());
    assertEquals(3, a.alerts().get(0).value());
  }

  @Test
  void a_flap_is_brief_or_comes_again_at_once() {
    alert("slow", "", 10, 14);
    alert("slow", "", 60, 65);
    alert("slow", "", 80, 200);
    alert("slow", "", 216, 300);
    assertEquals(2, all().get(0).flaps(), "the first is brief, the third comes a quarter later");
  }

  @Test
  void what_fires_still_fires_until_the_end() {
    event(AlertEvent.State.FIRING, "slow", "", 570);
    Firings firing = all(firing("slow", "", 569)).get(0);
    assertEquals(1, firing.alerts().size());
    assertEquals(30 * MINUTE, firing.firingMillis());
    assertEquals(Double.NaN, firing.meanDurationSeconds());
    assertEquals(TO, firing.alerts().get(0).toEpochMillis());
    assertEquals(0, firing.flaps());
  }

  @Test
  void what_fired_before_the_period_counts_its_time_but_is_no_new_alert() {
    event(AlertEvent.State.RESOLVED, "slow", "", 20);
    Firings ended = all().get(0);
    assertEquals(0, ended.alerts().size());
    assertEquals(20 * MINUTE, ended.firingMillis());
    Firings whole = all(firing("cpu", "host", -30)).get(0);
    assertEquals("cpu", whole.rule());
    assertEquals(0, whole.alerts().size());
    assertEquals(TO - FROM, whole.firingMillis());
  }

  @Test
  void an_end_that_nobody_saw_is_no_time() {
    event(AlertEvent.State.FIRING, "slow", "", 10);
    event(AlertEvent.State.FIRING, "slow", "", 100);
    Firings killed = all().get(0);
    assertEquals(2, killed.alerts().size());
    assertEquals(0, killed.firingMillis());
    assertEquals(0, killed.flaps());
    assertEquals(FROM + 10 * MINUTE, killed.alerts().get(0).toEpochMillis());
  }

  @Test
  void what_else_happens_to_an_alert_and_a_clock_that_goes_back_change_nothing() {
    event(AlertEvent.State.FIRING, "slow", "", 10);
    event(AlertEvent.State.ACKNOWLEDGED, "slow", "", 11);
    event(AlertEvent.State.ESCALATED, "slow", "", 12);
    event(AlertEvent.State.RESOLVED, "slow", "", 5);
    Firings odd = all().get(0);
    assertEquals(1, odd.alerts().size());
    assertEquals(0, odd.firingMillis());
    assertEquals(List.of(), Firings.none("cpu").alerts());
  }

  private List<Firings> all(Alert... firing) {
    return Firings.of(events, List.of(firing), FROM, TO);
  }

  private void alert(String rule, String scope, int fromMinute, int toMinute) {
    event(AlertEvent.State.FIRING, rule, scope, fromMinute);
    AlertEvent fired = events.get(events.size() - 1);
    events.add(
        new AlertEvent(
            AlertEvent.State.RESOLVED,
            rule,
            scope,
            Alert.Severity.HIGH,
            FROM + toMinute * MINUTE,
            fired.startedEpochMillis(),
            "over",
            1,
            2,
            "i-1",
            "",
            "",
            ""));
  }

  private void event(AlertEvent.State state, String rule, String scope, int minute) {
    events.add(
        new AlertEvent(
            state,
            rule,
            scope,
            Alert.Severity.HIGH,
            FROM + minute * MINUTE,
            FROM + (minute - 1) * MINUTE,
            "slow",
            3,
            2,
            "i-1",
            "",
            "",
            ""));
  }

  private static Alert firing(String rule, String scope, int sinceMinute) {
    return new Alert(
        rule,
        scope,
        Alert.Severity.HIGH,
        Alert.State.FIRING,
        "metric",
        2,
        3,
        "slow",
        FROM + sinceMinute * MINUTE);
  }
}
