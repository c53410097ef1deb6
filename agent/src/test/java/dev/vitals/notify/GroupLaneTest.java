package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Alert;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When people are told, minute by minute, with a clock of the test. */
class GroupLaneTest {
  private static final String ONE = "receivers: [{name: team, type: told}]";

  @Test
  void waits_for_more_of_the_group_and_tells_it_in_one_message() throws Exception {
    Scene scene = new Scene(ONE);

    scene.judge(Notices.firing("/orders"));
    scene.pass(10);
    scene.judge(Notices.firing("/orders"), Notices.firing("/carts", Alert.Severity.CRITICAL));
    scene.pass(19);
    assertEquals(0, scene.told("team").messages.size());
    scene.pass(1);

    assertEquals(1, scene.told("team").messages.size());
    assertEquals("+/carts +/orders", scene.told("team").lastText());
    assertEquals(Notices.GROUP_LABELS, scene.told("team").last().labels());
  }

  @Test
  void alerts_of_two_rules_are_two_messages() throws Exception {
    Scene scene = new Scene(ONE);

    scene.judge(Notices.firing("/orders"), Notices.process("cpu", Alert.Severity.HIGH));
    scene.pass(30);

    assertEquals(2, scene.told("team").messages.size());
    assertNotEquals(
        scene.told("team").messages.get(0).key(), scene.told("team").messages.get(1).key());
  }

  @Test
  void an_alert_that_joins_later_is_told_after_the_interval() throws Exception {
    Scene scene = new Scene(ONE);
    scene.judge(Notices.firing("/orders"));
    scene.pass(40);

    scene.judge(Notices.firing("/orders"), Notices.firing("/carts"));
    scene.pass(289);
    assertEquals(1, scene.told("team").messages.size());
    scene.pass(1);

    assertEquals(2, scene.told("team").messages.size());
    assertEquals("+/orders +/carts", scene.told("team").lastText());
  }

  @Test
  void what_goes_on_is_told_again_after_the_repeat_interval() throws Exception {
    Scene scene = new Scene(ONE);
    for (int second = 0; second < 4 * 3600; second += 10) {
      scene.judge(Notices.firing("/orders"));
      scene.pass(10);
    }
    assertEquals(1, scene.told("team").messages.size());

    scene.pass(600);

    assertEquals(2, scene.told("team").messages.size());
  }

  @Test
  void that_it_is_over_is_told_once() throws Exception {
    Scene scene = new Scene(ONE);
    scene.judge(Notices.firing("/orders"), Notices.firing("/carts"));
    scene.pass(60);

    scene.judge(Notices.ended("/orders"), Notices.firing("/carts"));
    scene.pass(300);
    assertEquals("+/carts -/orders", scene.told("team").lastText());
    scene.judge(Notices.ended("/carts"));
    scene.pass(300);
    assertEquals("-/carts", scene.told("team").lastText());
    assertFalse(scene.told("team").last().isFiring());
    scene.judge();
    scene.pass(86_400);

    assertEquals(3, scene.told("team").messages.size());
    assertEquals(Long.MAX_VALUE, scene.dispatcher.turn());
  }

  @Test
  void that_it_is_over_is_not_told_where_nobody_wants_to_know() throws Exception {
    Scene scene = new Scene("receivers: [{name: team, type: told, send-resolved: false}]");
    scene.judge(Notices.firing("/orders"));
    scene.pass(60);

    scene.judge(Notices.ended("/orders"));
    scene.pass(3_600);

    assertEquals(1, scene.told("team").messages.size());
    assertEquals(Long.MAX_VALUE, scene.dispatcher.turn());
  }

  @Test
  void nothing_is_said_about_what_ended_before_anybody_was_told() throws Exception {
    Scene scene = new Scene(ONE);
    scene.judge(Notices.firing("/orders"));
    scene.pass(10);

    scene.judge(Notices.ended("/orders"));
    scene.pass(3_600);

    assertEquals(0, scene.told("team").messages.size());
  }

  @Test
  void an_alert_that_comes_back_before_its_end_was_told_is_no_news() throws Exception {
    Scene scene = new Scene(ONE);
    scene.judge(Notices.firing("/orders"));
    scene.pass(60);

    scene.judge(Notices.ended("/orders"));
    scene.pass(60);
    scene.judge(Notices.firing("/orders"));
    scene.pass(600);

    assertEquals(1, scene.told("team").messages.size());
  }

  @Test
  void a_higher_severity_is_news_and_a_lower_one_is_not() throws Exception {
    Scene scene = new Scene(ONE);
    scene.judge(Notices.firing("/orders", Alert.Severity.MEDIUM));
    scene.pass(60);

    scene.judge(Notices.firing("/orders", Alert.Severity.CRITICAL));
    scene.pass(300);
    assertEquals(2, scene.told("team").messages.size());
    assertEquals(Alert.Severity.CRITICAL, scene.told("team").last().worst());
    scene.judge(Notices.firing("/orders", Alert.Severity.MEDIUM));
    scene.pass(600);

    assertEquals(2, scene.told("team").messages.size());
  }

  @Test
  void an_alert_that_leaves_a_route_is_over_for_its_receiver() throws Exception {
    Scene scene =
        new Scene(
            """
            receivers: [{name: pager, type: told}, {name: team, type: told}]
            routes:
              - {receiver: pager, severities: [critical], group-interval: 1m}
              - {receiver: team}
            """);
    scene.judge(Notices.firing("/orders", Alert.Severity.CRITICAL));
    scene.pass(60);
    assertEquals("+/orders", scene.told("pager").lastText());
    assertEquals(0, scene.told("team").messages.size());

    scene.judge(Notices.firing("/orders", Alert.Severity.MEDIUM));
    scene.pass(60);

    assertEquals("-/orders", scene.told("pager").lastText());
    assertEquals("+/orders", scene.told("team").lastText());
  }

  @Test
  void a_route_that_goes_on_lets_others_have_the_alert_too() throws Exception {
    Scene scene =
        new Scene(
            """
            receivers: [{name: pager, type: told}, {name: team, type: told}]
            routes:
              - {receiver: pager, severities: [critical], continue: true}
              - {receivers: [team], rules: ["http-*"], scopes: ["/ord*"]}
            """);

    scene.judge(
        Notices.firing("/orders", Alert.Severity.CRITICAL),
        Notices.firing("/carts", Alert.Severity.HIGH),
        Notices.process("cpu", Alert.Severity.CRITICAL));
    scene.pass(60);

    assertEquals(2, scene.told("pager").messages.size());
    assertEquals(1, scene.told("team").messages.size());
    assertEquals("+/orders", scene.told("team").lastText());
  }

  @Test
  void groups_can_be_everything_or_single_alerts() throws Exception {
    Scene scene =
        new Scene(
            """
            receivers:
              - {name: all, type: told, group-by: []}
              - {name: each, type: told, group-by: [rule, scope, severity, component]}
            """);

    scene.judge(
        Notices.firing("/orders"),
        Notices.firing("/carts"),
        Notices.process("cpu", Alert.Severity.HIGH));
    scene.pass(60);

    assertEquals(1, scene.told("all").messages.size());
    assertEquals(3, scene.told("each").messages.size());
    assertEquals(
        Map.of(
            "job", "shop",
            "instance", "10.0.0.7:9464",
            "service", "shop-web",
            "alertname", "VitalsHttpLatencyP95",
            "severity", "warning",
            "component", "http",
            "http_route", "/orders"),
        scene.told("each").messages.get(0).labels());
  }

  @Test
  void nothing_is_said_of_what_is_silenced_until_it_ends() throws Exception {
    Scene scene = new Scene(ONE);
    scene.judge(Notices.firing("/orders"));
    scene.pass(60);

    scene.judge();
    scene.pass(5 * 3600);
    assertEquals(1, scene.told("team").messages.size());
    scene.judge(Notices.ended("/orders"));
    scene.pass(300);

    assertEquals(2, scene.told("team").messages.size());
    assertEquals("-/orders", scene.told("team").lastText());
  }

  @Test
  void an_alert_silenced_from_its_beginning_is_told_when_the_silence_ends() throws Exception {
    Scene scene = new Scene(ONE);
    scene.judge(Notices.firing("/orders"));
    scene.judge();
    scene.pass(3_600);
    assertEquals(0, scene.told("team").messages.size());

    scene.judge(Notices.firing("/orders"));
    scene.pass(30);

    assertEquals("+/orders", scene.told("team").lastText());
  }

  @Test
  void a_failure_is_tried_again_later_and_later_with_the_newest_state() throws Exception {
    Scene scene = new Scene(ONE);
    for (int failure = 0; failure < 9; failure++) {
      scene.told("team").failures.add(new DeliveryException("down", true, 0));
    }
    scene.judge(Notices.firing("/orders"));
    scene.pass(35);
    scene.judge(Notices.firing("/orders", Alert.Severity.CRITICAL));
    scene.pass(1_000);

    long first = scene.told("team").attemptedMillis.get(0);
    List<Long> afterMillis =
        scene.told("team").attemptedMillis.stream().map(at -> at - first).toList();
    assertEquals(
        List.of(
            0L, 2_000L, 6_000L, 14_000L, 30_000L, 62_000L, 126_000L, 246_000L, 366_000L, 486_000L),
        afterMillis);
    assertEquals(Alert.Severity.CRITICAL, scene.told("team").last().worst());
    assertEquals(1, scene.state("team").sent());
    assertEquals(9, scene.state("team").failed());
  }

  @Test
  void leaves_a_receiver_alone_for_as_long_as_it_asks() throws Exception {
    Scene scene = new Scene(ONE);
    scene.told("team").failures.add(new DeliveryException("too many", true, 45_000));
    scene.judge(Notices.firing("/orders"));

    scene.pass(30);
    scene.judge(Notices.firing("/orders"), Notices.process("cpu", Alert.Severity.HIGH));
    scene.pass(44);
    assertEquals(1, scene.told("team").attemptedMillis.size());
    scene.pass(1);

    assertEquals(2, scene.told("team").messages.size());
  }

  @Test
  void what_was_refused_is_tried_again_only_after_the_interval() throws Exception {
    Scene scene = new Scene(ONE);
    scene.told("team").failures.add(new DeliveryException("answered 404", false, 0));
    scene.judge(Notices.firing("/orders"));

    scene.pass(329);
    assertEquals(1, scene.told("team").attemptedMillis.size());
    scene.pass(1);

    assertEquals(1, scene.told("team").messages.size());
  }

  @Test
  void that_something_is_over_is_given_up_after_an_hour() throws Exception {
    Scene scene = new Scene(ONE);
    scene.judge(Notices.firing("/orders"));
    scene.pass(60);
    for (int failure = 0; failure < 1_000; failure++) {
      scene.told("team").failures.add(new DeliveryException("down", true, 0));
    }

    scene.judge(Notices.ended("/orders"));
    scene.pass(2 * 3600);

    assertEquals(1, scene.told("team").messages.size());
    assertEquals(Long.MAX_VALUE, scene.dispatcher.turn());
  }

  @Test
  void no_more_messages_in_a_minute_than_allowed() throws Exception {
    Scene scene =
        new Scene(
            "receivers: [{name: team, type: told, messages-per-minute: 2, group-by: [scope]}]");

    scene.judge(
        Notices.firing("/1"),
        Notices.firing("/2"),
        Notices.firing("/3"),
        Notices.firing("/4"),
        Notices.firing("/5"));
    scene.pass(30);
    assertEquals(2, scene.told("team").messages.size());
    scene.pass(59);
    assertEquals(2, scene.told("team").messages.size());
    scene.pass(1);
    assertEquals(4, scene.told("team").messages.size());
    scene.pass(60);

    assertEquals(5, scene.told("team").messages.size());
  }

  @Test
  void no_more_than_a_thousand_alerts_are_kept() throws Exception {
    Scene scene = new Scene(ONE);
    Notice[] first = new Notice[900];
    Notice[] second = new Notice[900];
    for (int index = 0; index < first.length; index++) {
      first[index] = Notices.firing("/" + index);
      second[index] = Notices.firing("/other/" + index);
    }

    scene.judge(first);
    scene.judge(second);
    scene.judge(second);

    assertEquals(800, scene.state("team").dropped());
    scene.pass(60);
    assertEquals(100, scene.told("team").last().notices().size());
  }

  @Test
  void the_clock_of_the_machine_may_jump() throws Exception {
    Scene scene = new Scene(ONE);
    scene.judge(Notices.firing("/orders"));
    scene.pace.epochMillis += 3_600_000;
    scene.pass(29);
    assertEquals(0, scene.told("team").messages.size());
    scene.pace.epochMillis -= 7_200_000;
    scene.pass(1);

    assertEquals(1, scene.told("team").messages.size());
  }

  @Test
  void settings_read_anew_do_not_tell_again_what_was_told() throws Exception {
    Scene scene = new Scene(ONE);
    scene.judge(Notices.firing("/orders"));
    scene.pass(60);
    assertEquals(1, scene.told("team").messages.size());

    scene.use("receivers: [{name: team, type: told, group-interval: 1m}]");
    scene.judge(Notices.firing("/orders"));
    scene.pass(600);
    assertEquals(0, scene.told("team").messages.size());
    scene.judge(Notices.ended("/orders"));
    scene.pass(60);

    assertEquals("-/orders", scene.told("team").lastText());
    assertEquals(2, scene.state("team").sent());
  }

  @Test
  void a_channel_that_breaks_is_one_line_and_no_end() throws Exception {
    Scene scene = new Scene(ONE);
    scene.told("team").failures.add(new IllegalStateException("with a secret in it"));
    scene.judge(Notices.firing("/orders"));

    scene.pass(330);

    assertEquals(1, scene.told("team").messages.size());
    assertEquals(
        List.of(
            "receiver team could not be told: the channel broke"
                + " (java.lang.IllegalStateException)",
            "receiver team works again after 1 failed attempts"),
        scene.log);
    assertTrue(scene.state("team").lastFailureEpochMillis() > Notices.NOON);
    assertEquals(
        "the channel broke (java.lang.IllegalStateException)", scene.state("team").lastFailure());
  }
}
