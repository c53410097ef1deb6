package dev.vitals.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the agent out of a JVM again, and waits until it is gone. */
@Command(
    name = "detach",
    description = {
      "Takes Vitals out of a JVM: original bytes, no thread, no port.",
      "docs/safety.md says what cannot be removed."
    })
final class DetachCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Target target;

  DetachCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    Path jar = AgentJar.own();
    Target.Attached attached = target.requireAttached();
    try (Connection connection = attached.connection()) {
      AgentControl.Answer answer =
          new AgentControl(connection, jar).ask(attached.agent(), AgentControl.DETACH, "");
      if (answer.exitCode() != ExitCode.OK) {
        throw new Failure(answer.exitCode(), answer.text().strip(), "");
      }
      requireGone(connection);
      console.print("detached from " + connection.pid());
      return ExitCode.OK;
    }
  }

  private static void requireGone(Connection connection) throws Failure {
    boolean gone = connection.isAgentGoneInTime();
    if (!gone) {
      throw new Failure(
          ExitCode.FAILURE,
          "the agent has not left process "
              + connection.pid()
              + " within "
              + Deadline.START_SECONDS
              + " s",
          "'status " + connection.pid() + "' shows its log");
    }
  }
}
