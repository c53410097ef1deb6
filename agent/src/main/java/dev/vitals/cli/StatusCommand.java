package dev.vitals.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the agent in a JVM says about itself. */
@Command(name = "status", description = "Shows what the agent says about itself.")
final class StatusCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Target target;

  @Option(names = "--json", description = "Print the agent's JSON as it is.")
  private boolean json;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    String text = Question.ask(target, "status");
    console.print(json ? text : Readable.of(text));
    return ExitCode.OK;
  }
}
