package dev.vitals.cli;

import dev.vitals.exporter.model.Actions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says that somebody has taken an alert on. */
@Command(
    name = "ack",
    description = {
      "Says that somebody looks after an alert, so that it does not escalate.",
      "Without a scope: all alerts of the rule that fire now."
    })
final class AckCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Place place;

  @Parameters(
      index = "1",
      paramLabel = "<rule>",
      description = "The name of the rule, as 'alerts' shows it.")
  private String rule;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "<scope>",
      description = "The route, statement, cache or part it is about.")
  private String scope;

  @Option(names = "--json", description = "Print the agent's JSON as it is.")
  private boolean json;

  AckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    try (Api api = place.open()) {
      for (String each : scope == null ? firing(api) : List.of(scope)) {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("rule", rule);
        wish.put("scope", each);
        String answer = api.act(Actions.Action.ACKNOWLEDGE, Json.write(wish));
        console.print(json ? answer : "acknowledged: " + rule + (each.isEmpty() ? "" : " " + each));
        console.warn(Node.data(answer));
      }
      return ExitCode.OK;
    }
  }

  /** The scopes in which the rule fires now. */
  private List<String> firing(Api api) throws Failure {
    List<String> scopes = new ArrayList<>();
    for (Node alert : Node.data(api.read("/alerts")).required("alerts")) {
      if (alert.get("rule").value() instanceof String name
          && name.equals(rule)
          && alert.text("state").equals("firing")
          && alert.get("scope").value() instanceof String found) {
        scopes.add(found);
      }
    }
    if (scopes.isEmpty()) {
      throw new Failure(
          ExitCode.FAILURE,
          "no alert of a rule '" + rule + "' fires now",
          "'alerts' shows those that do");
    }
    return scopes;
  }
}
