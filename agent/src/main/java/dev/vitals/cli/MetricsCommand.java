package dev.vitals.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the metrics of a JVM, whether it has an endpoint or not. */
@Command(name = "metrics", description = "Prints the metrics in the Prometheus text format.")
final class MetricsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Target target;

  MetricsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    console.print(Question.ask(target, "metrics"));
    return ExitCode.OK;
  }
}
