package dev.vitals.cli;

import java.nio.file.Path;

/** Asks the agent in a JVM for a text, and passes its refusal on. */
final class Question {
  private Question() {}

  static String ask(Target target, String verb) throws Failure {
    return ask(target, verb, "");
  }

  static String ask(Target target, String verb, String argument) throws Failure {
    Path jar = AgentJar.own();
    Target.Attached attached = target.requireAttached();
    try (Connection connection = attached.connection()) {
      AgentControl.Answer answer =
          new AgentControl(connection, jar).ask(attached.agent(), verb, argument);
      if (answer.exitCode() != ExitCode.OK) {
        throw new Failure(answer.exitCode(), answer.text().strip(), "");
      }
      return answer.text();
    }
  }
}
