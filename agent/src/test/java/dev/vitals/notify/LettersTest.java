package dev.vitals.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LettersTest {
  private static final String TWO =
      """
      receivers:
        - {name: ops, type: told}
        - {name: archive, type: told}
      """;
  private static final String SLACK =
      "receivers: [{name: ops, type: slack, url: '${https://example.org/x}'}]";

  @Test
  void a_letter_arrives_at_each_receiver_it_is_for() throws InterruptedException {
    Scene scene = new Scene(TWO);
    scene.dispatcher.post(letter("monday"), List.of("ops", "archive"));
    scene.dispatcher.post(letter("extra"), List.of("nobody"));

    scene.pass(0);

    assertEquals(List.of(letter("monday")), scene.told("ops").letters);
    assertEquals(List.of(letter("monday")), scene.told("archive").letters);
    assertEquals(new LetterCounts(2, 0, 1), scene.dispatcher.letters());
    assertEquals(1, scene.state("ops").sent());
    // There is no other day on which it is told again.
    scene.pass(200_000);
    assertEquals(1, scene.told("ops").letters.size());
  }

  @Test
  void one_that_does_not_arrive_is_tried_again_as_an_alert_would_be() throws InterruptedException {
    Scene scene = new Scene(TWO);
    Told ops = scene.told("ops");
    ops.failures.add(new DeliveryException("down", true, 0));
    ops.failures.add(new DeliveryException("down", true, 20_000));
    long began = scene.pace.monotonicMillis;
    scene.dispatcher.post(letter("monday"), List.of("ops", "archive"));

    scene.pass(60);

    assertEquals(List.of(began, began + 2_000, began + 22_000), ops.attemptedMillis);
    assertEquals(List.of(letter("monday")), ops.letters);
    assertEquals(List.of(letter("monday")), scene.told("archive").letters);
    assertEquals(new LetterCounts(2, 2, 0), scene.dispatcher.letters());
    assertEquals(2, scene.state("ops").failed());
    assertEquals(
        List.of(
            "receiver ops could not be told: down",
            "receiver ops works again after 2 failed attempts"),
        scene.log);
  }

  @Test
  void a_refused_one_is_tried_every_five_minutes_for_half_a_day() throws InterruptedException {
    Scene scene = new Scene(TWO);
    Told ops = scene.told("ops");
    for (int attempt = 0; attempt < 1_000; attempt++) {
      ops.failures.add(new DeliveryException("no such list", false, 0));
    }
    scene.dispatcher.post(letter("monday"), List.of("ops"));

    scene.pass(Letters.LONGEST_MILLIS / 1_000 * 2);

    assertEquals(145, ops.attemptedMillis.size());
    assertEquals(Letters.LONGEST_MILLIS, ops.attemptedMillis.get(144) - ops.attemptedMillis.get(0));
    assertEquals(new LetterCounts(0, 145, 1), scene.dispatcher.letters());
    // A line an hour.
    assertEquals(13, scene.log.size(), scene.log::toString);
  }

  @Test
  void the_next_one_takes_the_place_of_one_that_has_not_arrived() throws InterruptedException {
    Scene scene = new Scene(TWO);
    scene.told("ops").failures.add(new DeliveryException("down", true, 60_000));
    scene.dispatcher.post(letter("monday"), List.of("ops"));
    scene.pass(30);
    scene.dispatcher.post(letter("tuesday"), List.of("ops"));

    scene.pass(60);

    assertEquals(List.of(letter("tuesday")), scene.told("ops").letters);
    assertEquals(new LetterCounts(1, 1, 1), scene.dispatcher.letters());
  }

  @Test
  void alerts_go_first_and_both_together_keep_to_the_rate() throws InterruptedException {
    Scene scene =
        new Scene("receivers: [{name: ops, type: told, group-wait: 0s, messages-per-minute: 1}]");
    scene.dispatcher.post(letter("monday"), List.of("ops"));
    scene.judge(Notices.firing("/orders"));
    assertEquals(1, scene.told("ops").messages.size());

    scene.pass(59);
    assertEquals(List.of(), scene.told("ops").letters);
    scene.pass(1);
    assertEquals(1, scene.told("ops").letters.size());
    assertEquals(new LetterCounts(1, 0, 0), scene.dispatcher.letters());
  }

  @Test
  void a_letter_outlives_new_settings_but_not_its_receiver() throws InterruptedException {
    Scene scene = new Scene(TWO);
    scene.told("ops").failures.add(new DeliveryException("down", true, 60_000));
    scene.told("archive").failures.add(new DeliveryException("down", true, 60_000));
    scene.dispatcher.post(letter("monday"), List.of("ops", "archive"));
    scene.pass(1);

    scene.use("receivers: [{name: archive, type: told}]");
    scene.pass(60);

    assertEquals(List.of(letter("monday")), scene.told("archive").letters);
    assertEquals(new LetterCounts(1, 2, 1), scene.dispatcher.letters());
  }

  @Test
  void a_receiver_that_has_become_another_that_takes_none_gets_none() throws InterruptedException {
    Scene scene = new Scene(TWO);
    scene.told("ops").failures.add(new DeliveryException("down", true, 60_000));
    scene.dispatcher.post(letter("monday"), List.of("ops"));
    scene.pass(1);

    scene.use(SLACK);
    scene.pass(60);

    assertEquals(new LetterCounts(0, 1, 1), scene.dispatcher.letters());
    assertEquals(0, scene.state("ops").sent());
    assertTrue(scene.log.size() == 1, scene.log::toString);
  }

  @Test
  void a_channel_that_breaks_holds_up_nobody_else() throws InterruptedException {
    Scene scene = new Scene(TWO);
    scene.told("ops").failures.add(new IllegalStateException("with a secret in it"));
    scene.dispatcher.post(letter("monday"), List.of("ops", "archive"));

    scene.pass(300);

    assertEquals(1, scene.told("archive").letters.size());
    assertEquals(1, scene.told("ops").letters.size());
    assertEquals(new LetterCounts(2, 1, 0), scene.dispatcher.letters());
    assertTrue(!scene.log.toString().contains("secret"), scene.log::toString);
  }

  @Test
  void nothing_is_sent_once_it_has_stopped() throws InterruptedException {
    Scene scene = new Scene(TWO);
    Told ops = scene.told("ops");
    scene.dispatcher.stop();
    scene.dispatcher.post(letter("monday"), List.of("ops"));

    scene.dispatcher.turn();

    assertEquals(List.of(), ops.attemptedMillis);
  }

  private static Letter letter(String key) {
    return new Letter(key, "[REPORT] " + key, "text", "<p>text</p>", "text/csv", "a,b");
  }
}
