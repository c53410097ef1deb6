package dev.vitals.cli;

import picocli.CommandLine.Parameters;

/** The JVM a command is about, as the user names it. */
final class Target {
  @Parameters(
      index = "0",
      paramLabel = "<pid|name>",
      description = "Process id, or a part of the name of the main class, module or jar.")
  private String text;

  long pid() throws Failure {
    return RunningJvms.resolve(text);
  }

  /** A connection to the JVM and the agent that runs in it. */
  record Attached(Connection connection, AgentState agent) {}

  /**
   * @throws Failure with its own exit code where no agent runs in it
   */
  Attached requireAttached() throws Failure {
    return requireAttached(text);
  }

  /**
   * @param text as the user names the JVM
   * @throws Failure with its own exit code where no agent runs in it
   */
  static Attached requireAttached(String text) throws Failure {
    Connection connection = Connection.open(RunningJvms.resolve(text));
    AgentState agent = connection.agent();
    if (!agent.running()) {
      connection.close();
      throw new Failure(
          ExitCode.NOTHING_TO_DO,
          "not attached to "
              + connection.pid()
              + (agent.error().isEmpty() ? "" : ": " + agent.error()),
          "'attach " + connection.pid() + "' attaches it");
    }
    return new Attached(connection, agent);
  }
}
