package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.vitals.exporter.model.Actions;
import dev.vitals.judge.Triage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows and the configuration, and how the next look learns of it all. */
class OperationsTest {
  private Operator ada;

  @BeforeEach
  void start(@TempDir Path root) {
    ada = new Operator(root);
  }

  @Test
  void maintenance_windows_of_the_configuration_count() {
    ada.looks.http("/orders", 1.5).untilItCounts();
    ada.silence("{\"matchers\":[\"rule=other\"],\"duration\":\"1h\"}");
    ada.operations.observe(List.of(Operator.nightly()));
    assertEquals("nightly", ada.handled().silencedBy());
    ada.operations.observe(List.of());
    assertEquals("", ada.handled().silencedBy());
    assertEquals(1, ada.operations.orders().silences().size());
  }

  @Test
  void orders_are_the_same_object_while_nothing_changes() {
    ada.looks.http("/orders", 1.5).untilItCounts();
    ada.silence(Operator.SLOW);
    ada.acknowledge(Operator.TAKEN);
    Triage.Orders orders = ada.operations.orders();
    ada.looks.look(3);
    assertSame(orders, ada.operations.orders());
  }

  @Test
  void the_configuration_is_read_again_and_shown() {
    for (String body : List.of("", "{}", " {} ")) {
      Actions.Reply reply = ada.operations.perform(Actions.Action.RELOAD, "root", body);
      assertEquals(200, reply.status());
      assertEquals(
          "{\"status\":\"success\",\"lines\":[\"2 rules\",\"1 \\\"mistake\\\"\"]}", reply.json());
      assertEquals("reload: 2 rules; 1 \"mistake\"", reply.change());
    }
    assertEquals(3, ada.reloads);
    Actions.Reply refused =
        ada.operations.perform(Actions.Action.RELOAD, "root", "{\"file\":\"/x\"}");
    Operator.assertRefused(400, "the body must be an empty JSON object", refused);
    assertEquals("", refused.change());
    assertEquals(3, ada.reloads);

    Actions.Reply shown = ada.operations.perform(Actions.Action.SHOW_CONFIGURATION, "root", "");
    assertEquals(200, shown.status());
    assertEquals("{\"config\":1}", shown.json());
  }
}
