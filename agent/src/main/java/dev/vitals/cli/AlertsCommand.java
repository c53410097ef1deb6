package dev.vitals.cli;

import dev.vitals.exporter.model.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows which rules are violated now, or which were. */
@Command(name = "alerts", description = "Shows the rules that are violated now.")
final class AlertsCommand extends DocumentCommand {
  private static final int WIDEST_SCOPE = 60;

  @Option(
      names = "--severity",
      paramLabel = "<severity>",
      description = "Only low, medium, high or critical ones; a warning is medium.")
  private String severity;

  @Option(names = "--history", description = "Show what happened to alerts lately, too.")
  private boolean history;

  AlertsCommand(Console console) {
    super(console);
  }

  @Override
  String path() throws Failure {
    if (severity == null) {
      return "/alerts";
    }
    String wanted = severity.toLowerCase(Locale.ROOT);
    for (Alert.Severity each : Alert.Severity.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(wanted)) {
        return "/alerts?severity=" + wanted;
      }
    }
    throw new Failure(
        ExitCode.USAGE,
        "--severity takes low, medium, high or critical, not '" + severity + "'",
        "");
  }

  @Override
  String render(Node data) {
    List<Node> alerts = data.items("alerts");
    StringBuilder text = new StringBuilder();
    text.append(alerts.isEmpty() ? "no alert is pending or firing\n" : table(alerts));
    if (history) {
      List<Node> past = data.items("history");
      text.append(past.isEmpty() ? "\nnothing has fired or ended\n" : '\n' + pastTable(past));
    }
    return text.toString();
  }

  private static String table(List<Node> alerts) {
    Table table = new Table();
    table.row("SEVERITY", "STATE", "FOR", "RULE", "SCOPE", "VALUE", "LIMIT", "REMARK");
    for (Node alert : alerts) {
      String unit = alert.text("unit");
      table.row(
          alert.text("severity"),
          alert.text("state"),
          Figures.span(alert.number("duration_seconds")),
          alert.text("rule"),
          scope(alert),
          Figures.value(alert.number("current_value"), unit),
          Figures.value(alert.number("threshold"), unit),
          remark(alert));
    }
    return table.render();
  }

  private static String pastTable(List<Node> past) {
    Table table = new Table();
    table.row("TIME", "STATE", "SEVERITY", "RULE", "SCOPE", "LASTED", "MESSAGE");
    for (Node alert : past) {
      table.row(
          alert.text("timestamp"),
          alert.text("state"),
          alert.text("severity"),
          alert.text("rule"),
          scope(alert),
          Figures.span(alert.number("duration_seconds")),
          alert.text("message") + suppressed(alert));
    }
    return table.render();
  }

  private static String suppressed(Node alert) {
    List<String> why = new ArrayList<>();
    add("silenced by ", alert.text("silenced_by"), why);
    add("inhibited by ", alert.text("inhibited_by"), why);
    return why.isEmpty() ? "" : " (" + String.join(", ", why) + ")";
  }

  private static String scope(Node alert) {
    return Figures.orNone(Figures.cut(alert.text("scope"), WIDEST_SCOPE));
  }

  private static String remark(Node alert) {
    List<String> remarks = new ArrayList<>();
    add("incident ", alert.text("incident"), remarks);
    add("silenced by ", alert.text("silenced_by"), remarks);
    add("inhibited by ", alert.text("inhibited_by"), remarks);
    add("acknowledged by ", alert.text("acknowledged_by"), remarks);
    if (alert.flag("is_escalated")) {
      remarks.add("escalated");
    }
    return Figures.orNone(String.join(", ", remarks));
  }

  private static void add(String what, String value, List<String> remarks) {
    if (!value.isEmpty()) {
      remarks.add(what + value);
    }
  }
}
