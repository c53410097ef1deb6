package dev.vitals.cli;

import dev.vitals.cli.RunningJvms.Jvm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows every JVM on the machine, and whether Vitals runs in it. */
@Command(
    name = "list",
    description = {
      "Shows the JVMs on this machine and whether Vitals is attached.",
      "It asks each JVM for its version and agent properties over the attach socket."
    })
final class ListCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  ListCommand(Console console) {
    this.console = console;
  }

  /** What was learned of one JVM; the problem is empty where it answered. */
  private record Line(Jvm jvm, String jdk, AgentState agent, String problem) {}

  @Override
  public Integer call() {
    List<Jvm> jvms = RunningJvms.find();
    List<Future<Line>> work = new ArrayList<>();
    for (Jvm jvm : jvms) {
      work.add(Deadline.start(() -> ask(jvm)));
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < jvms.size(); i++) {
      lines.add(await(jvms.get(i), work.get(i)));
    }
    console.print(json ? json(lines) : table(lines));
    return ExitCode.OK;
  }

  private static Line ask(Jvm jvm) throws Failure {
    try (Connection connection = Connection.open(jvm.pid())) {
      Properties system = connection.systemProperties();
      return new Line(jvm, system.getProperty("java.version", ""), connection.agent(), "");
    }
  }

  private static Line await(Jvm jvm, Future<Line> work) {
    try {
      return Deadline.await(work, "process " + jvm.pid());
    } catch (Failure failure) {
      return new Line(jvm, "", AgentState.of(new Properties()), failure.getMessage());
    }
  }

  private static String table(List<Line> lines) {
    if (lines.isEmpty()) {
      return "no JVM runs here but this one";
    }
    Table table = new Table();
    table.row("PID", "JDK", "ATTACHED", "ADDRESS", "MAIN");
    for (Line line : lines) {
      boolean known = line.problem().isEmpty();
      table.row(
          Long.toString(line.jvm().pid()),
          known ? line.jdk() : "-",
          known ? line.agent().running() ? "yes" : "no" : "?",
          line.agent().address().isEmpty() ? "-" : line.agent().address(),
          line.jvm().main() + (known ? "" : "  (" + line.problem() + ")"));
    }
    return table.render();
  }

  private static String json(List<Line> lines) {
    List<Map<String, Object>> array = new ArrayList<>();
    for (Line line : lines) {
      boolean known = line.problem().isEmpty();
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("pid", line.jvm().pid());
      object.put("main", line.jvm().main());
      object.put("jdk", known ? line.jdk() : null);
      object.put("attached", known ? line.agent().running() : null);
      object.put("version", orNull(line.agent().version()));
      object.put("address", orNull(line.agent().address()));
      object.put("problem", orNull(line.problem()));
      array.add(object);
    }
    return Json.write(array);
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
