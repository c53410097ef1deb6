package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.Json;
import dev.vitals.exporter.model.Actions;
import dev.vitals.judge.Silence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From when on a silence counts, and until when. */
class SilencesTest {
  private Operator ada;

  @BeforeEach
  void start(@TempDir Path root) {
    ada = new Operator(root);
  }

  @Test
  void a_silence_counts_from_the_next_look_on() {
    ada.looks.http("/orders", 1.5).untilItCounts();
    Actions.Reply reply =
        ada.silence(
            "{\"matchers\":[\"rule=slow\",\"scope=~/ord*\"],\"duration\":\"2h\","
                + "\"comment\":\"load test\"}");
    assertEquals(200, reply.status());
    Map<?, ?> answer = (Map<?, ?>) Json.read(reply.json());
    assertEquals("success", answer.get("status"));
    assertEquals(
        "silence "
            + answer.get("id")
            + " from "
            + Times.text(ada.looks.nowMillis)
            + " until "
            + answer.get("ends")
            + " of rule=slow scope=~/ord*",
        reply.change());
    assertEquals(Times.text(ada.looks.nowMillis + 7_200_000), answer.get("ends"));

    assertEquals(answer.get("id"), ada.handled().silencedBy());
    Silence silence = ada.operations.orders().silences().get(0);
    assertEquals("ada", silence.createdBy());
    assertEquals("load test", silence.comment());
    assertEquals(ada.looks.nowMillis - 10_000, silence.startsEpochMillis());
  }

  @Test
  void a_silence_has_a_start_and_an_end() {
    ada.looks.http("/orders", 1.5).untilItCounts();
    ada.silence(
        "{\"matchers\":[\"scope=/orders\"],\"starts\":\"2026-11-21T12:01:30Z\","
            + "\"ends\":\"2026-11-21T13:02:00+01:00\"}");
    List<Boolean> loud = new ArrayList<>();
    for (int look = 5; look <= 13; look++) {
      loud.add(ada.handled().isLoud());
    }
    assertEquals(List.of(true, true, true, true, false, false, false, true, true), loud);
  }

  @Test
  void a_silence_can_be_ended() {
    ada.looks.http("/orders", 1.5).untilItCounts();
    String id = Operator.id(ada.silence(Operator.SLOW));
    assertFalse(ada.handled().isLoud());
    Actions.Reply ended = ada.silence("{\"expire\":\"" + id + "\"}");
    assertEquals(200, ended.status());
    assertEquals("silence " + id + " ended", ended.change());
    assertTrue(ada.handled().isLoud());
    assertEquals(
        ada.looks.nowMillis - 10_000, ada.operations.orders().silences().get(0).endsEpochMillis());
    Operator.assertRefused(404, "there is no silence of this id, or it is over", ada.expire(id));
    Operator.assertRefused(
        404, "there is no silence of this id, or it is over", ada.expire("nobody"));
  }

  @Test
  void a_silence_that_has_not_begun_is_gone_when_it_is_ended() {
    String body =
        "{\"matchers\":[\"rule=slow\"],\"starts\":\"2026-11-22T12:00:00Z\",\"duration\":\"1h\"}";
    assertEquals(200, ada.expire(Operator.id(ada.silence(body))).status());
    assertEquals(List.of(), ada.operations.orders().silences());
  }

  @Test
  void a_silence_that_is_over_is_forgotten_after_a_day() {
    ada.silence(Operator.SLOW);
    ada.looks.nowMillis += 2 * 3_600_000L + Said.REMEMBERED_MILLIS - 1;
    assertEquals(1, ada.operations.orders().silences().size());
    ada.looks.nowMillis++;
    assertEquals(0, ada.operations.orders().silences().size());
  }

  @Test
  void there_are_only_so_many_silences() {
    String first = Operator.id(ada.silence(Operator.SLOW));
    for (int number = 1; number < Operations.MOST_SILENCES; number++) {
      assertEquals(200, ada.silence(Operator.SLOW).status(), "silence " + number);
    }
    Operator.assertRefused(
        409, "there are 100 silences; one of them has to end", ada.silence(Operator.SLOW));
    ada.looks.nowMillis++;
    assertEquals(200, ada.expire(first).status());
    assertEquals(200, ada.silence(Operator.SLOW).status());

    for (int round = 0; round < 300; round++) {
      ada.looks.nowMillis++;
      ada.expire(
          ada.operations
              .orders()
              .silences()
              .get(ada.operations.orders().silences().size() - 1)
              .id());
      ada.silence(Operator.SLOW);
    }
    assertEquals(
        200, ada.operations.orders().silences().size(), "those that are over are limited too");
  }
}
