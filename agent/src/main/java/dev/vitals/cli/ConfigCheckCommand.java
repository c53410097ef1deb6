package dev.vitals.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with a configuration file before an agent has to. */
@Command(
    name = "check",
    description = {
      "Names every mistake in a configuration file; the exit code is 1 when there is one.",
      "It asks no agent. Variables and files the file names are looked for here; variables with"
          + " settings in them do not count."
    })
final class ConfigCheckCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "<file>", description = "Such as vitals.yaml.")
  private Path file;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  ConfigCheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    ConfigurationFile read = ConfigurationFile.read(file, System.getenv());
    boolean isGood = read.mistakes().isEmpty();
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("file", file.toString());
      object.put("ok", isGood);
      object.put("mistakes", read.mistakes());
      object.put("rules", read.rules().size());
      object.put("slas", read.slas().size());
      console.print(Json.write(object));
    } else if (isGood) {
      console.print(
          file
              + ": no mistake; rules: "
              + read.rules().size()
              + " with those of the profile, promises: "
              + read.slas().size());
    } else {
      console.print(String.join("\n", read.mistakes()));
    }
    return isGood ? ExitCode.OK : ExitCode.FAILURE;
  }
}
