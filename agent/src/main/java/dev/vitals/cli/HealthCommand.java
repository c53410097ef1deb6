package dev.vitals.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** Shows the health score and what it is made of. */
@Command(name = "health", description = "Shows the health score, its parts and their reasons.")
final class HealthCommand extends DocumentCommand {
  HealthCommand(Console console) {
    super(console);
  }

  @Override
  String path() {
    return "/health";
  }

  @Override
  String render(Node data) {
    StringBuilder text = new StringBuilder(summary(data)).append('\n');
    List<Node> components = data.items("components");
    if (!components.isEmpty()) {
      Table table = new Table();
      table.row("COMPONENT", "SCORE", "WEIGHT", "REASON");
      for (Node component : components) {
        table.row(
            component.text("component"),
            Figures.plain(component.number("score")),
            Figures.plain(component.number("weight")),
            Figures.orNone(component.text("reason")));
      }
      text.append('\n').append(table.render());
    }
    return text.toString();
  }

  /** One line, such as {@code health 87.5 of 100, degraded, 1 alert fires}. */
  static String summary(Node data) {
    double alerts = data.number("active_alerts");
    return "health "
        + Figures.plain(data.number("health_score"))
        + " of 100, "
        + Figures.orNone(data.text("state"))
        + ", "
        + (alerts == 1 ? "1 alert fires" : Figures.count(alerts) + " alerts fire");
  }
}
