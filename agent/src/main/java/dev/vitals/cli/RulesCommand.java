package dev.vitals.cli;

import dev.vitals.config.Settings;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import dev.vitals.exporter.prometheus.Naming;
import dev.vitals.fleet.Definitions;
import dev.vitals.fleet.PrometheusRules;
import dev.vitals.fleet.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the rules of an agent for a Prometheus that watches many of them. */
@Command(
    name = "rules",
    description = {
      "Prints the rules an agent judges by as recording and alerting rules for Prometheus.",
      "What Prometheus cannot judge stands at the head of the file, and on stderr."
    })
final class RulesCommand implements Callable<Integer> {
  private static final String RUNBOOK = "docs/fleet.md";
  private static final String RULES = "vitals.yml";
  private static final String TESTS = "vitals_test.yml";

  private final Console console;

  @Option(
      names = "--config",
      paramLabel = "<file>",
      description = "The agents' vitals.yaml; without it, the rules of an agent as it comes.")
  private Path config;

  @Option(
      names = "--tests",
      description = "Print the tests for 'promtool test rules' instead; they expect " + RULES + ".")
  private boolean tests;

  @Option(
      names = "--out",
      paramLabel = "<folder>",
      description =
          "Write "
              + RULES
              + " and tests/"
              + TESTS
              + " into this folder, in place of what is there.")
  private Path out;

  @Option(
      names = "--runbook-url",
      paramLabel = "<url>",
      description = "The page alerts point to; else rules.runbook-url of the file.")
  private String runbook;

  @Option(names = "--json", description = "Print a JSON object with both files.")
  private boolean json;

  RulesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Failure {
    if (out != null && (tests || json)) {
      throw new Failure(ExitCode.USAGE, "--out writes both files; it goes without --tests", "");
    }
    ConfigurationFile configuration =
        config == null ? ConfigurationFile.none() : ConfigurationFile.read(config, System.getenv());
    RuleFiles files = files(configuration);
    List<String> mistakes = configuration.mistakesInJudgement();
    for (String mistake : mistakes) {
      console.note(mistake);
    }
    for (String sentence : files.leftOut()) {
      console.note("not for Prometheus: " + sentence);
    }
    if (out != null) {
      write(files);
    } else if (json) {
      console.print(json(files));
    } else {
      console.print(tests ? files.tests() : files.rules());
    }
    return mistakes.isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
  }

  private RuleFiles files(ConfigurationFile configuration) {
    Settings settings = configuration.settings();
    Definitions definitions = Definitions.of(configuration.rules());
    List<String> unsaid = new ArrayList<>(definitions.leftOut());
    configuration
        .slas()
        .forEach(sla -> unsaid.add(sla.name() + ": a promise, kept by agents only"));
    if (settings.document().get("maintenance") != null) {
      unsaid.add("maintenance windows: write them into Alertmanager");
    }
    if (Naming.of(settings.metrics().naming()) != Naming.OTEL) {
      unsaid.add("metrics.naming: these rules look for the names of otel");
    }
    Map<String, List<Double>> bounds =
        Map.of(
            ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS.name(),
            settings.metrics().httpBuckets(),
            ApplicationMetrics.DB_CLIENT_OPERATION_DURATION_SECONDS.name(),
            settings.metrics().dbBuckets());
    String page = settings.runbookUrl().isEmpty() ? RUNBOOK : settings.runbookUrl();
    String seenFromTests = out == null ? RULES : "../" + RULES;
    return new PrometheusRules(bounds, runbook == null ? page : runbook, seenFromTests)
        .write(definitions.rules(), unsaid);
  }

  private void write(RuleFiles files) throws Failure {
    Path rulesFile = out.resolve(RULES);
    Path testsFile = out.resolve("tests").resolve(TESTS);
    try {
      Files.createDirectories(testsFile.getParent());
      Files.writeString(rulesFile, files.rules());
      Files.writeString(testsFile, files.tests());
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILURE,
          out + " cannot be written to (" + e.getClass().getSimpleName() + ")",
          "is it a folder, and may you write into it?");
    }
    console.print(rulesFile + "\n" + testsFile);
  }

  private static String json(RuleFiles files) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("rules", files.rules());
    object.put("tests", files.tests());
    object.put("left_out", files.leftOut());
    return Json.write(object);
  }
}
