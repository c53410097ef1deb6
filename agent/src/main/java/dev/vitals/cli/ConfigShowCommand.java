package dev.vitals.cli;

import dev.vitals.exporter.model.Actions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the configuration an agent runs with. */
@Command(name = "show", description = "Shows the configuration in force, without secrets.")
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
      console.print(json ? answer : Readable.of(Node.data(answer)));
      return ExitCode.OK;
    }
  }
}
