package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Alert;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one dispatcher had told, and what the next makes of it. */
class ResumeTest {
  private static final String ONE = "receivers: [{name: team, type: told}]";

  @Test
  void only_what_was_really_told_is_remembered() throws Exception {
    Scene scene = new Scene(ONE);
    scene.judge(Notices.firing("/orders"));
    scene.pass(29);
    assertEquals(List.of(), scene.dispatcher.told());
    scene.pass(1);
    assertEquals(1, scene.dispatcher.told().size());
    assertEquals("/orders", scene.dispatcher.told().get(0).notice().scope());

    scene.judge(Notices.ended("/orders"));
    assertEquals(1, scene.dispatcher.told().size(), "nobody has been told that it is over");
    scene.pass(300);
    assertEquals("-/orders", scene.told("team").lastText());
    assertEquals(List.of(), scene.dispatcher.told());
  }

  @Test
  void what_still_fires_is_told_again_only_when_it_is_due() throws Exception {
    Scene next = resumed(ONE);
    for (int second = 0; second < 4 * 3600; second += 10) {
      next.judge(Notices.firing("/orders"));
      next.pass(10);
    }
    assertEquals(0, next.told("team").messages.size());
    next.pass(300);
    assertEquals("+/orders", next.told("team").lastText());
  }

  @Test
  void what_has_ended_is_told() throws Exception {
    Scene next = resumed(ONE);
    next.judge();
    next.pass(60);
    next.judge(Notices.ended("/orders"));
    next.pass(300);
    assertEquals(1, next.told("team").messages.size());
    assertEquals("-/orders", next.told("team").lastText());
    assertEquals(List.of(), next.dispatcher.told());
  }

  @Test
  void what_is_not_spoken_of_stays_as_it_was_told() throws Exception {
    Scene next = resumed(ONE);
    next.judge();
    next.pass(600);
    assertEquals(0, next.told("team").messages.size());
    assertEquals(1, next.dispatcher.told().size());
  }

  @Test
  void what_is_more_severe_now_is_told() throws Exception {
    Scene next = resumed(ONE);
    next.judge(Notices.firing("/orders", Alert.Severity.CRITICAL));
    next.pass(30);
    assertEquals("+/orders", next.told("team").lastText());
  }

  @Test
  void what_joins_its_group_is_told_with_it() throws Exception {
    Scene next = resumed(ONE);
    next.judge(Notices.firing("/orders"), Notices.firing("/carts"));
    next.pass(30);
    assertEquals("+/orders +/carts", next.told("team").lastText());
  }

  @Test
  void whoever_was_not_told_is_told() throws Exception {
    Scene next = resumed("receivers: [{name: team, type: told}, {name: others, type: told}]");
    next.judge(Notices.firing("/orders"));
    next.pass(30);
    assertEquals(0, next.told("team").messages.size());
    assertEquals("+/orders", next.told("others").lastText());
  }

  @Test
  void a_route_of_other_conditions_is_another_one() throws Exception {
    Scene next = resumed("receivers: [{name: team, type: told, rules: [http-*]}]");
    next.judge(Notices.firing("/orders"));
    next.pass(30);
    assertEquals("+/orders", next.told("team").lastText());
  }

  @Test
  void nothing_is_taken_over_late() throws Exception {
    List<ToldNotice> told = told();
    Scene next = new Scene("other: 1");
    next.dispatcher.resume(told);
    next.pass(120);
    next.use(ONE);
    next.judge(Notices.firing("/orders"));
    next.pass(30);
    assertEquals("+/orders", next.told("team").lastText());
  }

  @Test
  void what_was_taken_over_is_known_before_the_first_turn() throws Exception {
    List<ToldNotice> told = told();
    Scene next = new Scene(ONE);
    next.dispatcher.resume(told);
    assertEquals(told, next.dispatcher.told());
  }

  @Test
  void an_alertmanager_remembers_by_itself() throws Exception {
    try (Web web = new Web()) {
      String url = web.url("");
      Scene scene = new Scene("receivers: [{name: prod, type: alertmanager, url: '" + url + "'}]");
      scene.judge(Notices.firing("/orders"));
      assertEquals(1, web.requests.size());
      assertEquals(List.of(), scene.dispatcher.told());
    }
  }

  private static List<ToldNotice> told() throws InterruptedException {
    Scene scene = new Scene(ONE);
    scene.judge(Notices.firing("/orders"));
    scene.pass(30);
    assertEquals(1, scene.told("team").messages.size());
    return scene.dispatcher.told();
  }

  private static Scene resumed(String yaml) throws InterruptedException {
    List<ToldNotice> told = told();
    Scene next = new Scene(yaml);
    next.dispatcher.resume(told);
    return next;
  }
}
