package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.cli.Json;
import dev.vitals.exporter.model.Actions;
import dev.vitals.judge.AlertMatcher;
import dev.vitals.judge.Handled;
import dev.vitals.judge.MaintenanceWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.UnaryOperator;

/** Ada, who asks an agent that looks and can be restarted. */
final class Operator {
  static final String SLOW = "{\"matchers\":[\"rule=slow\"],\"duration\":\"2h\"}";
  static final String TAKEN = "{\"rule\":\"slow\",\"scope\":\"/orders\"}";

  final Path root;
  final List<String> said = new ArrayList<>();
  final Looks looks = new Looks();
  final List<String> captured = new ArrayList<>();
  int reloads;
  UnaryOperator<String> capture = incident -> "{}";
  Keeping keeping;
  Bundles bundles;
  Operations operations;

  Operator(Path root) {
    this.root = root;
    keeping = keeping();
    operations = operations();
  }

  Keeping keeping() {
    return new Keeping(root.toString(), "shop", said::add);
  }

  /** Others over the same agent. */
  Operations operations() {
    bundles = bundles();
    Operations made =
        new Operations(
            keeping, () -> looks.nowMillis, () -> looks.standing, new Configuration(), bundles);
    looks.orders = made::orders;
    return made;
  }

  private Bundles bundles() {
    Bundles made =
        new Bundles(
            keeping,
            () -> looks.nowMillis,
            (incident, standing, at) -> {
              captured.add(incident + " at " + standing.epochMillis());
              return capture.apply(incident);
            },
            said::add);
    looks.heard = result -> made.judged(result.standing());
    return made;
  }

  /** Another process, that knows nothing but the directory. */
  void restart() {
    keeping.close();
    keeping = keeping();
    looks.restart();
    operations = operations();
  }

  Path file() {
    return root.resolve("shop-operations-0").resolve(Operations.NAME);
  }

  Actions.Reply silence(String body) {
    return operations.perform(Actions.Action.SILENCE, "ada", body);
  }

  Actions.Reply expire(String id) {
    return silence("{\"expire\":\"" + id + "\"}");
  }

  Actions.Reply acknowledge(String body) {
    return operations.perform(Actions.Action.ACKNOWLEDGE, "ada", body);
  }

  Actions.Reply show(String incident) {
    return ask("{\"id\":\"" + incident + "\"}");
  }

  Actions.Reply ask(String question) {
    return operations.perform(Actions.Action.SHOW_BUNDLE, "ada", question);
  }

  /** The first alert of the next look. */
  Handled handled() {
    return looks.look(1).standing().handled().get(0);
  }

  void wrong(String reason, String silence) {
    assertRefused(400, reason, silence(silence));
  }

  static String id(Actions.Reply reply) {
    assertEquals(200, reply.status(), reply.json());
    return (String) ((Map<?, ?>) Json.read(reply.json())).get("id");
  }

  static void assertRefused(int status, String reason, Actions.Reply reply) {
    assertEquals(status, reply.status(), reply.json());
    Map<?, ?> answer = (Map<?, ?>) Json.read(reply.json());
    assertEquals("error", answer.get("status"));
    assertEquals(reason, answer.get("error"));
  }

  /** It is always open. */
  static MaintenanceWindow nightly() {
    return new MaintenanceWindow(
        "nightly",
        EnumSet.allOf(MaintenanceWindow.Day.class),
        0,
        MaintenanceWindow.MINUTES_PER_DAY,
        TimeZone.getTimeZone("UTC"),
        List.of(AlertMatcher.parse("rule=slow")));
  }

  private final class Configuration implements Operations.Reloading {
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
}
