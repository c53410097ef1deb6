package dev.vitals.cli;

import dev.vitals.config.MaintenanceWindows;
import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.instrumentation.Instrumentations;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Sla;
import dev.vitals.notify.Origin;
import dev.vitals.notify.Receivers;
import dev.vitals.notify.mail.MailChannelReader;
import dev.vitals.report.ReportPlanReader;
import dev.vitals.rules.Rules;
import dev.vitals.weave.LibraryInstrumentation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.Executors;

/**
 * A configuration as an agent would understand it that is told nothing else, with every mistake in
 * it. No agent is asked, and nothing is sent.
 *
 * @param mistakes one line each, with its place
 * @param receiverMistakes those of them that are about receivers, routes and reports, the last
 *     ones: where no agent runs, the files with their secrets need not be
 */
record ConfigurationFile(
    Settings settings,
    List<Rule> rules,
    List<Sla> slas,
    List<String> mistakes,
    int receiverMistakes) {

  /** The configuration of an agent nobody has configured. */
  static ConfigurationFile none() {
    return read(new Properties(), Map.of());
  }

  /** All mistakes but those about receivers, routes and reports. */
  List<String> mistakesInJudgement() {
    return mistakes.subList(0, mistakes.size() - receiverMistakes);
  }

  /**
   * @param environment whose variables the file may name
   * @throws Failure where there is no such file
   */
  static ConfigurationFile read(Path file, Map<String, String> environment) throws Failure {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new Failure(
          ExitCode.USAGE,
          Files.exists(file) ? file + " cannot be read" : "there is no file " + file,
          "");
    }
    Properties properties = new Properties();
    properties.setProperty("vitals.config", file.toString());
    return read(properties, named(file, environment));
  }

  private static ConfigurationFile read(Properties properties, Map<String, String> environment) {
    List<String> lines = new ArrayList<>();
    Mistakes mistakes = Mistakes.all(lines);
    Settings settings = Settings.load("", properties, environment, instrumentations(), mistakes);
    List<Rule> rules = Rules.of(settings, mistakes);
    List<Sla> slas = Rules.promises(settings, List.of(), mistakes);
    MaintenanceWindows.read(settings.document().get("maintenance"), TimeZone::getDefault, mistakes);
    int others = lines.size();
    try (Receivers receivers = receivers(settings, mistakes)) {
      ReportPlanReader.read(settings.document().get("reports"), receivers, mistakes);
    }
    return new ConfigurationFile(
        settings, rules, List.copyOf(slas), List.copyOf(lines), lines.size() - others);
  }

  /** The variables a file names: any other would say what the file says, and hide its mistakes. */
  private static Map<String, String> named(Path file, Map<String, String> environment)
      throws Failure {
    try {
      // Any bytes are read; names of variables are ASCII.
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      Map<String, String> named = new HashMap<>(environment);
      named.keySet().removeIf(name -> !text.contains("${" + name));
      return named;
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, file + " cannot be read", "");
    }
  }

  private static Receivers receivers(Settings settings, Mistakes mistakes) {
    String service = settings.serviceName();
    MailChannelReader mails =
        new MailChannelReader(Executors.defaultThreadFactory(), System::currentTimeMillis);
    return Receivers.read(
        settings.document(),
        new Origin(service, "", service, () -> ""),
        Map.of("email", mails),
        mistakes);
  }

  private static List<String> instrumentations() {
    List<String> names = new ArrayList<>();
    for (LibraryInstrumentation instrumentation : Instrumentations.ALL) {
      names.add(instrumentation.name());
    }
    return names;
  }
}
