package dev.vitals.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what keeps an agent from telling somebody. */
@Command(name = "list", description = "Shows silences, maintenance windows and acknowledgements.")
final class SilenceListCommand extends DocumentCommand {
  private static final String EXPIRED = "expired";

  @Option(names = "--expired", description = "Show silences that are over, too.")
  private boolean expired;

  SilenceListCommand(Console console) {
    super(console);
  }

  @Override
  String path() {
    return "/silences";
  }

  @Override
  String render(Node data) {
    StringBuilder text = new StringBuilder();
    List<Node> silences = new ArrayList<>(data.items("silences"));
    silences.removeIf(silence -> !expired && silence.text("state").equals(EXPIRED));
    text.append(silences.isEmpty() ? "nothing is silenced\n" : silences(silences));
    List<Node> windows = data.items("maintenance_windows");
    if (!windows.isEmpty()) {
      Table table = new Table();
      table.row("MAINTENANCE", "WHEN");
      for (Node window : windows) {
        table.row(window.text("name"), window.text("when"));
      }
      text.append('\n').append(table.render());
    }
    List<Node> acknowledgements = data.items("acknowledgements");
    if (!acknowledgements.isEmpty()) {
      Table table = new Table();
      table.row("ACKNOWLEDGED", "BY", "RULE", "SCOPE");
      for (Node each : acknowledgements) {
        table.row(
            each.text("timestamp"),
            Figures.orNone(each.text("by")),
            each.text("rule"),
            Figures.orNone(each.text("scope")));
      }
      text.append('\n').append(table.render());
    }
    return text.toString();
  }

  private static String silences(List<Node> silences) {
    Table table = new Table();
    table.row("SILENCE", "STATE", "STARTS", "ENDS", "BY", "MATCHERS", "COMMENT");
    for (Node silence : silences) {
      table.row(
          silence.text("id"),
          silence.text("state"),
          silence.text("starts"),
          silence.text("ends"),
          Figures.orNone(silence.text("created_by")),
          silence.joined("matchers"),
          Figures.orNone(silence.text("comment")));
    }
    return table.render();
  }
}
