package dev.vitals.cli;

/** Translates what a JVM or the system answers to an attach. */
final class Refusal {
  private Refusal() {}

  static Failure attach(long pid, String message) {
    String said = String.valueOf(message);
    if (said.contains("does not support the attach mechanism")) {
      return new Failure(
          ExitCode.NOT_PERMITTED,
          "process " + pid + " does not take attaches",
          "start it without -XX:+DisableAttachMechanism, or with -javaagent:vitals.jar");
    }
    if (said.contains("ermission") || said.contains("not permitted") || said.contains("secure")) {
      return new Failure(
          ExitCode.NOT_PERMITTED,
          "process " + pid + " may not be attached to: " + said,
          "run this command as the user the process runs as");
    }
    if (said.contains("No such process") || said.contains("Non-numeric")) {
      return new Failure(
          ExitCode.NO_SUCH_JVM, "there is no process " + pid, "'list' shows the JVMs that run");
    }
    return new Failure(
        ExitCode.FAILURE,
        "process " + pid + " cannot be attached to: " + said,
        "'doctor " + pid + "' looks for the reason");
  }

  static Failure load(String message) {
    String said = String.valueOf(message);
    if (said.contains("EnableDynamicAgentLoading") || said.contains("Dynamic agent loading")) {
      return new Failure(
          ExitCode.NOT_PERMITTED,
          "the JVM does not take agents while it runs",
          "start it with -XX:+EnableDynamicAgentLoading, or with -javaagent:vitals.jar");
    }
    return new Failure(
        ExitCode.FAILURE,
        "the JVM does not load the agent: " + said,
        "'doctor' looks for the reason");
  }
}
