package dev.vitals.cli;

import java.util.List;

/** What was captured of an incident, as a person reads it. */
final class BundleText {
  private static final int ROWS = 11;

  private BundleText() {}

  /**
   * @param data what the bundle says
   */
  static String of(Node data) {
    StringBuilder text = new StringBuilder("incident ").append(data.text("incident"));
    text.append(" of ").append(Figures.orNone(data.text("service")));
    text.append(", captured ").append(Figures.orNone(data.text("captured_at"))).append("\n\n");
    text.append(alerts(data.items("alerts"))).append('\n');
    text.append(TopScreen.of(data.get("metrics"), ROWS));
    append("SLOWEST ROUTE", data.get("slowest").items("http"), text);
    append("SLOWEST STATEMENT", data.get("slowest").items("database"), text);
    append("FAILING ROUTE", data.get("failing").items("http"), text);
    append("FAILING STATEMENT", data.get("failing").items("database"), text);
    threads(data.get("threads"), text);
    return text.toString();
  }

  private static String alerts(List<Node> alerts) {
    Table table = new Table();
    table.row("SEVERITY", "RULE", "SCOPE", "MESSAGE");
    for (Node alert : alerts) {
      table.row(
          Figures.orNone(alert.text("severity")),
          Figures.orNone(alert.text("rule")),
          Figures.orNone(alert.text("scope")),
          Figures.orNone(alert.text("message")));
    }
    return table.render();
  }

  private static void append(String head, List<Node> operations, StringBuilder text) {
    if (!operations.isEmpty()) {
      text.append(TopScreen.operations(head, operations, ROWS));
    }
  }

  private static void threads(Node threads, StringBuilder text) {
    if (threads.value() == null) {
      text.append("\nthe JVM does not tell what its threads do\n");
      return;
    }
    text.append('\n').append(Figures.count(threads.number("count"))).append(" threads, ");
    text.append(Figures.count(threads.number("shown"))).append(" shown\n");
    if (threads.number("deadlocked_count") > 0) {
      text.append("in a deadlock: ").append(threads.joined("deadlocked")).append('\n');
    }
    for (Node group : threads.items("groups")) {
      text.append('\n').append(Figures.count(group.number("count"))).append(' ');
      text.append(group.text("state"));
      if (!group.text("waits_for").isEmpty()) {
        text.append(", for ").append(group.text("waits_for"));
      }
      if (!group.text("held_by").isEmpty()) {
        text.append(" that ").append(group.text("held_by")).append(" has");
      }
      text.append(": ").append(group.joined("names")).append('\n');
      for (String call : group.texts("stack")) {
        text.append("    ").append(call).append('\n');
      }
    }
  }
}
