package dev.vitals.cli;

import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;

/** Writes docs/cli.md from the commands. */
final class CliPage {
  private CliPage() {}

  static String render() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (String text : ExitCode.TEXTS) {
      int colon = text.indexOf(':');
      page.append("| ").append(text, 0, colon).append(" | ");
      page.append(text.substring(colon + 1)).append(" |\n");
    }
    page.append("\n## Commands\n");
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandLine root = Cli.commandLine(new Console(nowhere, nowhere));
    for (CommandLine command : root.getSubcommands().values()) {
      command.getCommandSpec().usageMessage().exitCodeListHeading("").exitCodeList(null);
      page.append("\n### ").append(command.getCommandName()).append("\n\n```text\n");
      page.append(command.getUsageMessage(CommandLine.Help.Ansi.OFF)).append("```\n");
    }
    return page.toString();
  }

  private static final String INTRODUCTION =
      """
      # The command line

      This page is written by a test from the commands in the code; do not edit it by hand
      (`mvn -pl agent -am test -Dtest=CliPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true` writes it anew).

      ```sh
      java -jar vitals.jar list
      java -jar vitals.jar attach com.acme.Shop -C server.port=9500
      java -jar vitals.jar metrics 4711
      java -jar vitals.jar detach 4711
      ```

      Results go to stdout. Everything else goes to stderr: what went wrong, and after an arrow what to do about it.

      - A JVM is named by its process id or by a part of the name of its main class, module or jar; where several fit, they are
        listed and nothing is done.
      - `attach` takes agent arguments ([configuration.md](configuration.md)) in one word or one by one with `-C`; paths among them
        are relative to the working directory of the application. Mistakes in them are shown here too. On Java 21 and newer the
        JVM prints a warning of its own about a dynamically loaded agent; `-XX:+EnableDynamicAgentLoading` silences it.
      - `list` and `doctor` ask a JVM over its attach socket, which a JVM opens when it is first asked to. They load nothing into it.
      - No signal is ever sent to a process that is not a JVM, is stopped, does not catch that signal or has switched attaching off.
      - A JVM of another user is refused, except to root. In a container, run the command inside the container, with the jar at a
        path that both sides can read.
      - An answer takes 10 seconds at most, a start or an end of the agent 30.
      - `status`, `metrics`, `detach` and the reconfiguring `attach` speak to the agent's endpoint on the loopback interface with a
        token that only the attach socket shows; where there is no endpoint they go through the attach socket alone.
      - Where the Java that runs the command lacks the module `jdk.attach`, the attach is tried through JNA,
        whose library the jar carries for macOS and Windows only.

      ## Exit codes

      | code | means |
      |---|---|
      """;
}
