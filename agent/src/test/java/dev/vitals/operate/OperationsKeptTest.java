package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Actions;
import dev.vitals.judge.Silence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives a restart, and what happens when it cannot. */
class OperationsKeptTest {
  private Operator ada;

  @BeforeEach
  void start(@TempDir Path root) {
    ada = new Operator(root);
  }

  @Test
  void silences_and_acknowledgements_outlive_a_restart() {
    ada.looks.http("/orders", 3).untilItCounts();
    String id =
        Operator.id(
            ada.silence(
                "{\"matchers\":[\"scope=~/carts*\",\"severity!=low\",\"rule!=\\\" x \\\"\"],"
                    + "\"duration\":\"2h\",\"comment\":\"caf\u00e9 \\ud83d\"}"));
    ada.acknowledge(Operator.TAKEN);
    Silence before = ada.operations.orders().silences().get(0);

    ada.restart();
    assertEquals(
        List.of(), ada.operations.orders().silences(), "nothing is read by the aggregator");
    assertTrue(ada.operations.keep());
    Silence after = ada.operations.orders().silences().get(0);
    assertEquals(id, after.id());
    assertEquals(before.matchers().toString(), after.matchers().toString());
    assertEquals(before.startsEpochMillis(), after.startsEpochMillis());
    assertEquals(before.endsEpochMillis(), after.endsEpochMillis());
    assertEquals("caf\u00e9 \ud83d", after.comment());

    ada.looks.http("/orders", 3).untilItCounts();
    assertEquals("ada", ada.handled().acknowledgedBy(), "the alert went on over the restart");
    ada.looks.nothing().untilItCounts();
    assertEquals(List.of(), ada.operations.orders().acknowledgements());
    assertEquals(List.of(), ada.said);
  }

  @Test
  void an_acknowledgement_of_before_a_restart_waits_for_its_alert_only_so_long() {
    ada.looks.http("/orders", 1.5).untilItCounts();
    ada.acknowledge(Operator.TAKEN);
    ada.restart();
    ada.operations.keep();
    ada.looks.nowMillis += Operations.CARRIED_MILLIS - 1;
    assertEquals(1, ada.operations.orders().acknowledgements().size());
    ada.looks.nowMillis++;
    assertEquals(0, ada.operations.orders().acknowledgements().size());
    assertTrue(ada.operations.keep());
    ada.restart();
    ada.operations.keep();
    assertEquals(0, ada.operations.orders().acknowledgements().size(), "also in the file");
  }

  @Test
  void what_ends_by_itself_is_written_when_there_is_time() throws IOException {
    ada.looks.http("/orders", 1.5).untilItCounts();
    ada.acknowledge(Operator.TAKEN);
    ada.looks.nothing().untilItCounts();
    ada.operations.orders();
    assertTrue(Files.readString(ada.file()).contains("/orders"));
    ada.operations.keep();
    assertFalse(Files.readString(ada.file()).contains("/orders"));
  }

  @Test
  void a_file_that_cannot_be_understood_is_set_aside_and_named() throws IOException {
    ada.silence(Operator.SLOW);
    String good = Files.readString(ada.file());
    List<String> bad =
        List.of(
            "",
            "\0\0\0\0",
            good.substring(0, good.length() / 2),
            "[]",
            "{}",
            "{\"version\":\"2\",\"silences\":[]}",
            "{\"version\":1}",
            good.replace("silences", "violences"),
            good.replace("rule=slow", "rule"),
            good.replace("\"ends\":\"2026", "\"ends\":\"2025"),
            good.replace("\"ends\":\"2026", "\"ends\":\"20x6"),
            good.replace("\"id\"", "\"ID\""),
            good.replace("\"silences\":[", "\"silences\":[7,"),
            good + "x");
    for (int number = 0; number < bad.size(); number++) {
      ada.said.clear();
      ada.keeping.close();
      Files.writeString(ada.file(), bad.get(number));
      ada.restart();
      assertTrue(ada.operations.keep());
      assertEquals(List.of(), ada.operations.orders().silences());
      assertEquals(1, ada.said.size(), "file " + number);
      String name = "operations.json.damaged" + (number == 0 ? "" : "-" + (number + 1));
      assertTrue(ada.said.get(0).endsWith("it is now " + name), ada.said.get(0));
      assertEquals(bad.get(number), Files.readString(ada.file().resolveSibling(name)));
      assertEquals(200, ada.silence(Operator.SLOW).status());
    }
  }

  @Test
  void what_cannot_be_kept_counts_all_the_same_and_says_so() throws IOException {
    ada.looks.http("/orders", 1.5).untilItCounts();
    Path inTheWay = Files.createFile(ada.root.resolve("in-the-way"));
    ada.keeping = new Keeping(inTheWay.toString(), "shop", ada.said::add);
    ada.operations = ada.operations();
    Actions.Reply reply = ada.silence(Operator.SLOW);
    assertEquals(200, reply.status());
    assertTrue(reply.json().contains("\"warning\":\"it is in force, but"), reply.json());
    assertFalse(ada.handled().isLoud());
    assertFalse(ada.operations.keep());
    assertEquals(1, ada.said.size());
  }

  @Test
  void nothing_is_written_before_anything_is_said() {
    ada.operations.keep();
    ada.operations.observe(List.of(Operator.nightly()));
    ada.operations.keep();
    assertFalse(Files.exists(ada.file()));
  }

  @Test
  void every_id_is_another() {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      ids.add(Operator.id(ada.silence(Operator.SLOW)));
      if (number % 10 == 9) {
        ada.restart();
      }
    }
    assertEquals(50, ids.stream().distinct().count());
  }
}
