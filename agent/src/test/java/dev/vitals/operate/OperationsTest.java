package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.Json;
import dev.vitals.exporter.model.Actions;
import dev.vitals.judge.AlertMatcher;
import dev.vitals.judge.Handled;
import dev.vitals.judge.MaintenanceWindow;
import dev.vitals.judge.Silence;
import dev.vitals.judge.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators ask for, and what becomes of it at the next look. */
class OperationsTest {
  private static final String SLOW = "{\"matchers\":[\"rule=slow\"],\"duration\":\"2h\"}";
  private static final String TAKEN = "{\"rule\":\"slow\",\"scope\":\"/orders\"}";

  @TempDir Path root;
  private final List<String> said = new ArrayList<>();
  private final Looks looks = new Looks();
  private final Configuration configuration = new Configuration();
  private Keeping keeping;
  private Operations operations;

  @BeforeEach
  void start() {
    keeping = keeping();
    operations = operations();
  }

  @Test
  void a_silence_counts_from_the_next_look_on() {
    looks.http("/orders", 1.5).untilItCounts();
    Actions.Reply reply =
        silence(
            "{\"matchers\":[\"rule=slow\",\"scope=~/ord*\"],\"duration\":\"2h\","
                + "\"comment\":\"load test\"}");
    assertEquals(200, reply.status());
    Map<?, ?> answer = (Map<?, ?>) Json.read(reply.json());
    assertEquals("success", answer.get("status"));
    assertEquals(Times.text(looks.nowMillis + 7_200_000), answer.get("ends"));

    assertEquals(answer.get("id"), handled().silencedBy());
    Silence silence = operations.orders().silences().get(0);
    assertEquals("ada", silence.createdBy());
    assertEquals("load test", silence.comment());
    assertEquals(looks.nowMillis - 10_000, silence.startsEpochMillis());
  }

  @Test
  void a_silence_has_a_start_and_an_end() {
    looks.http("/orders", 1.5).untilItCounts();
    silence(
        "{\"matchers\":[\"scope=/orders\"],\"starts\":\"2026-11-21T12:01:30Z\","
            + "\"ends\":\"2026-11-21T13:02:00+01:00\"}");
    List<Boolean> loud = new ArrayList<>();
    for (int look = 5; look <= 13; look++) {
      loud.add(handled().isLoud());
    }
    assertEquals(List.of(true, true, true, true, false, false, false, true, true), loud);
  }

  @Test
  void a_silence_can_be_ended() {
    looks.http("/orders", 1.5).untilItCounts();
    String id = id(silence(SLOW));
    assertFalse(handled().isLoud());
    assertEquals(200, silence("{\"expire\":\"" + id + "\"}").status());
    assertTrue(handled().isLoud());
    assertEquals(looks.nowMillis - 10_000, operations.orders().silences().get(0).endsEpochMillis());
    assertRefused(404, "there is no silence of this id, or it is over", expire(id));
    assertRefused(404, "there is no silence of this id, or it is over", expire("nobody"));
  }

  @Test
  void a_silence_that_has_not_begun_is_gone_when_it_is_ended() {
    String body =
        "{\"matchers\":[\"rule=slow\"],\"starts\":\"2026-11-22T12:00:00Z\",\"duration\":\"1h\"}";
    assertEquals(200, expire(id(silence(body))).status());
    assertEquals(List.of(), operations.orders().silences());
  }

  @Test
  void a_silence_that_is_over_is_forgotten_after_a_day() {
    silence(SLOW);
    looks.nowMillis += 2 * 3_600_000L + Said.REMEMBERED_MILLIS - 1;
    assertEquals(1, operations.orders().silences().size());
    looks.nowMillis++;
    assertEquals(0, operations.orders().silences().size());
  }

  @Test
  void there_are_only_so_many_silences() {
    String first = id(silence(SLOW));
    for (int number = 1; number < Operations.MOST_SILENCES; number++) {
      assertEquals(200, silence(SLOW).status(), "silence " + number);
    }
    assertRefused(409, "there are 100 silences; one of them has to end", silence(SLOW));
    looks.nowMillis++;
    assertEquals(200, expire(first).status());
    assertEquals(200, silence(SLOW).status());

    for (int round = 0; round < 300; round++) {
      looks.nowMillis++;
      expire(operations.orders().silences().get(operations.orders().silences().size() - 1).id());
      silence(SLOW);
    }
    assertEquals(200, operations.orders().silences().size(), "those that are over are limited too");
  }

  @Test
  void every_id_is_another() {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      ids.add(id(silence(SLOW)));
      if (number % 10 == 9) {
        restart();
      }
    }
    assertEquals(50, ids.stream().distinct().count());
  }

  @Test
  void a_wrong_silence_is_400_with_the_reason() {
    String ok = "\"matchers\":[\"rule=slow\"],";
    String needsEnd = "a silence needs either ends or duration";
    String span = "duration must be a number and a unit, such as 30m, 2h or 7d";
    wrong("the body is empty; it must be a JSON object", "");
    wrong("the body is empty; it must be a JSON object", " \n");
    wrong("the body is not JSON at character 0", "matchers: [rule=slow]");
    wrong("the body is not JSON at character 12", "{\"matchers\":");
    wrong("the body is not JSON at character 3", "{} {}");
    wrong("the body is not JSON at character 16", "{\"comment\":\"\\u12g4\"}");
    wrong("the body is not JSON at character 100", "[".repeat(50_000));
    wrong("the body must be a JSON object", "[]");
    wrong("the body must be a JSON object", "null");
    wrong("the body must be a JSON object", "\"rule=slow\"");
    wrong("the body must be a JSON object", "7");
    wrong(
        "the body has a member that is not known; there are matchers, starts, ends, duration,"
            + " comment, expire",
        "{\"matcher\":[\"rule=slow\"],\"duration\":\"1h\"}");
    String missing =
        "matchers is missing: a list of texts such as \"rule=cpu\" or \"scope=~/checkout*\"";
    wrong(missing, "{}");
    wrong(missing, "{\"matchers\":null,\"duration\":\"1h\"}");
    wrong(missing, "{\"matchers\":[],\"duration\":\"1h\"}");
    wrong("matchers must be a list", "{\"matchers\":\"rule=slow\",\"duration\":\"1h\"}");
    wrong("matchers must be a list", "{\"matchers\":{},\"duration\":\"1h\"}");
    wrong("matchers must be a list of texts", "{\"matchers\":[7],\"duration\":\"1h\"}");
    wrong("matchers must be a list of texts", "{\"matchers\":[null],\"duration\":\"1h\"}");
    wrong("matchers must be a list of texts", "{\"matchers\":[[\"a\"]],\"duration\":\"1h\"}");
    wrong(
        "a matcher starts with rule, scope or severity",
        "{\"matchers\":[\"route=/\"],\"duration\":\"1h\"}");
    wrong(
        "a matcher is a field, one of = != =~ !~, and a value, such as severity!=critical",
        "{\"matchers\":[\"rule\"],\"duration\":\"1h\"}");
    wrong("rule: the value is missing", "{\"matchers\":[\"rule=\"],\"duration\":\"1h\"}");
    wrong(
        "scope: =~ takes * for any letters and | between alternatives, not a regular expression",
        "{\"matchers\":[\"scope=~/a.*\"],\"duration\":\"1h\"}");
    wrong(
        "a severity is low, medium, high or critical",
        "{\"matchers\":[\"severity=bad\"],\"duration\":\"1h\"}");
    wrong(
        "scope: a value has at most 500 letters",
        "{\"matchers\":[\"scope=" + "x".repeat(501) + "\"],\"duration\":\"1h\"}");
    wrong(
        "a silence has 1 to 20 matchers; rule=~* matches everything",
        "{\"matchers\":[" + "\"rule=a\",".repeat(20) + "\"rule=a\"],\"duration\":\"1h\"}");
    wrong(needsEnd, "{" + ok + "\"comment\":\"x\"}");
    wrong(needsEnd, "{" + ok + "\"ends\":\"2026-11-22T12:00:00Z\",\"duration\":\"1h\"}");
    for (String time :
        List.of("", "soon", "2026-11-22", "2026-11-22T12:00:00", "12:00", "1795262400", "-")) {
      wrong(iso("ends"), "{" + ok + "\"ends\":\"" + time + "\"}");
      wrong(iso("starts"), "{" + ok + "\"starts\":\"" + time + "\",\"duration\":\"1h\"}");
    }
    wrong(iso("ends"), "{" + ok + "\"ends\":\"+999999999-01-01T00:00:00Z\"}");
    wrong("ends must be a text", "{" + ok + "\"ends\":1795262400}");
    wrong("starts must be a text", "{" + ok + "\"starts\":true,\"duration\":\"1h\"}");
    for (String text :
        List.of("", "2", "h", "0h", "-1h", "1e3h", "2 fortnights", "NaNh", "1h30m")) {
      wrong(span, "{" + ok + "\"duration\":\"" + text + "\"}");
    }
    wrong("duration must be a text", "{" + ok + "\"duration\":7200}");
    wrong("comment must be a text", "{" + ok + "\"duration\":\"1h\",\"comment\":[]}");
    wrong(
        "a text has at most 1000 letters",
        "{" + ok + "\"duration\":\"1h\",\"comment\":\"" + "x".repeat(1_001) + "\"}");
    wrong("the silence would be over already", "{" + ok + "\"ends\":\"2026-11-21T12:00:00Z\"}");
    wrong(
        "the silence would be over already",
        "{" + ok + "\"starts\":\"2026-11-21T10:00:00Z\",\"duration\":\"1h\"}");
    wrong("a silence must end after it starts", endsBeforeItStarts(ok));
    wrong("a silence lasts a year at most", "{" + ok + "\"duration\":\"367d\"}");
    wrong("a silence lasts a year at most", "{" + ok + "\"duration\":\"99999999999d\"}");
    wrong("a silence lasts a year at most", "{" + ok + "\"ends\":\"9999-01-01T00:00:00Z\"}");
    for (String far : List.of("2028-01-01T00:00:00Z", "1970-01-01T00:00:00Z")) {
      wrong("starts must be within a year", "{" + ok + "\"starts\":\"" + far + "\"," + end());
    }
    wrong("expire must be a text", "{\"expire\":7}");
    wrong(
        "expire ends a silence; nothing else can stand beside it",
        "{\"expire\":\"x\"," + ok + end());
    assertEquals(List.of(), operations.orders().silences());
  }

  @Test
  void nothing_of_a_body_is_repeated() {
    for (String body :
        List.of(
            "{\"secret-token\":1}",
            "secret-token",
            "{\"matchers\":[\"secret-token\"],\"duration\":\"1h\"}",
            "{\"matchers\":[\"rule=x\"],\"duration\":\"secret-token\"}",
            "{\"matchers\":[\"rule=x\"],\"ends\":\"secret-token\"}",
            "{\"comment\":\"\\usecret-token\"}",
            "{\"expire\":\"secret-token\"}")) {
      Actions.Reply reply = silence(body);
      assertTrue(reply.status() >= 400, body);
      assertFalse(reply.json().contains("secret"), reply.json());
    }
  }

  @Test
  void a_variable_of_the_environment_is_only_a_text() {
    silence(
        "{\"matchers\":[\"rule=slow\"],\"duration\":\"1h\",\"comment\":\"${PATH} ${HOME:-x}\"}");
    assertEquals("${PATH} ${HOME:-x}", operations.orders().silences().get(0).comment());
  }

  @Test
  void an_acknowledgement_holds_until_its_alert_ends() {
    looks.http("/orders", 3).untilItCounts();
    assertEquals(200, acknowledge(TAKEN).status());
    assertEquals("ada", handled().acknowledgedBy());
    looks.look(100);
    assertEquals("ada", handled().acknowledgedBy());
    assertFalse(handled().isEscalated());

    looks.nothing().untilItCounts();
    assertEquals(List.of(), operations.orders().acknowledgements());
    looks.http("/orders", 3).untilItCounts();
    assertEquals("", handled().acknowledgedBy(), "it is another alert");
  }

  @Test
  void what_is_pending_can_be_taken_on() {
    looks.http("/orders", 1.5).look(1);
    assertEquals(200, acknowledge(TAKEN).status());
    looks.look(2);
    assertEquals("ada", handled().acknowledgedBy());
  }

  @Test
  void the_last_who_takes_it_on_has_it() {
    looks.http("/orders", 1.5).untilItCounts();
    acknowledge(TAKEN);
    operations.perform(Actions.Action.ACKNOWLEDGE, "bob", TAKEN);
    assertEquals("bob", handled().acknowledgedBy());
    assertEquals(1, operations.orders().acknowledgements().size());
  }

  @Test
  void an_acknowledgement_of_the_whole_process_needs_no_scope() {
    looks.http("(all)", 1.5).untilItCounts();
    assertEquals(200, acknowledge("{\"rule\":\"slow\"}").status());
    assertEquals("ada", handled().acknowledgedBy());
  }

  @Test
  void an_acknowledgement_counts_although_the_clock_went_back() {
    looks.http("/orders", 1.5).untilItCounts();
    looks.nowMillis -= 3_600_000;
    acknowledge(TAKEN);
    assertEquals("ada", handled().acknowledgedBy());
  }

  @Test
  void a_wrong_acknowledgement_is_refused_with_the_reason() {
    looks.http("/orders", 1.5).untilItCounts();
    String nothing = "there is no alert of this rule and scope now";
    assertRefused(404, nothing, acknowledge("{\"rule\":\"slow\",\"scope\":\"/carts\"}"));
    assertRefused(404, nothing, acknowledge("{\"rule\":\"slow\"}"));
    assertRefused(404, nothing, acknowledge("{\"rule\":\"\",\"scope\":\"/orders\"}"));
    assertRefused(400, "rule is missing", acknowledge("{}"));
    assertRefused(400, "rule is missing", acknowledge("{\"rule\":null}"));
    assertRefused(400, "rule must be a text", acknowledge("{\"rule\":[\"slow\"]}"));
    assertRefused(400, "scope must be a text", acknowledge("{\"rule\":\"slow\",\"scope\":1}"));
    assertRefused(
        400,
        "the body has a member that is not known; there are rule, scope",
        acknowledge("{\"rule\":\"slow\",\"by\":\"root\"}"));
    assertRefused(400, "the body must be a JSON object", acknowledge("[" + TAKEN + "]"));
    assertEquals(List.of(), operations.orders().acknowledgements());
  }

  @Test
  void silences_and_acknowledgements_outlive_a_restart() {
    looks.http("/orders", 3).untilItCounts();
    String id =
        id(
            silence(
                "{\"matchers\":[\"scope=~/carts*\",\"severity!=low\",\"rule!=\\\" x \\\"\"],"
                    + "\"duration\":\"2h\",\"comment\":\"caf\u00e9 \\ud83d\"}"));
    acknowledge(TAKEN);
    Silence before = operations.orders().silences().get(0);

    restart();
    assertEquals(List.of(), operations.orders().silences(), "nothing is read by the aggregator");
    assertTrue(operations.keep());
    Silence after = operations.orders().silences().get(0);
    assertEquals(id, after.id());
    assertEquals(before.matchers().toString(), after.matchers().toString());
    assertEquals(before.startsEpochMillis(), after.startsEpochMillis());
    assertEquals(before.endsEpochMillis(), after.endsEpochMillis());
    assertEquals("caf\u00e9 \ud83d", after.comment());

    looks.http("/orders", 3).untilItCounts();
    assertEquals("ada", handled().acknowledgedBy(), "the alert went on over the restart");
    looks.nothing().untilItCounts();
    assertEquals(List.of(), operations.orders().acknowledgements());
    assertEquals(List.of(), said);
  }

  @Test
  void an_acknowledgement_of_before_a_restart_waits_for_its_alert_only_so_long() {
    looks.http("/orders", 1.5).untilItCounts();
    acknowledge(TAKEN);
    restart();
    operations.keep();
    looks.nowMillis += Operations.CARRIED_MILLIS - 1;
    assertEquals(1, operations.orders().acknowledgements().size());
    looks.nowMillis++;
    assertEquals(0, operations.orders().acknowledgements().size());
    assertTrue(operations.keep());
    restart();
    operations.keep();
    assertEquals(0, operations.orders().acknowledgements().size(), "also in the file");
  }

  @Test
  void what_ends_by_itself_is_written_when_there_is_time() throws IOException {
    looks.http("/orders", 1.5).untilItCounts();
    acknowledge(TAKEN);
    looks.nothing().untilItCounts();
    operations.orders();
    assertTrue(Files.readString(file()).contains("/orders"));
    operations.keep();
    assertFalse(Files.readString(file()).contains("/orders"));
  }

  @Test
  void a_file_that_cannot_be_understood_is_set_aside_and_named() throws IOException {
    silence(SLOW);
    String good = Files.readString(file());
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
      said.clear();
      keeping.close();
      Files.writeString(file(), bad.get(number));
      restart();
      assertTrue(operations.keep());
      assertEquals(List.of(), operations.orders().silences());
      assertEquals(1, said.size(), "file " + number);
      String name = "operations.json.damaged" + (number == 0 ? "" : "-" + (number + 1));
      assertTrue(said.get(0).endsWith("it is now " + name), said.get(0));
      assertEquals(bad.get(number), Files.readString(file().resolveSibling(name)));
      assertEquals(200, silence(SLOW).status());
    }
  }

  @Test
  void what_cannot_be_kept_counts_all_the_same_and_says_so() throws IOException {
    looks.http("/orders", 1.5).untilItCounts();
    Path inTheWay = Files.createFile(root.resolve("in-the-way"));
    keeping = new Keeping(inTheWay.toString(), "shop", said::add);
    operations = operations();
    Actions.Reply reply = silence(SLOW);
    assertEquals(200, reply.status());
    assertTrue(reply.json().contains("\"warning\":\"it is in force, but"), reply.json());
    assertFalse(handled().isLoud());
    assertFalse(operations.keep());
    assertEquals(1, said.size());
  }

  @Test
  void nothing_is_written_before_anything_is_said() {
    operations.keep();
    operations.observe(List.of(nightly()));
    operations.keep();
    assertFalse(Files.exists(file()));
  }

  @Test
  void maintenance_windows_of_the_configuration_count() {
    looks.http("/orders", 1.5).untilItCounts();
    silence("{\"matchers\":[\"rule=other\"],\"duration\":\"1h\"}");
    operations.observe(List.of(nightly()));
    assertEquals("nightly", handled().silencedBy());
    operations.observe(List.of());
    assertEquals("", handled().silencedBy());
    assertEquals(1, operations.orders().silences().size());
  }

  @Test
  void orders_are_the_same_object_while_nothing_changes() {
    looks.http("/orders", 1.5).untilItCounts();
    silence(SLOW);
    acknowledge(TAKEN);
    Triage.Orders orders = operations.orders();
    looks.look(3);
    assertSame(orders, operations.orders());
  }

  @Test
  void the_configuration_is_read_again_and_shown() {
    for (String body : List.of("", "{}", " {} ")) {
      Actions.Reply reply = operations.perform(Actions.Action.RELOAD, "root", body);
      assertEquals(200, reply.status());
      assertEquals(
          "{\"status\":\"success\",\"lines\":[\"2 rules\",\"1 \\\"mistake\\\"\"]}", reply.json());
    }
    assertEquals(3, configuration.reloads);
    Actions.Reply refused = operations.perform(Actions.Action.RELOAD, "root", "{\"file\":\"/x\"}");
    assertRefused(400, "the body must be an empty JSON object", refused);
    assertEquals(3, configuration.reloads);

    Actions.Reply shown = operations.perform(Actions.Action.SHOW_CONFIGURATION, "root", "");
    assertEquals(200, shown.status());
    assertEquals("{\"config\":1}", shown.json());
  }

  private static final class Configuration implements Operations.Reloading {
    private int reloads;

    @Override
    public List<String> reload() {
      reloads++;
      return List.of("2 rules", "1 \"mistake\"");
    }

    @Override
    public String configuration() {
      return "{\"config\":1}";
    }
  }

  private Keeping keeping() {
    return new Keeping(root.toString(), "shop", said::add);
  }

  private Operations operations() {
    Operations made =
        new Operations(keeping, () -> looks.nowMillis, () -> looks.standing, configuration);
    looks.orders = made::orders;
    return made;
  }

  /** Another process, that knows nothing but the directory. */
  private void restart() {
    keeping.close();
    keeping = keeping();
    looks.restart();
    operations = operations();
  }

  private Path file() {
    return root.resolve("shop-operations-0").resolve(Operations.NAME);
  }

  private Actions.Reply silence(String body) {
    return operations.perform(Actions.Action.SILENCE, "ada", body);
  }

  private Actions.Reply expire(String id) {
    return silence("{\"expire\":\"" + id + "\"}");
  }

  private Actions.Reply acknowledge(String body) {
    return operations.perform(Actions.Action.ACKNOWLEDGE, "ada", body);
  }

  /** The first alert of the next look. */
  private Handled handled() {
    return looks.look(1).standing().handled().get(0);
  }

  private static String id(Actions.Reply reply) {
    assertEquals(200, reply.status(), reply.json());
    return (String) ((Map<?, ?>) Json.read(reply.json())).get("id");
  }

  private void wrong(String reason, String body) {
    assertRefused(400, reason, silence(body));
  }

  private static void assertRefused(int status, String reason, Actions.Reply reply) {
    assertEquals(status, reply.status(), reply.json());
    Map<?, ?> answer = (Map<?, ?>) Json.read(reply.json());
    assertEquals("error", answer.get("status"));
    assertEquals(reason, answer.get("error"));
  }

  private static String iso(String name) {
    return name
        + " must be a time in ISO 8601 with its offset, such as 2026-11-21T22:00:00Z or"
        + " 2026-11-21T23:00:00+01:00";
  }

  private static String end() {
    return "\"duration\":\"1h\"}";
  }

  private static String endsBeforeItStarts(String matchers) {
    return "{"
        + matchers
        + "\"starts\":\"2026-11-21T14:00:00Z\",\"ends\":\"2026-11-21T13:00:00Z\"}";
  }

  private static MaintenanceWindow nightly() {
    return new MaintenanceWindow(
        "nightly",
        EnumSet.allOf(MaintenanceWindow.Day.class),
        0,
        MaintenanceWindow.MINUTES_PER_DAY,
        TimeZone.getTimeZone("UTC"),
        List.of(AlertMatcher.parse("rule=slow")));
  }
}
