package dev.vitals.cli;

import dev.vitals.exporter.model.Actions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends silences before their time. */
@Command(name = "expire", description = "Ends silences now.")
final class SilenceExpireCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Place place;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "<id>",
      description = "As 'silence list' shows it.")
  private List<String> ids;

  @Option(names = "--json", description = "Print the agent's JSON as it is.")
  private boolean json;

  SilenceExpireCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    try (Api api = place.open()) {
      for (String id : ids) {
        String answer = api.act(Actions.Action.SILENCE, Json.write(Map.of("expire", id)));
        console.print(json ? answer : "ended: " + id);
        console.warn(Node.data(answer));
      }
      return ExitCode.OK;
    }
  }
}
