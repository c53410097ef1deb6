package dev.vitals.cli;

import dev.vitals.config.Nearest;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: finds JVMs, attaches to them, and asks the agents that run there.
 *
 * <p><i>Errors:</i> every one is a line on stderr with what to do about it, and an exit code.
 */
public final class Cli {
  private Cli() {}

  /** Runs one command and returns the exit code. */
  public static int run(String[] arguments) {
    return run(arguments, System.out, System.err);
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true));
    return commandLine(console).execute(arguments);
  }

  static CommandLine commandLine(Console console) {
    CommandLine root =
        Group.of(
            "java -jar vitals.jar",
            "Watches the performance of JVM applications nobody has to change.");
    root.addSubcommand("list", new ListCommand(console));
    root.addSubcommand("attach", new AttachCommand(console));
    root.addSubcommand("status", new StatusCommand(console));
    root.addSubcommand("metrics", new MetricsCommand(console));
    root.addSubcommand("detach", new DetachCommand(console));
    root.addSubcommand("doctor", new DoctorCommand(console));
    root.addSubcommand("top", new TopCommand(console));
    root.addSubcommand("health", new HealthCommand(console));
    root.addSubcommand("alerts", new AlertsCommand(console));
    root.addSubcommand("incidents", new IncidentsCommand(console));
    root.addSubcommand("sla", new SlaCommand(console));
    root.addSubcommand("report", new ReportCommand(console));
    root.addSubcommand("monitor", new MonitorCommand(console));
    root.addSubcommand("ack", new AckCommand(console));
    root.addSubcommand(
        "silence",
        Group.of("silence", "Tells nobody of some alerts for a while.")
            .addSubcommand("add", new SilenceAddCommand(console))
            .addSubcommand("list", new SilenceListCommand(console))
            .addSubcommand("expire", new SilenceExpireCommand(console)));
    root.addSubcommand(
        "notify",
        Group.of("notify", "Tries out who is told of alerts.")
            .addSubcommand("test", new NotifyTestCommand(console)));
    root.addSubcommand(
        "config",
        Group.of("config", "Shows, checks and reloads configurations.")
            .addSubcommand("show", new ConfigShowCommand(console))
            .addSubcommand("reload", new ConfigReloadCommand(console))
            .addSubcommand("check", new ConfigCheckCommand(console)));
    root.addSubcommand("rules", new RulesCommand(console));
    root.addSubcommand("version", new VersionCommand(console));
    root.setOut(console.out());
    root.setErr(console.err());
    root.setExecutionExceptionHandler((thrown, command, parsed) -> explain(thrown, console));
    root.setParameterExceptionHandler((mistake, words) -> explain(mistake, console));
    describe(root);
    return root;
  }

  /** A command and those below it. */
  private static void describe(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    Map<String, String> exitCodes = new LinkedHashMap<>();
    for (String text : ExitCode.TEXTS) {
      int colon = text.indexOf(':');
      exitCodes.put(text.substring(0, colon), text.substring(colon + 1));
    }
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes).width(100);
    command.getSubcommands().values().forEach(Cli::describe);
  }

  private static int explain(ParameterException mistake, Console console) {
    String unknown = unknownCommand(mistake);
    if (unknown == null) {
      console.note(mistake.getMessage());
    } else {
      String meant = Nearest.to(unknown, mistake.getCommandLine().getSubcommands().keySet());
      console.note(
          "there is no command '"
              + unknown
              + '\''
              + (meant == null ? "" : "; did you mean " + meant));
    }
    console.err().print(mistake.getCommandLine().getUsageMessage(CommandLine.Help.Ansi.OFF));
    console.err().flush();
    return ExitCode.USAGE;
  }

  /** What stands where a command is expected; null for any other mistake. */
  private static String unknownCommand(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !mistake.getCommandLine().getSubcommands().isEmpty()) {
      return unmatched.getUnmatched().get(0);
    }
    return null;
  }

  private static int explain(Exception thrown, Console console) {
    if (thrown instanceof Failure failure) {
      console.note(failure.getMessage());
      if (!failure.remedy().isEmpty()) {
        console.err().println("  -> " + failure.remedy());
        console.err().flush();
      }
      return failure.exitCode();
    }
    console.note("failed: " + thrown);
    return ExitCode.FAILURE;
  }
}
