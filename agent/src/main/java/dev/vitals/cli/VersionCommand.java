package dev.vitals.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says which version this jar is, and which Java runs the command. */
@Command(name = "version", description = "Shows the version of this jar.")
final class VersionCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    Path jar = AgentJar.own();
    String version = AgentJar.version(jar);
    String java = System.getProperty("java.version");
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("version", version);
      object.put("java", java);
      object.put("jar", jar.toString());
      console.print(Json.write(object));
    } else {
      console.print("Vitals " + version + " (Java " + java + ", " + jar + ")");
    }
    return ExitCode.OK;
  }
}
