package dev.vitals.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** Shows how promises are kept. */
@Command(
    name = "sla",
    description = "Shows how promises are kept: state, compliance, error budget and burn rate.")
final class SlaCommand extends DocumentCommand {
  SlaCommand(Console console) {
    super(console);
  }

  @Override
  String path() {
    return "/sla";
  }

  @Override
  String render(Node data) {
    List<Node> slas = data.items("slas");
    if (slas.isEmpty()) {
      return "nothing is promised: write slas into vitals.yaml";
    }
    Table table = new Table();
    table.row(
        "STATE",
        "NAME",
        "KIND",
        "SCOPE",
        "P95",
        "P99",
        "COMPLIANCE",
        "AVAILABILITY",
        "BUDGET LEFT",
        "BURN RATE",
        "WINDOW");
    for (Node sla : slas) {
      Node targets = sla.get("targets");
      Node current = sla.get("current");
      table.row(
          sla.text("state"),
          sla.text("name"),
          sla.text("kind"),
          Figures.orNone(sla.text("scope")),
          latency(current.number("p95_ms"), targets.number("p95_ms")),
          latency(current.number("p99_ms"), targets.number("p99_ms")),
          Figures.percent(sla.number("compliance_percent")),
          promised(targets),
          Figures.percent(sla.number("error_budget_left_percent")),
          Figures.plain(sla.number("burn_rate")),
          Figures.span(sla.number("window_seconds")));
    }
    return table.render();
  }

  /** The share that shall not fail. All digits: 99.9 and 99.99 are not the same promise. */
  private static String promised(Node targets) {
    double hitRate = targets.number("hit_rate_percent");
    double percent = Double.isNaN(hitRate) ? targets.number("availability_percent") : hitRate;
    return Double.isNaN(percent) ? "-" : "of " + percent + " %";
  }

  private static String latency(double millis, double target) {
    String now = Figures.millis(millis);
    return Double.isNaN(target) ? now : now + " of " + Figures.millis(target);
  }
}
