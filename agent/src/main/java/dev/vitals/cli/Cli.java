package dev.vitals.cli;

import dev.vitals.config.Nearest;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
    CommandLine root = new CommandLine(new Root());
    root.addSubcommand("list", new ListCommand(console));
    root.addSubcommand("attach", new AttachCommand(console));
    root.addSubcommand("status", new StatusCommand(console));
    root.addSubcommand("metrics", new MetricsCommand(console));
    root.addSubcommand("detach", new DetachCommand(console));
    root.addSubcommand("doctor", new DoctorCommand(console));
    root.addSubcommand("version", new VersionCommand(console));
    root.setOut(console.out());
    root.setErr(console.err());
    root.setExecutionExceptionHandler((thrown, command, parsed) -> explain(thrown, console));
    root.setParameterExceptionHandler((mistake, words) -> explain(mistake, console));
    describe(root.getCommandSpec());
    for (CommandLine command : root.getSubcommands().values()) {
      describe(command.getCommandSpec());
    }
    return root;
  }

  /** Nothing but a place for the commands; alone it is a mistake. */
  @Command(
      name = "java -jar vitals.jar",
      synopsisSubcommandLabel = "<command>",
      description = "Watches the performance of JVM applications nobody has to change.")
  private static final class Root implements Runnable {
    @CommandLine.Spec private CommandSpec spec;

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(), "a command is missing");
    }
  }

  private static void describe(CommandSpec spec) {
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
        && mistake.getCommandLine().getParent() == null) {
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
