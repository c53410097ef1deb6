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
    for (CommandLine command :
        Cli.commandLine(new Console(nowhere, nowhere)).getSubcommands().values()) {
      append("", command, page);
    }
    return page.toString();
  }

  /** A command, or in its place those below it. */
  private static void append(String group, CommandLine command, StringBuilder page) {
    String name = group + command.getCommandName();
    if (command.getSubcommands().isEmpty()) {
      command.getCommandSpec().usageMessage().exitCodeListHeading("").exitCodeList(null);
      page.append("\n### ").append(name).append("\n\n```text\n");
      page.append(command.getUsageMessage(CommandLine.Help.Ansi.OFF)).append("```\n");
    }
    for (CommandLine inner : command.getSubcommands().values()) {
      append(name + ' ', inner, page);
    }
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
      - An answer takes 10 seconds at most, a start or an end of the agent 30, a test notification two minutes.
      - What is asked of a running agent goes to its endpoint on the loopback interface with a token that only the attach socket
        shows; where there is no endpoint, or it speaks TLS, it goes through the attach socket alone, and a JVM that warns of an attach
        warns each time.
      - Where the Java that runs the command lacks the module `jdk.attach`, the attach is tried through JNA,
        whose library the jar carries for macOS and Windows only.

      ## Alerts, promises and reports

      ```sh
      java -jar vitals.jar top 4711                                  # what it spends its time on, live
      java -jar vitals.jar alerts 4711
      java -jar vitals.jar silence add 4711 'scope=~/checkout*' --for 2h --comment 'load test'
      java -jar vitals.jar ack https://shop-1:9464 http-latency-p95 --token-file ~/.vitals-token
      java -jar vitals.jar report 4711 --period 7d --out week.html
      java -jar vitals.jar monitor 4711 --duration 10m || echo 'something fired'
      java -jar vitals.jar config check vitals.yaml
      java -jar vitals.jar rules --config vitals.yaml --out /etc/prometheus/rules
      ```

      - These commands also take the address of an agent, with or without `/metrics` behind it, on this machine or another one. Then they know what
        everybody knows who sends that request: `--token-file` names a file with a token ([security.md](security.md)), and an
        `https` address needs certificates that Java trusts, or those of `--ca-file`. A password in an address is refused.
      - With a process id or a name no token is needed: whoever may attach to a JVM may do everything.
      - `--json` prints what the agent answered ([api.md](api.md)); `monitor` and `top` print one line for each change and each look.
      - `top` draws its screen anew on a terminal only. Into a file or a pipe it writes one look after the other, without
        control characters; nothing an application is called or answers reaches a terminal as one.
      - `monitor` sees what is there when it looks; an alert that comes and goes between two looks is in `alerts --history`.
      - `config check` reads a file as an agent does that is told nothing else, and names what is wrong with it; so it can stand in a build,
        where the secrets it names can be read.
      - `rules` says the same to Prometheus as the agents judge by ([fleet.md](fleet.md)).

      ## Exit codes

      | code | means |
      |---|---|
      """;
}
