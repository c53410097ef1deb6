package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.vitals.exporter.model.Actions;
import dev.vitals.judge.Triage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it means that somebody has taken an alert on. */
class AcknowledgementsTest {
  private Operator ada;

  @BeforeEach
  void start(@TempDir Path root) {
    ada = new Operator(root);
  }

  @Test
  void an_acknowledgement_holds_until_its_alert_ends() {
    ada.looks.http("/orders", 3).untilItCounts();
    Actions.Reply reply = ada.acknowledge(Operator.TAKEN);
    assertEquals(200, reply.status());
    assertEquals("acknowledge slow of /orders", reply.change());
    assertEquals("ada", ada.handled().acknowledgedBy());
    ada.looks.look(100);
    assertEquals("ada", ada.handled().acknowledgedBy());
    assertFalse(ada.handled().isEscalated());

    ada.looks.nothing().untilItCounts();
    assertEquals(List.of(), ada.operations.orders().acknowledgements());
    ada.looks.http("/orders", 3).untilItCounts();
    assertEquals("", ada.handled().acknowledgedBy(), "it is another alert");
  }

  @Test
  void an_alert_that_ended_and_came_again_while_nobody_asked_is_another() {
    ada.looks.http("/orders", 1.5).untilItCounts();
    ada.acknowledge(Operator.TAKEN);
    ada.looks.orders = () -> Triage.Orders.NONE;
    ada.looks.nothing().untilItCounts();
    ada.looks.http("/orders", 1.5).untilItCounts();
    assertEquals(List.of(), ada.operations.orders().acknowledgements());
  }

  @Test
  void what_is_pending_can_be_taken_on() {
    ada.looks.http("/orders", 1.5).look(1);
    assertEquals(200, ada.acknowledge(Operator.TAKEN).status());
    ada.looks.look(2);
    assertEquals("ada", ada.handled().acknowledgedBy());
  }

  @Test
  void the_last_who_takes_it_on_has_it() {
    ada.looks.http("/orders", 1.5).untilItCounts();
    ada.acknowledge(Operator.TAKEN);
    ada.operations.perform(Actions.Action.ACKNOWLEDGE, "bob", Operator.TAKEN);
    assertEquals("bob", ada.handled().acknowledgedBy());
    assertEquals(1, ada.operations.orders().acknowledgements().size());
  }

  @Test
  void an_acknowledgement_of_the_whole_process_needs_no_scope() {
    ada.looks.http("(all)", 1.5).untilItCounts();
    assertEquals(200, ada.acknowledge("{\"rule\":\"slow\"}").status());
    assertEquals("ada", ada.handled().acknowledgedBy());
  }

  @Test
  void an_acknowledgement_counts_although_the_clock_went_back() {
    ada.looks.http("/orders", 1.5).untilItCounts();
    ada.looks.nowMillis -= 3_600_000;
    ada.acknowledge(Operator.TAKEN);
    assertEquals("ada", ada.handled().acknowledgedBy());
  }

  @Test
  void a_wrong_acknowledgement_is_refused_with_the_reason() {
    ada.looks.http("/orders", 1.5).untilItCounts();
    String nothing = "there is no alert of this rule and scope now";
    Operator.assertRefused(
        404, nothing, ada.acknowledge("{\"rule\":\"slow\",\"scope\":\"/carts\"}"));
    Operator.assertRefused(404, nothing, ada.acknowledge("{\"rule\":\"slow\"}"));
    Operator.assertRefused(404, nothing, ada.acknowledge("{\"rule\":\"\",\"scope\":\"/orders\"}"));
    Operator.assertRefused(400, "rule is missing", ada.acknowledge("{}"));
    Operator.assertRefused(400, "rule is missing", ada.acknowledge("{\"rule\":null}"));
    Operator.assertRefused(400, "rule must be a text", ada.acknowledge("{\"rule\":[\"slow\"]}"));
    Operator.assertRefused(
        400, "scope must be a text", ada.acknowledge("{\"rule\":\"slow\",\"scope\":1}"));
    Operator.assertRefused(
        400,
        "the body has a member that is not known; there are rule, scope",
        ada.acknowledge("{\"rule\":\"slow\",\"by\":\"root\"}"));
    Operator.assertRefused(
        400, "the body must be a JSON object", ada.acknowledge("[" + Operator.TAKEN + "]"));
    assertEquals(List.of(), ada.operations.orders().acknowledgements());
  }
}
