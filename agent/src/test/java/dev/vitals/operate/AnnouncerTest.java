package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import dev.vitals.history.EventLog;
import dev.vitals.history.History;
import dev.vitals.history.HistorySettings;
import dev.vitals.judge.Acknowledgement;
import dev.vitals.judge.AlertMatcher;
import dev.vitals.judge.Silence;
import dev.vitals.judge.Triage;
import dev.vitals.notify.Notice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told and what is recorded of tables of evidence. */
class AnnouncerTest {
  private final EventLog events =
      new History(
              new HistorySettings("", "shop", HistorySettings.MEMORY_BYTES, 0),
              line -> {
                throw new AssertionError(line);
              })
          .events();
  private String further = "";
  private final List<List<Notice>> told = new ArrayList<>();
  private final Announcer announcer = new Announcer(told::add, events, alert -> further);
  private final Looks looks = new Looks();

  AnnouncerTest() {
    looks.heard = announcer::judged;
  }

  @Test
  void what_fires_is_told_at_every_look_and_its_end_once() {
    looks.http("/orders", 1.5).look(3);
    assertEquals("", newest(), "pending is nobody's business");

    looks.look(1);
    assertEquals("+slow /orders MEDIUM", newest());
    looks.look(1);
    assertEquals("+slow /orders MEDIUM", newest());

    looks.nothing().http("/orders", 0.1).look(3);
    assertEquals("+slow /orders MEDIUM", newest(), "not recovered yet");
    looks.look(1);
    assertEquals("-slow /orders MEDIUM", newest());
    looks.look(1);
    assertEquals("", newest());
  }

  @Test
  void a_notice_says_what_and_since_when() {
    looks.http("/orders", 1.5).untilItCounts();
    Notice firing = notices().get(0);
    assertEquals("http_route", firing.scopeLabel());
    assertEquals(1.5, firing.value());
    assertEquals(1, firing.threshold());
    assertEquals(Looks.NOON + 10_000, firing.startsEpochMillis());
    assertEquals(0, firing.endsEpochMillis());
    assertTrue(firing.summary().contains("/orders is 1.5 s, above"), firing.summary());

    looks.nothing().http("/orders", 0.1).untilItCounts();
    Notice ended = notices().get(0);
    assertEquals(firing.startsEpochMillis(), ended.startsEpochMillis());
    assertEquals(looks.nowMillis, ended.endsEpochMillis());
    assertEquals(0.1, ended.value());
    assertTrue(ended.summary().contains("is 0.1 s again, below"), ended.summary());
  }

  @Test
  void scopes_are_labelled_as_the_metrics_label_them() {
    looks.http("/a", 1.5).db("SELECT b", 1.5).cache("c", 1, 1).cpu(0.85).untilItCounts();
    // Of the effects only the end is told.
    looks.nothing().untilItCounts();

    List<String> labels = new ArrayList<>();
    for (String rule : List.of("cpu", "db", "misses", "slow")) {
      labels.add(label(rule));
    }
    assertEquals(List.of("cpu_scope", "db_query_summary", "cache", "http_route"), labels);
  }

  @Test
  void the_whole_process_has_no_label() {
    looks.http("(all)", 1.5).untilItCounts();
    assertEquals("", notices().get(0).scope());
    assertEquals("", notices().get(0).scopeLabel());
  }

  @Test
  void a_cause_is_told_and_names_its_effects() {
    looks.db("SELECT b", 1.5).http("/a", 1.5).http("/b", 1.5).untilItCounts();
    assertEquals("+db SELECT b MEDIUM", newest());
    String description = notices().get(0).description();
    assertTrue(description.contains(", with slow /a, slow /b."), description);

    AlertEvent effect = alerts(AlertEvent.State.FIRING).get(1);
    assertEquals("slow", effect.rule());
    assertEquals("db SELECT b", effect.inhibitedBy());
    assertTrue(effect.isSuppressed(), "recorded all the same");
  }

  @Test
  void where_to_read_on_stands_at_the_end() {
    further = "Captured: /bundle";
    looks.http("/orders", 3).untilItCounts();
    String incident = looks.standing.handled().get(0).incident();
    assertEquals("Incident " + incident + ". Captured: /bundle", notices().get(0).description());
    looks.look(90);
    assertEquals("Incident " + incident + ". Captured: /bundle", notices().get(1).description());
  }

  @Test
  void many_effects_are_counted() {
    looks.db("SELECT b", 1.5);
    for (int route = 0; route < 8; route++) {
      looks.http("/" + route, 1.5);
    }
    looks.untilItCounts();
    String description = notices().get(0).description();
    assertTrue(description.endsWith("slow /4 and 3 more."), description);
  }

  @Test
  void what_is_silenced_is_recorded_and_told_nobody_until_the_silence_ends() {
    silence(5);
    looks.http("/orders", 1.5).untilItCounts();
    assertEquals("", newest());
    assertEquals("night", alerts(AlertEvent.State.FIRING).get(0).silencedBy());

    looks.look(1);
    assertEquals("+slow /orders MEDIUM", newest());
  }

  @Test
  void what_ends_under_a_silence_is_over_for_those_who_were_told() {
    looks.http("/orders", 1.5).untilItCounts();
    silence(1_000);
    looks.look(1);
    assertEquals("", newest());
    looks.nothing().untilItCounts();
    assertEquals("-slow /orders MEDIUM", newest());
  }

  @Test
  void an_incident_that_was_never_told_says_so_and_is_no_part_of_the_mean() {
    silence(1_000);
    looks.http("/orders", 1.5).untilItCounts();
    looks.nothing().untilItCounts();

    IncidentHistory history = IncidentHistory.of(events.events());
    assertEquals(1, history.incidents().size());
    assertFalse(history.incidents().get(0).wasTold());
    assertTrue(Double.isNaN(history.meanTimeToResolveSeconds()));
  }

  @Test
  void a_worse_severity_is_told_and_the_worst_recorded() {
    looks.http("/orders", 1.5).untilItCounts();
    looks.nothing().http("/orders", 3).untilItCounts();
    assertEquals("+slow /orders CRITICAL", newest());
    looks.nothing().http("/orders", 1.5).untilItCounts();
    assertEquals("+slow /orders MEDIUM", newest());
    looks.nothing().untilItCounts();
    assertEquals("-slow /orders MEDIUM", newest());
    assertEquals(Alert.Severity.CRITICAL, alerts(AlertEvent.State.RESOLVED).get(0).severity());
  }

  @Test
  void what_nobody_takes_on_is_told_once_more_under_a_name_of_its_own() {
    looks.http("/orders", 3).untilItCounts();
    looks.look(89);
    assertEquals("+slow /orders CRITICAL", newest());
    looks.look(1);
    assertEquals("+slow /orders CRITICAL, +slow-escalated /orders CRITICAL", newest());
    assertTrue(notices().get(1).summary().startsWith("Nobody has taken it on: "));
    looks.look(5);
    assertEquals(1, alerts(AlertEvent.State.ESCALATED).size());

    looks.nothing().untilItCounts();
    assertEquals("-slow /orders CRITICAL, -slow-escalated /orders CRITICAL", newest());
  }

  @Test
  void an_acknowledgement_ends_the_escalation_and_is_said() {
    looks.http("/orders", 3).untilItCounts();
    looks.look(90);
    looks.orders =
        () ->
            new Triage.Orders(
                List.of(),
                List.of(),
                List.of(new Acknowledgement("slow", "/orders", "ada", looks.nowMillis)));
    looks.look(1);
    assertEquals("+slow /orders CRITICAL, -slow-escalated /orders CRITICAL", newest());
    assertTrue(notices().get(0).description().endsWith("Taken on by ada."));
    assertTrue(notices().get(1).summary().startsWith("Taken on by ada: "));
    looks.look(1);
    assertEquals("+slow /orders CRITICAL", newest());
    assertEquals("ada", alerts(AlertEvent.State.ACKNOWLEDGED).get(0).acknowledgedBy());
    assertEquals(1, alerts(AlertEvent.State.ACKNOWLEDGED).size());
  }

  @Test
  void an_escalation_ends_when_the_alert_is_not_critical_any_more() {
    looks.http("/orders", 3).untilItCounts();
    looks.look(90);
    looks.nothing().http("/orders", 1.5).untilItCounts();
    assertEquals("+slow /orders MEDIUM, -slow-escalated /orders CRITICAL", newest());
  }

  @Test
  void the_alerts_of_a_rule_that_is_gone_end() {
    looks.http("/orders", 1.5).cpu(0.85).untilItCounts();
    looks.judgeBy(Looks.RULES.subList(0, 1)).look(1);
    assertEquals("+cpu host MEDIUM, -slow /orders MEDIUM", newest());
    assertTrue(notices().get(1).summary().contains("not judged any more"));
  }

  @Test
  void durations_and_the_mean_time_to_resolve_come_from_what_was_recorded() {
    looks.http("/orders", 1.5).untilItCounts();
    looks.nothing().untilItCounts();
    looks.http("/orders", 1.5).untilItCounts();
    looks.look(6);
    looks.nothing().untilItCounts();

    IncidentHistory history = IncidentHistory.of(events.events());
    List<Long> durations = new ArrayList<>();
    history.incidents().forEach(each -> durations.add(each.durationMillis()));
    assertEquals(List.of(70_000L, 130_000L), durations);
    assertEquals(100, history.meanTimeToResolveSeconds());
    assertEquals(List.of("slow"), history.incidents().get(0).rules());
    assertEquals(
        history.incidents().get(1).id(), alerts(AlertEvent.State.RESOLVED).get(1).incident());

    IncidentHistory.OfRule slow = history.rules().get(0);
    assertEquals(2, slow.fired());
    assertEquals(2, slow.resolved());
    assertEquals(100, slow.meanDurationSeconds());
    assertEquals(alerts(AlertEvent.State.FIRING).get(1).epochMillis(), slow.lastFiredEpochMillis());

    long middle = Looks.NOON + 100_000;
    assertEquals(70, history.between(Looks.NOON, middle).meanTimeToResolveSeconds());
    assertEquals(130, history.between(middle, looks.nowMillis + 1).meanTimeToResolveSeconds());
    assertEquals(1, history.between(middle, looks.nowMillis + 1).rules().get(0).fired());
  }

  @Test
  void what_was_told_before_a_restart_and_fires_again_goes_on() {
    announcer.resume(List.of(earlier("slow", "/orders", Alert.Severity.MEDIUM)));
    looks.http("/orders", 1.5).untilItCounts();
    assertEquals("+slow /orders MEDIUM", newest());
    looks.look(200);
    assertEquals("+slow /orders MEDIUM", newest());
    assertEquals(0, ends(), "it has never ended");
  }

  @Test
  void what_was_told_before_a_restart_and_does_not_come_up_again_is_over() {
    announcer.resume(List.of(earlier("slow", "/orders", Alert.Severity.MEDIUM)));
    looks.look(90);
    assertEquals(0, ends());
    looks.look(1);
    assertEquals("-slow /orders MEDIUM", newest());
    assertTrue(notices().get(0).summary().startsWith("Not seen again since the agent was"));
    looks.look(100);
    assertEquals(1, ends());
  }

  @Test
  void what_was_told_before_a_restart_and_is_pending_is_waited_for() {
    announcer.resume(List.of(earlier("slow", "/orders", Alert.Severity.MEDIUM)));
    looks.look(89);
    looks.http("/orders", 1.5).look(3);
    assertEquals("", newest());
    looks.look(1);
    assertEquals("+slow /orders MEDIUM", newest());
    assertEquals(0, ends());
  }

  @Test
  void an_escalation_of_before_a_restart_goes_on_until_somebody_takes_it_on() {
    announcer.resume(
        List.of(
            earlier("slow", "/orders", Alert.Severity.CRITICAL),
            earlier("slow-escalated", "/orders", Alert.Severity.CRITICAL)));
    looks.http("/orders", 3).untilItCounts();
    looks.look(50);
    assertEquals("+slow /orders CRITICAL", newest());
    assertEquals(0, ends());
    looks.orders =
        () ->
            new Triage.Orders(
                List.of(),
                List.of(),
                List.of(new Acknowledgement("slow", "/orders", "ada", looks.nowMillis)));
    looks.look(1);
    assertEquals("+slow /orders CRITICAL, -slow-escalated /orders CRITICAL", newest());
  }

  @Test
  void a_leaping_clock_ends_nothing() {
    announcer.resume(List.of(earlier("slow", "/orders", Alert.Severity.MEDIUM)));
    looks.look(1);
    looks.nowMillis += 7_200_000;
    looks.look(1);
    looks.nowMillis -= 7_200_000;
    looks.look(1);
    assertEquals(0, ends());
  }

  private void silence(int looksLong) {
    Silence night =
        new Silence(
            "night",
            List.of(AlertMatcher.parse("scope=/orders")),
            looks.nowMillis,
            looks.nowMillis + looksLong * 10_000L,
            "ada",
            "");
    looks.orders = () -> new Triage.Orders(List.of(night), List.of(), List.of());
  }

  private static Notice earlier(String rule, String scope, Alert.Severity severity) {
    return new Notice(
        rule, "http_route", scope, severity, true, 1.5, 1, "It is slow", "", Looks.NOON - 1, 0);
  }

  private List<Notice> notices() {
    return told.get(told.size() - 1);
  }

  /** What was told after the newest look, such as {@code +slow /orders MEDIUM}. */
  private String newest() {
    List<String> texts = new ArrayList<>();
    for (Notice notice : notices()) {
      texts.add(
          (notice.isFiring() ? '+' : '-')
              + notice.rule()
              + ' '
              + notice.scope()
              + ' '
              + notice.severity());
    }
    return String.join(", ", texts);
  }

  private long ends() {
    return told.stream().flatMap(List::stream).filter(notice -> !notice.isFiring()).count();
  }

  private String label(String rule) {
    return told.stream()
        .flatMap(List::stream)
        .filter(notice -> notice.rule().equals(rule))
        .map(Notice::scopeLabel)
        .findFirst()
        .orElse("never told");
  }

  private List<AlertEvent> alerts(AlertEvent.State state) {
    return IncidentHistory.of(events.events()).alerts().stream()
        .filter(alert -> alert.state() == state)
        .toList();
  }
}
