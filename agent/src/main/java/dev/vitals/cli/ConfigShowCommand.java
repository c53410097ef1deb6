package dev.vitals.cli;

import dev.vitals.exporter.model.Actions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the configuration an agent runs with. */
@Command(
    name = "show",
    description = "Shows the configuration in force, without secrets, and where it comes from.")
final class ConfigShowCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Place place;

  @Option(names = "--json", description = "Print the agent's JSON as it is.")
  private boolean json;

  ConfigShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    try (Api api = place.open()) {
      String answer = api.act(Actions.Action.SHOW_CONFIGURATION, "{}");
      console.print(json ? answer : render(Node.data(answer)));
      return ExitCode.OK;
    }
  }

  private static String render(Node data) {
    List<Node> values = data.items("values");
    if (values.isEmpty()) {
      return Readable.of(data);
    }
    StringBuilder text = new StringBuilder();
    text.append("file: ").append(Figures.orNone(data.text("file"))).append('\n');
    text.append("arguments: ").append(Figures.orNone(data.text("arguments"))).append('\n');
    text.append("rules: ").append(Figures.orNone(data.joined("rules"))).append('\n');
    String waiting = data.joined("needs_restart");
    if (!waiting.isEmpty()) {
      text.append("only after a detach and a new attach: ").append(waiting).append('\n');
    }
    Table table = new Table();
    table.row("KEY", "FROM", "VALUE");
    for (Node value : values) {
      table.row(value.text("key"), value.text("origin"), Figures.orNone(value.text("value")));
    }
    return text.append('\n').append(table.render()).toString();
  }
}
