package dev.vitals.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why an attach would not work and what to do about it. */
@Command(
    name = "doctor",
    description = {
      "Says why an attach would not work and what to do.",
      "Without a process it looks at this machine only. It loads nothing into the JVM. The exit"
          + " code is the one an attach would have."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<pid|name>",
      description = "Process id, or a part of the name of the main class, module or jar.")
  private String target;

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    List<Finding> findings = new ArrayList<>(Doctor.machine());
    if (target != null) {
      findings.addAll(Doctor.process(RunningJvms.resolve(target)));
    }
    console.print(json ? json(findings) : text(findings));
    for (Finding finding : findings) {
      if (finding.forbids()) {
        return finding.exitCode();
      }
    }
    return ExitCode.OK;
  }

  private static String text(List<Finding> findings) {
    Table table = new Table();
    for (Finding finding : findings) {
      String mark = finding.forbids() ? "FAIL" : finding.remedy().isEmpty() ? "ok" : "note";
      table.row(mark, finding.topic(), finding.text());
      if (!finding.remedy().isEmpty()) {
        table.row("", "", "-> " + finding.remedy());
      }
    }
    return table.render();
  }

  private static String json(List<Finding> findings) {
    List<Map<String, Object>> array = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("ok", !finding.forbids());
      object.put("exit_code", finding.exitCode());
      object.put("topic", finding.topic());
      object.put("text", finding.text());
      object.put("remedy", finding.remedy());
      array.add(object);
    }
    return Json.write(array);
  }
}
