package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Alert;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an Alertmanager hears, minute by minute: what Prometheus would tell it. */
class MirrorLaneTest {
  private final ManualPace pace = new ManualPace();
  private final Told told = new Told("am", pace);
  private final Route route =
      new Route(List.of("am"), Set.of(), List.of(), List.of(), Set.of(), 0, 0, 0, true);
  private final Routing routing = new Routing(List.of(route));
  private final Counts counts = new Counts();
  private MirrorLane lane;

  @BeforeEach
  void open() {
    Receiver receiver = new Receiver("am", "alertmanager", List.of(told), true, true, 1);
    Outlet outlet = new Outlet(receiver, told, counts, pace, () -> 1.0, line -> {});
    lane = new MirrorLane(route, outlet, pace, Notices.ORIGIN.labels());
  }

  @Test
  void hears_of_something_new_at_once_and_again_every_minute() throws Exception {
    judge(Notices.firing("/orders"));
    assertEquals("+/orders", told.lastText());

    for (int second = 10; second < 60; second += 10) {
      pass(10);
      judge(Notices.firing("/orders"));
    }
    assertEquals(1, told.messages.size());
    pass(10);

    assertEquals(2, told.messages.size());
    assertEquals(Notices.ORIGIN.labels(), told.last().labels());
  }

  @Test
  void hears_only_what_is_due() throws Exception {
    judge(Notices.firing("/orders"));
    pass(30);

    judge(Notices.firing("/orders"), Notices.firing("/carts"));
    assertEquals("+/carts", told.lastText());
    pass(30);

    assertEquals("+/orders", told.lastText());
  }

  @Test
  void hears_of_an_end_at_once_and_every_minute_for_fifteen_minutes() throws Exception {
    judge(Notices.firing("/orders"));
    pass(10);
    judge(Notices.ended("/orders"));
    assertEquals("-/orders", told.lastText());
    assertEquals(Notices.NOON + 90_000, told.last().notices().get(0).endsEpochMillis());

    for (int minute = 0; minute < 60; minute++) {
      pass(60);
      judge();
    }

    assertEquals(17, told.messages.size());
    assertEquals("-/orders", told.lastText());
    assertEquals(Notices.NOON + 90_000, told.last().notices().get(0).endsEpochMillis());
    assertEquals(Long.MAX_VALUE, lane.turn());
  }

  @Test
  void an_alert_that_comes_back_fires_again_at_once() throws Exception {
    judge(Notices.firing("/orders"));
    judge(Notices.ended("/orders"));
    pass(120);

    judge(Notices.firing("/orders"));

    assertEquals("+/orders", told.lastText());
    pass(60);
    assertEquals("+/orders", told.lastText());
  }

  @Test
  void the_alert_of_the_old_severity_ends_when_the_severity_changes() throws Exception {
    judge(Notices.firing("/orders", Alert.Severity.MEDIUM));
    pass(10);

    judge(Notices.firing("/orders", Alert.Severity.CRITICAL));

    List<Notice> notices = told.last().notices();
    assertEquals("-/orders +/orders", told.lastText());
    assertEquals(Alert.Severity.MEDIUM, notices.get(0).severity());
    assertEquals(Notices.NOON + 10_000, notices.get(0).endsEpochMillis());
    assertEquals(Alert.Severity.CRITICAL, notices.get(1).severity());
  }

  @Test
  void hears_nothing_more_of_what_is_silenced() throws Exception {
    judge(Notices.firing("/orders"));

    judge();
    pass(600);

    assertEquals(1, told.messages.size());
  }

  @Test
  void hears_nothing_of_what_ended_before_it_was_told() throws Exception {
    judge(Notices.ended("/orders"));

    assertEquals(0, told.messages.size());
  }

  @Test
  void hears_all_of_it_again_after_a_failure() throws Exception {
    told.failures.add(new DeliveryException("down", true, 0));
    told.failures.add(new DeliveryException("down", true, 0));

    judge(Notices.firing("/orders"), Notices.firing("/carts"));
    pass(2);
    judge(Notices.firing("/orders"), Notices.ended("/carts"));
    pass(4);

    assertEquals(3, told.attemptedMillis.size());
    assertEquals("+/orders -/carts", told.lastText());
  }

  @Test
  void a_thousand_alerts_come_in_parts_and_the_rest_is_counted() throws Exception {
    Notice[] many = new Notice[1_100];
    for (int index = 0; index < many.length; index++) {
      many[index] = Notices.firing("/" + index);
    }

    judge(many);
    judge(many);

    List<Integer> sizes = told.messages.stream().map(group -> group.notices().size()).toList();
    assertEquals(List.of(256, 256, 256, 232), sizes);
    Receiver receiver = new Receiver("am", "alertmanager", List.of(told), true, true, 1);
    assertEquals(100, counts.state(receiver, 0).dropped());
  }

  private void judge(Notice... notices) throws InterruptedException {
    lane.take(List.of(notices), routing);
    lane.turn();
  }

  private void pass(long seconds) throws InterruptedException {
    for (long second = 0; second < seconds; second++) {
      pace.pass(1_000);
      lane.turn();
    }
  }
}
