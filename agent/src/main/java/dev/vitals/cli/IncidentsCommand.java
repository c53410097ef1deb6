package dev.vitals.cli;

import dev.vitals.exporter.model.Actions;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows which alerts are one matter, how long such matters lasted, and what was captured then. */
@Command(
    name = "incidents",
    description = {
      "Shows which alerts are one matter now, which were, and the mean time to repair.",
      "With --bundle it shows what the agent captured when one of them began: what took the most"
          + " time, and what threads did. An address shows that to admins only."
    })
final class IncidentsCommand extends DocumentCommand {
  @Option(
      names = "--closed",
      paramLabel = "<count>",
      defaultValue = "10",
      description = "So many that are over are shown; ${DEFAULT-VALUE} by default.")
  private int closed;

  @Option(
      names = "--bundle",
      paramLabel = "<incident>",
      description = "Show what was captured of this one.")
  private String bundle;

  IncidentsCommand(Console console) {
    super(console);
  }

  @Override
  String path() {
    return "/incidents";
  }

  @Override
  String ask(Api api, String path) throws Failure {
    return bundle == null
        ? super.ask(api, path)
        : api.act(Actions.Action.SHOW_BUNDLE, Json.write(Map.of("id", bundle)));
  }

  @Override
  String render(Node data) {
    if (bundle != null) {
      return BundleText.of(data);
    }
    StringBuilder text = new StringBuilder();
    List<Node> open = data.items("incidents");
    text.append(open.isEmpty() ? "no incident is open\n" : openTable(open));
    for (Node incident : open) {
      for (Node moved : incident.items("moved_together")) {
        text.append(incident.text("id")).append(" moved with it: ");
        append("", moved.text("metric"), "", text);
        append(" ", moved.text("scope"), "", text);
        append(", ", moved.text("statistic"), " ", text);
        text.append(Figures.plain(moved.number("before")))
            .append(" -> ")
            .append(Figures.plain(moved.number("after")))
            .append('\n');
      }
    }
    List<Node> over = data.items("closed");
    if (!over.isEmpty() && closed > 0) {
      text.append('\n').append(closedTable(over.subList(0, Math.min(closed, over.size()))));
    }
    if (data.number("closed_count") > 0) {
      text.append("\nmean time to repair: ").append(Figures.span(data.number("mttr_seconds")));
      text.append(", of ")
          .append(Figures.count(data.number("closed_count")))
          .append(" incidents\n");
    }
    return text.toString();
  }

  private static String openTable(List<Node> incidents) {
    Table table = new Table();
    table.row("INCIDENT", "SEVERITY", "FOR", "ALERTS");
    for (Node incident : incidents) {
      StringBuilder alerts = new StringBuilder();
      for (Node alert : incident.items("alerts")) {
        alerts.append(alerts.length() == 0 ? "" : ", ").append(alert.text("rule"));
        append(" ", alert.text("scope"), "", alerts);
        append(" (acknowledged by ", alert.text("acknowledged_by"), ")", alerts);
      }
      append("; ", hasBundle(incident) ? "has a bundle" : "", "", alerts);
      table.row(
          incident.text("id"),
          incident.text("severity"),
          Figures.span(incident.number("duration_seconds")),
          Figures.orNone(alerts.toString()));
    }
    return table.render();
  }

  private static boolean hasBundle(Node incident) {
    return !incident.get("bundle").text("path").isEmpty();
  }

  private static void append(String before, String text, String after, StringBuilder out) {
    if (!text.isEmpty()) {
      out.append(before).append(text).append(after);
    }
  }

  private static String closedTable(List<Node> incidents) {
    Table table = new Table();
    table.row("CLOSED", "ENDED", "SEVERITY", "LASTED", "RULES");
    for (Node incident : incidents) {
      table.row(
          incident.text("id"),
          incident.text("ended_at"),
          incident.text("severity"),
          Figures.span(incident.number("duration_seconds")),
          Figures.orNone(incident.joined("rules")));
    }
    return table.render();
  }
}
