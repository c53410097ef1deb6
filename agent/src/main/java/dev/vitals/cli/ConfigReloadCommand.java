package dev.vitals.cli;

import dev.vitals.exporter.model.Actions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has an agent read its configuration file again. */
@Command(
    name = "reload",
    description = {
      "Has the agent read its configuration file again, and shows what came of it.",
      "A file that cannot be used changes nothing."
    })
final class ConfigReloadCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Place place;

  @Option(names = "--json", description = "Print the agent's JSON as it is.")
  private boolean json;

  ConfigReloadCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    try (Api api = place.open()) {
      String answer = api.act(Actions.Action.RELOAD, "{}");
      Node done = Node.data(answer);
      console.print(json ? answer : Readable.of(done.has("lines") ? done.get("lines") : done));
      return ExitCode.OK;
    }
  }
}
