package dev.vitals.cli;

import dev.vitals.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads the agent into a running JVM, or takes new arguments to the agent that runs there. */
@Command(
    name = "attach",
    description = {
      "Attaches Vitals to a running JVM.",
      "Where it is attached already, new arguments reconfigure it; the same ones change nothing"
          + " (exit code 5)."
    })
final class AttachCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Target target;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<arguments>",
      description = "Agent arguments in one word, such as '9500;quiet=true'.")
  private String arguments = "";

  @Option(
      names = "-C",
      paramLabel = "<key=value>",
      description = "One setting; may be repeated. docs/configuration.md has the keys.")
  private List<String> settings = new ArrayList<>();

  AttachCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    String wanted = arguments();
    Path jar = AgentJar.own();
    try (Connection connection = Connection.open(target.pid())) {
      AgentState before = connection.agent();
      return before.running()
          ? reconfigure(connection, jar, before, wanted)
          : attach(connection, jar, before, wanted);
    }
  }

  private String arguments() throws Failure {
    List<String> all = new ArrayList<>();
    if (!arguments.isBlank()) {
      all.add(arguments.trim());
    }
    for (String setting : settings) {
      if (setting.indexOf('=') <= 0 || setting.indexOf(';') >= 0) {
        throw new Failure(ExitCode.USAGE, "-C takes key=value, not '" + setting + "'", "");
      }
      all.add(setting.trim());
    }
    String joined = String.join(";", all);
    if (joined.chars().anyMatch(Character::isISOControl)) {
      throw new Failure(ExitCode.USAGE, "the arguments contain a control character", "");
    }
    return joined;
  }

  private int reconfigure(Connection connection, Path jar, AgentState agent, String wanted)
      throws Failure {
    if (wanted.equals(agent.arguments().trim())) {
      throw new Failure(
          ExitCode.NOTHING_TO_DO,
          "attached to "
              + connection.pid()
              + " already, with the same arguments"
              + at(connection.pid(), agent),
          "");
    }
    AgentControl.Answer answer =
        new AgentControl(connection, jar).ask(agent, "reconfigure", wanted);
    if (answer.exitCode() != ExitCode.OK) {
      throw new Failure(answer.exitCode(), answer.text().strip(), "");
    }
    console.print("process " + connection.pid() + ": " + answer.text().strip());
    return ExitCode.OK;
  }

  private int attach(Connection connection, Path jar, AgentState before, String wanted)
      throws Failure {
    Properties system = connection.systemProperties();
    Jdk.requireSupported(system);
    // An agent that runs already says this itself when it takes new arguments.
    for (String mistake : Settings.mistakes(wanted)) {
      console.note(mistake);
    }
    Loading.load(connection, jar, wanted);
    AgentState agent = started(connection, before);
    console.print(
        "attached to "
            + connection.pid()
            + ", Vitals "
            + agent.version()
            + at(connection.pid(), agent));
    if (Doctor.warnsOfDynamicAgents(system, connection.agentProperties())) {
      console.note(
          "the JVM itself has printed a warning about a dynamically loaded agent to the stderr of"
              + " the application; -XX:+EnableDynamicAgentLoading silences it");
    }
    return ExitCode.OK;
  }

  private static AgentState started(Connection connection, AgentState before) throws Failure {
    AgentState[] now = {before};
    Failure[] lost = {null};
    boolean told =
        Deadline.until(
            () -> {
              try {
                now[0] = connection.agent();
                return now[0].running() || !now[0].error().isEmpty();
              } catch (Failure failure) {
                lost[0] = failure;
                return true;
              }
            });
    if (lost[0] != null) {
      throw lost[0];
    }
    if (!told) {
      throw new Failure(
          ExitCode.FAILURE,
          "the agent was loaded but did not start within " + Deadline.START_SECONDS + " s",
          "is it switched off (enabled=false)? the stderr of the application may say more");
    }
    if (!now[0].running()) {
      throw new Failure(
          ExitCode.FAILURE,
          "the agent did not start: " + now[0].error(),
          "the application runs on without it");
    }
    return now[0];
  }

  private static String at(long pid, AgentState agent) {
    return agent.address().isEmpty()
        ? ", without an endpoint: 'metrics " + pid + "' shows the numbers"
        : (agent.hasPlainEndpoint() ? ", http://" : ", https://") + agent.address() + "/metrics";
  }
}
