package dev.vitals.cli;

import dev.vitals.exporter.model.Actions;
import java.nio.file.Path;

/** The agent in a JVM of this machine, asked as only who may attach to that JVM can ask. */
final class LocalApi implements Api {
  private final Connection connection;
  private final AgentState agent;
  private final AgentControl control;

  private LocalApi(Target.Attached attached, Path jar) {
    connection = attached.connection();
    agent = attached.agent();
    control = new AgentControl(connection, jar);
  }

  /**
   * @param text a process id or a part of a name
   */
  static LocalApi open(String text) throws Failure {
    Path jar = AgentJar.own();
    return new LocalApi(Target.requireAttached(text), jar);
  }

  @Override
  public String read(String path) throws Failure {
    return ask("read", path);
  }

  @Override
  public String act(Actions.Action action, String json) throws Failure {
    return ask("act", Api.word(action) + ' ' + json);
  }

  private String ask(String verb, String argument) throws Failure {
    AgentControl.Answer answer = control.ask(agent, verb, argument);
    if (answer.exitCode() == ExitCode.OK) {
      return answer.text();
    }
    if (answer.text().startsWith("unknown command")) {
      throw new Failure(
          ExitCode.FAILURE,
          "the agent in process " + connection.pid() + " is of another version and cannot do that",
          "use the jar of version " + agent.version() + ", or detach it and attach this one");
    }
    throw new Failure(answer.exitCode(), Node.reason(answer.text()), "");
  }

  @Override
  public void close() {
    connection.close();
  }
}
