package dev.vitals.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has an agent send a notification that says it is a test. */
@Command(
    name = "test",
    description = {
      "Sends a test notification to one receiver or to all, and shows what became of it.",
      "The exit code is 1 when one did not arrive."
    })
final class NotifyTestCommand implements Callable<Integer> {
  private static final String DELIVERED = ": delivered";

  private final Console console;

  @Mixin private Target target;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<receiver>",
      description = "The name of one in vitals.yaml; else all.")
  private String receiver = "";

  NotifyTestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    String answer = Question.ask(target, AgentControl.TEST_NOTIFICATION, receiver).strip();
    console.print(answer);
    boolean isDelivered = answer.lines().allMatch(line -> line.endsWith(DELIVERED));
    return isDelivered && !answer.isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
  }
}
