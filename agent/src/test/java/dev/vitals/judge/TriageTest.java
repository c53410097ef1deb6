package dev.vitals.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TriageTest {
  private static final long MINUTE = 60_000;
  private static final List<Rule> RULES =
      List.of(
          Rule.rule("cpu", Measure.CPU, 0.8, 0.9, 1),
          Rule.rule("disk", Measure.DISK, 0.8, 0.9, 1),
          Rule.rule("db", Measure.DB_LATENCY, 1, 2, 1),
          Rule.rule("pool", Measure.POOL_PENDING, 0.2, 1, 1),
          Rule.rule("queue", Measure.EXECUTOR_QUEUED, 0.2, 1, 1),
          Rule.rule("slow", Measure.HTTP_LATENCY, 1, 2, 1),
          Rule.rule("slower", Measure.HTTP_LATENCY, 3, 4, 1),
          Rule.rule("errors", Measure.HTTP_ERROR_RATE, 0.1, 0.2, 1));

  private final Triage triage = new Triage(RULES, MINUTE, 15 * MINUTE);
  private Triage.State state = Triage.State.EMPTY;
  private long nowMillis = 1_700_000_000_000L;

  @Test
  void related_alerts_that_come_together_are_one_incident() {
    Triage.Result result = look(firing("db", ""), firing("slow", "/a"), firing("errors", "/a"));
    assertEquals(1, incidents(result).size());

    result = look(firing("db", ""), firing("slow", "/a"), firing("slow", "/b"));
    assertEquals(1, incidents(result).size());
  }

  @Test
  void what_comes_much_later_or_has_nothing_to_do_with_it_is_another() {
    look(firing("slow", "/a"));
    for (int minute = 0; minute < 12; minute++) {
      look(firing("slow", "/a"));
    }
    assertEquals(2, incidents(look(firing("slow", "/a"), firing("errors", "/a"))).size());

    state = Triage.State.EMPTY;
    assertEquals(2, incidents(look(firing("cpu", "host"), firing("disk", ""))).size());
  }

  @Test
  void an_incident_keeps_its_name_until_all_of_it_is_over() {
    String id = look(firing("slow", "/a")).handled().get(0).incident();
    assertEquals(id, look(firing("slow", "/a"), firing("db", "")).handled().get(1).incident());
    Triage.Result result = look(firing("db", ""));
    assertEquals(id, result.handled().get(0).incident());
    assertEquals(List.of(), result.closed());

    Triage.Result over = look();
    assertEquals(1, over.closed().size());
    Triage.Closed closed = over.closed().get(0);
    assertEquals(id, closed.id());
    assertEquals(List.of("slow", "db"), closed.rules());
    assertEquals(nowMillis, closed.endedEpochMillis());

    assertNotEquals(id, look(firing("slow", "/a")).handled().get(0).incident());
  }

  @Test
  void a_cause_speaks_for_its_effects_unless_they_are_worse() {
    Triage.Result result = look(firing("db", ""), firing("slow", "/a"));
    assertEquals("", inhibitedBy(result, "db"));
    assertEquals("db", inhibitedBy(result, "slow"));

    result = look(firing("db", ""), critical("slow", "/a"));
    assertEquals("", inhibitedBy(result, "slow"));
  }

  @Test
  void full_threads_and_latency_are_one_matter_and_either_speaks_for_the_errors() {
    Triage.Result result =
        look(critical("queue", "qtp"), critical("slow", "/a"), firing("errors", "/a"));
    assertEquals(1, incidents(result).size());
    assertEquals("", inhibitedBy(result, "queue"));
    assertEquals("", inhibitedBy(result, "slow"));
    assertNotEquals("", inhibitedBy(result, "errors"));

    result = look(critical("pool", "shop"), critical("queue", "qtp"));
    assertEquals("pool shop", inhibitedBy(result, "queue"));
  }

  @Test
  void a_full_pool_speaks_for_the_latency_it_causes_and_slow_statements_for_the_pool() {
    Triage.Result result =
        look(critical("pool", "shop"), critical("slow", "/a"), firing("errors", "/a"));
    assertEquals(1, incidents(result).size());
    assertEquals("", inhibitedBy(result, "pool"));
    assertEquals("pool shop", inhibitedBy(result, "slow"));
    assertEquals("pool shop", inhibitedBy(result, "errors"));

    result = look(critical("pool", "shop"), critical("db", "select a"));
    assertEquals("db select a", inhibitedBy(result, "pool"));
  }

  @Test
  void of_two_rules_about_the_same_thing_the_more_severe_speaks() {
    Triage.Result result = look(firing("slow", "/a"), critical("slower", "/a"));
    assertEquals("slower /a", inhibitedBy(result, "slow"));
    assertEquals("", inhibitedBy(result, "slower"));

    result = look(firing("slow", "/a"), firing("slower", "/a"));
    assertEquals("", inhibitedBy(result, "slow"));
  }

  @Test
  void a_critical_alert_that_nobody_takes_on_is_escalated() {
    look(critical("slow", "/a"), firing("errors", "/b"));
    for (int minute = 1; minute < 15; minute++) {
      Triage.Result result = look(critical("slow", "/a"), firing("errors", "/b"));
      assertFalse(result.handled().get(0).isEscalated(), "after " + minute + " minutes");
    }
    Triage.Result result = look(critical("slow", "/a"), firing("errors", "/b"));
    assertTrue(result.handled().get(0).isEscalated());
    assertFalse(result.handled().get(1).isEscalated(), "only critical ones are");
  }

  @Test
  void the_time_to_escalation_begins_when_an_alert_becomes_critical() {
    for (int minute = 0; minute < 60; minute++) {
      look(firing("slow", "/a"));
    }
    for (int minute = 0; minute < 15; minute++) {
      Triage.Result result = look(critical("slow", "/a"));
      assertFalse(result.handled().get(0).isEscalated(), "critical for " + minute + " minutes");
    }
    assertTrue(look(critical("slow", "/a")).handled().get(0).isEscalated());
    assertFalse(look(firing("slow", "/a")).handled().get(0).isEscalated());
    assertFalse(look(critical("slow", "/a")).handled().get(0).isEscalated(), "it begins anew");
  }

  @Test
  void an_acknowledgement_stops_the_escalation_until_the_alert_ends() {
    Acknowledgement taken = new Acknowledgement("slow", "/a", "ada", nowMillis);
    Triage.Orders orders = new Triage.Orders(List.of(), List.of(), List.of(taken));
    for (int minute = 0; minute < 20; minute++) {
      nowMillis += MINUTE;
      Triage.Result result = triage.look(state, List.of(critical("slow", "/a")), orders, nowMillis);
      state = result.state();
      assertEquals("ada", result.handled().get(0).acknowledgedBy());
      assertFalse(result.handled().get(0).isEscalated());
    }
    Alert later = alert("slow", "/a", Alert.Severity.CRITICAL, nowMillis + 1);
    Triage.Result result = triage.look(state, List.of(later), orders, nowMillis + MINUTE);
    assertEquals("", result.handled().get(0).acknowledgedBy(), "it is another alert by now");
  }

  @Test
  void what_is_pending_is_nobody_s_business() {
    Alert pending =
        new Alert(
            "slow", "/a", Alert.Severity.MEDIUM, Alert.State.PENDING, "", 1, 2, "", nowMillis);
    assertEquals(List.of(), look(pending).handled());
  }

  @Test
  void a_leaping_clock_neither_escalates_nor_forgets() {
    String id = look(critical("slow", "/a")).handled().get(0).incident();
    nowMillis += 3_600_000;
    Triage.Result result = look(critical("slow", "/a"));
    assertFalse(result.handled().get(0).isEscalated());
    assertEquals(id, result.handled().get(0).incident());
    nowMillis -= 7_200_000;
    assertEquals(id, look(critical("slow", "/a")).handled().get(0).incident());
  }

  private Triage.Result look(Alert... active) {
    nowMillis += MINUTE;
    Triage.Result result = triage.look(state, List.of(active), Triage.Orders.NONE, nowMillis);
    state = result.state();
    return result;
  }

  private static List<String> incidents(Triage.Result result) {
    return result.handled().stream().map(Handled::incident).distinct().collect(Collectors.toList());
  }

  private static String inhibitedBy(Triage.Result result, String rule) {
    return result.handled().stream()
        .filter(each -> each.alert().rule().equals(rule))
        .findFirst()
        .orElseThrow()
        .inhibitedBy();
  }

  private static Alert firing(String rule, String scope) {
    return alert(rule, scope, Alert.Severity.MEDIUM, 1_700_000_000_000L);
  }

  private static Alert critical(String rule, String scope) {
    return alert(rule, scope, Alert.Severity.CRITICAL, 1_700_000_000_000L);
  }

  private static Alert alert(String rule, String scope, Alert.Severity severity, long since) {
    return new Alert(rule, scope, severity, Alert.State.FIRING, "", 1, 2, "", since);
  }
}
