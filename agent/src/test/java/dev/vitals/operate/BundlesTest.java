package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.Json;
import dev.vitals.exporter.model.Actions;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which incidents get a bundle, which do not and why, and what outlives a restart. */
class BundlesTest {
  private static final String NONE = "none was captured, or newer ones have taken its place";

  private static final List<Rule> RESOURCES =
      List.of(
          Rule.rule("cpu", Measure.CPU, 0.8, 0.9, 1), Rule.rule("disk", Measure.DISK, 0.8, 0.9, 1));

  @TempDir Path root;
  private Operator ada;

  @BeforeEach
  void start() {
    ada = new Operator(root);
  }

  @Test
  void an_incident_gets_one_bundle_of_the_look_that_opened_it() {
    String incident = incident("/orders");
    assertTrue(ada.bundles.isPromised(incident));
    assertEquals("it is being captured", ada.bundles.find(incident).reason());
    assertEquals(List.of(), ada.captured, "not by the thread that judges");
    long openedMillis = ada.looks.nowMillis;

    ada.looks.look(3);
    ada.bundles.keep();
    ada.looks.http("/more", 1.5).look(20);
    ada.bundles.keep();
    assertEquals(List.of(incident + " at " + openedMillis), ada.captured);
    Bundles.Found found = ada.bundles.find(incident);
    assertTrue(found.isThere(), found.reason());
    assertEquals(openedMillis + 30_000, found.capturedEpochMillis());
    assertTrue(ada.bundles.isPromised(incident));
    ada.looks.nothing().untilItCounts();
    assertFalse(ada.bundles.isPromised(incident), "of what is over nobody is told any more");
    assertTrue(ada.bundles.find(incident).isThere());
  }

  @Test
  void one_that_opens_within_a_minute_of_another_is_told_whose_to_look_at() {
    String first = ofCpu();
    String second = ofDisk();
    ada.bundles.keep();
    assertTrue(ada.bundles.find(first).isThere());
    assertFalse(ada.bundles.isPromised(second));
    assertEquals(
        "it opened within a minute of incident " + first + ", see that one's",
        ada.bundles.find(second).reason());
    ada.looks.nothing().look(100);
    String third = ofCpu();
    ada.bundles.keep();
    assertTrue(ada.bundles.find(third).isThere());
    assertEquals(2, ada.captured.size());
  }

  @Test
  void two_that_open_at_once_share_one() {
    ada.looks.judgeBy(RESOURCES).disk(0.85).cpu(0.85).untilItCounts();
    ada.bundles.keep();
    assertEquals(1, ada.captured.size());
    List<String> open = incidents();
    assertEquals(2, open.size());
    assertTrue(ada.bundles.find(open.get(0)).isThere());
    assertTrue(ada.bundles.find(open.get(1)).reason().endsWith(open.get(0) + ", see that one's"));
  }

  @Test
  void a_capture_that_fails_is_said_once_and_the_next_one_is_tried() {
    ada.capture = incident -> fail(new IllegalStateException("no luck"));
    String first = incident("/orders");
    ada.bundles.keep();
    String second = another();
    ada.capture = incident -> fail(new OutOfMemoryError("no room"));
    ada.bundles.keep();
    assertEquals(
        "it could not be captured; the agent's log says why", ada.bundles.find(second).reason());
    assertEquals(
        List.of("no bundle of incident " + first + ": java.lang.IllegalStateException: no luck"),
        ada.said);

    ada.capture = incident -> "{}";
    String third = another();
    ada.bundles.keep();
    assertTrue(ada.bundles.find(third).isThere());
    ada.capture = incident -> fail(new IllegalStateException("again"));
    another();
    ada.bundles.keep();
    assertEquals(2, ada.said.size());
  }

  @Test
  void what_is_too_large_is_not_kept() {
    String end = "\"}";
    String start = "{\"a\":\"";
    int room = Bundles.MOST_BYTES - start.length() - end.length();
    ada.capture = incident -> start + "x".repeat(room + 1) + end;
    String large = incident("/orders");
    ada.bundles.keep();
    assertFalse(ada.bundles.find(large).isThere());
    assertTrue(ada.said.get(0).endsWith("262145 bytes are too many"), ada.said.get(0));
    ada.capture = incident -> start + "x".repeat(room) + end;
    String fits = another();
    ada.bundles.keep();
    assertTrue(ada.bundles.find(fits).isThere());
  }

  @Test
  void one_that_nobody_came_to_says_so() {
    String first = incident("/orders");
    String second = another();
    ada.bundles.keep();
    assertEquals("the agent did not come to it within a minute", ada.bundles.find(first).reason());
    assertTrue(ada.bundles.find(second).isThere());
  }

  @Test
  void the_newest_eight_are_kept_in_memory_and_on_disk() throws IOException {
    List<String> all = new ArrayList<>();
    for (int number = 0; number < Bundles.MOST + 3; number++) {
      all.add(number == 0 ? incident("/orders") : another());
      ada.bundles.keep();
    }
    assertKept(all);
    assertEquals(Bundles.MOST, files().size());
    ada.restart();
    assertKept(all);

    // The ninth takes the place of the oldest, also after a restart.
    String newer = another();
    ada.bundles.keep();
    assertTrue(ada.bundles.find(newer).isThere());
    assertFalse(ada.bundles.find(all.get(3)).isThere());
    assertTrue(ada.bundles.find(all.get(4)).isThere());
    assertEquals(Bundles.MOST, files().size());
    assertEquals(List.of(), ada.said);
  }

  @Test
  void one_outlives_a_restart_byte_for_byte() {
    ada.capture =
        incident ->
            "{\"incident\":\""
                + incident
                + "\",\"none\":null,\"list\":[1,2.5,-0.001,1.0E-4,true],\"text\":\"\\u003ca>\\n\"}";
    String incident = incident("/orders");
    ada.bundles.keep();
    long capturedMillis = ada.looks.nowMillis;
    String before = ada.show(incident).json();
    ada.restart();
    assertEquals(before, ada.show(incident).json());
    assertEquals(capturedMillis, ada.bundles.find(incident).capturedEpochMillis());
  }

  @Test
  void what_is_damaged_is_set_aside_and_the_others_are_there() throws IOException {
    String first = incident("/orders");
    ada.bundles.keep();
    String second = another();
    ada.bundles.keep();
    Path damaged = files().get(0);
    List<String> bad =
        List.of(
            "",
            "{}",
            "[]",
            "{\"version\":\"2\"}",
            Files.readString(damaged).substring(0, 40),
            Files.readString(damaged).replace("\"number\":\"1\"", "\"number\":\"one\""),
            Files.readString(damaged).replace("{}", "[]"),
            Files.readString(damaged).replace("{}", "{\"a\":\"" + "x".repeat(300_000) + "\"}"));
    for (int number = 0; number < bad.size(); number++) {
      Files.writeString(damaged, bad.get(number));
      ada.restart();
      assertEquals(NONE, ada.bundles.find(first).reason(), bad.get(number));
      assertTrue(ada.bundles.find(second).isThere());
      assertEquals(number + 1, ada.said.size());
      assertTrue(ada.said.get(number).contains("bundle-1.json.damaged"), ada.said.get(number));
    }
  }

  @Test
  void where_it_cannot_be_written_it_is_kept_in_memory_and_tried_again() throws IOException {
    ada.bundles.find("any");
    Path inTheWay = Files.createDirectories(directory().resolve("bundle-1.json.tmp"));
    String incident = incident("/orders");
    ada.bundles.keep();
    ada.bundles.keep();
    assertTrue(ada.bundles.find(incident).isThere());
    assertEquals(1, ada.said.size());
    Files.delete(inTheWay);
    ada.bundles.keep();
    ada.restart();
    assertTrue(ada.bundles.find(incident).isThere());
    assertEquals(1, ada.said.size());
  }

  @Test
  void who_asks_for_one_gets_it_or_the_reason() {
    ada.capture = incident -> "{\"a\":1}";
    String first = ofCpu();
    ada.bundles.keep();
    Actions.Reply reply = ada.show(first);
    assertEquals(200, reply.status());
    assertEquals("bundle of incident " + first, reply.change());
    Map<?, ?> answer = (Map<?, ?>) Json.read(reply.json());
    assertEquals(List.of("status", "timestamp", "data"), List.copyOf(answer.keySet()));
    assertEquals(Map.of("a", 1L), answer.get("data"));

    String second = ofDisk();
    Operator.assertRefused(
        404,
        "this incident has no bundle: it opened within a minute of incident "
            + first
            + ", see that one's",
        ada.show(second));
    Operator.assertRefused(404, "this incident has no bundle: " + NONE, ada.show("no-such"));
    Operator.assertRefused(400, "id is missing", ada.ask("{}"));
    Operator.assertRefused(400, "id must be a text", ada.ask("{\"id\":7}"));
    Operator.assertRefused(400, "the question must be a JSON object", ada.ask("[]"));
    assertEquals(200, ada.ask("{\"id\":\"" + first + "\",\"other\":\"x\"}").status());
  }

  @Test
  void of_the_newest_hundred_it_is_known_why_they_have_none() {
    List<String> all = new ArrayList<>();
    for (int number = 0; number < 103; number++) {
      all.add(another());
    }
    assertEquals("it is being captured", ada.bundles.find(all.get(102)).reason());
    String missed = "the agent did not come to it within a minute";
    assertEquals(missed, ada.bundles.find(all.get(3)).reason());
    assertEquals(NONE, ada.bundles.find(all.get(2)).reason());
    ada.bundles.keep();
    assertEquals(1, ada.captured.size());
  }

  /** Opens one that nothing else is part of. */
  private String incident(String route) {
    ada.looks.nothing().http(route, 1.5);
    for (int looks = 0; looks < 50 && incidents().isEmpty(); looks++) {
      ada.looks.look(1);
    }
    return incidents().get(0);
  }

  /** Another one, more than a minute later. */
  private String another() {
    ada.looks.nothing().look(100);
    return incident("/orders");
  }

  /** These are never one matter. */
  private String ofCpu() {
    ada.looks.judgeBy(RESOURCES).cpu(0.85).untilItCounts();
    return incidents().get(0);
  }

  /** Forty seconds after the other, while that goes on. */
  private String ofDisk() {
    ada.looks.disk(0.85).untilItCounts();
    assertEquals(2, incidents().size());
    return incidents().get(1);
  }

  private List<String> incidents() {
    Standing standing = ada.looks.standing;
    return standing.handled().stream().map(each -> each.incident()).distinct().toList();
  }

  private void assertKept(List<String> all) {
    for (int number = 0; number < all.size(); number++) {
      boolean isKept = number >= all.size() - Bundles.MOST;
      assertEquals(isKept, ada.bundles.find(all.get(number)).isThere(), "number " + number);
    }
  }

  private Path directory() {
    return root.resolve("shop-operations-0");
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(directory())) {
      return files
          .filter(file -> file.getFileName().toString().matches("bundle-\\d\\.json"))
          .sorted()
          .toList();
    }
  }

  private static String fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
