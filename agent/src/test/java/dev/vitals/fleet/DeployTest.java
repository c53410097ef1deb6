package dev.vitals.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What stands in deploy/ can be used as it is. */
class DeployTest {
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final Pattern VARIABLE = Pattern.compile("VITALS_[A-Z_]+");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?m)^[^#\n]*\\b(password|credentials|token|api_url|routing_key|secret)\\s*:\\s*['\"\\w]");

  @TempDir Path folder;

  @Test
  void every_yaml_file_is_one() throws IOException {
    int read = 0;
    for (Path file : files(".yml", ".yaml")) {
      Load load = new Load(LoadSettings.builder().setLabel(file.toString()).build());
      for (Object document : load.loadAllFromString(Files.readString(file))) {
        assertTrue(document instanceof Map, file.toString());
        read++;
      }
    }
    assertTrue(read >= 10, "only " + read);
  }

  @Test
  void promtool_passes_every_configuration_of_prometheus() throws Exception {
    Path rules = Files.createDirectories(folder.resolve("rules")).resolve("vitals.yml");
    Files.copy(DEPLOY.resolve("rules").resolve("vitals.yml"), rules);
    Path targets = Files.createDirectories(folder.resolve("targets"));
    Files.copy(
        DEPLOY.resolve("compose").resolve("targets").resolve("shop.json"),
        targets.resolve("shop.json"));
    for (String place : List.of(".", "compose", "kubernetes")) {
      Path configuration = folder.resolve("prometheus.yml");
      Files.deleteIfExists(configuration);
      Files.copy(DEPLOY.resolve(place).resolve("prometheus.yml"), configuration);
      Tool.Run run = Tool.run(folder, "promtool", "check", "config", "prometheus.yml");
      if (run.output().contains("field kubernetes_sd_configs not found")) {
        System.out.println("SKIPPED: this promtool was built without Kubernetes; the rest is read");
        String text = Files.readString(configuration);
        String discovery = "kubernetes_sd_configs:\n      - role: pod\n";
        assertTrue(text.contains(discovery), text);
        Files.writeString(
            configuration, text.replace(discovery, "static_configs:\n      - targets: ['a:1']\n"));
        run = Tool.run(folder, "promtool", "check", "config", "prometheus.yml");
      }
      assertEquals(0, run.exitCode(), place + ": " + run.output());
      assertTrue(run.output().contains("SUCCESS: 1 rule files found"), run.output());
    }
  }

  @Test
  void amtool_passes_the_configuration_of_alertmanager() throws Exception {
    Tool.Run run = Tool.run(DEPLOY, "amtool", "check-config", "alertmanager.yml");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("SUCCESS"), run.output());
    String critical = route("severity=critical", "alertname=VitalsDown", "job=shop");
    assertEquals("on-call,team", critical);
    String warning = route("severity=warning", "alertname=VitalsCpuHost", "job=shop");
    assertEquals("team", warning);
    String other = route("severity=info", "alertname=Other", "job=shop");
    assertEquals("webhook", other);
  }

  @Test
  void critical_hides_warning_at_every_scope_a_rule_can_have() throws IOException {
    Map<?, ?> configuration =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(DEPLOY.resolve("alertmanager.yml")));
    assertEquals(
        List.of("alertname", "job"), ((Map<?, ?>) configuration.get("route")).get("group_by"));
    Map<?, ?> first = (Map<?, ?>) ((List<?>) configuration.get("inhibit_rules")).get(0);
    Set<String> equal = new TreeSet<>();
    for (Object label : (List<?>) first.get("equal")) {
      equal.add((String) label);
    }
    Set<String> unknown = new TreeSet<>(equal);
    unknown.removeAll(Catalogue.labels());
    assertEquals(Set.of("alertname", "cpu_scope"), unknown);
    Readings readings = new Readings(Map.of());
    for (RuleDefinition rule : BuiltInRules.definitions()) {
      assertTrue(equal.containsAll(readings.of(rule).scope().labels()), rule.name());
    }
  }

  @Test
  void secrets_come_from_files() throws IOException {
    for (Path file : files(".yml", ".yaml")) {
      String text = Files.readString(file);
      // Kubernetes names the secret and its key; the value is in neither.
      if (!file.endsWith("podmonitor.yaml") && !file.endsWith("injection.yaml")) {
        assertFalse(SECRET.matcher(text).find(), file.toString());
      }
    }
    String alertmanager = Files.readString(DEPLOY.resolve("alertmanager.yml"));
    for (String key :
        List.of("smtp_auth_password_file", "slack_api_url_file", "credentials_file")) {
      assertTrue(alertmanager.contains(key + ": /"), key);
    }
  }

  @Test
  void every_environment_variable_is_a_key() throws IOException {
    Set<String> known = new TreeSet<>();
    String page = Files.readString(Path.of("..", "docs", "configuration.md"));
    Pattern.compile("`([a-z][a-z0-9.-]+)`")
        .matcher(page)
        .results()
        .forEach(
            key ->
                known.add(
                    "VITALS_" + key.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")));
    int found = 0;
    for (Path file : files(".yml", ".yaml")) {
      for (var variable : VARIABLE.matcher(Files.readString(file)).results().toList()) {
        assertTrue(known.contains(variable.group()), file + ": " + variable.group());
        found++;
      }
    }
    assertTrue(found > 5, "only " + found);
  }

  @Test
  void grafana_finds_the_dashboards_where_compose_puts_them() throws IOException {
    String compose = Files.readString(DEPLOY.resolve("compose").resolve("docker-compose.yml"));
    String provider =
        Files.readString(
            DEPLOY.resolve(Path.of("grafana", "provisioning", "dashboards", "vitals.yml")));
    assertTrue(compose.contains("../grafana/dashboards:/var/lib/grafana/dashboards:ro"));
    assertTrue(provider.contains("path: /var/lib/grafana/dashboards"));
    for (String line : compose.lines().filter(each -> each.contains("- ../")).toList()) {
      String source = line.substring(line.indexOf("..")).split(":")[0];
      boolean isBuilt = source.contains("/target/");
      assertTrue(isBuilt || Files.exists(DEPLOY.resolve("compose").resolve(source)), source);
    }
  }

  /** Who gets an alert with these labels. */
  private static String route(String... labels) throws Exception {
    Tool.Run run =
        Tool.run(
            DEPLOY,
            Stream.concat(
                    Stream.of(
                        "amtool", "config", "routes", "test", "--config.file=alertmanager.yml"),
                    Stream.of(labels))
                .toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.output());
    // Above it older versions warn of a flag nobody has set.
    return run.output().substring(run.output().lastIndexOf('\n') + 1);
  }

  private static List<Path> files(String... suffixes) throws IOException {
    try (Stream<Path> files = Files.walk(DEPLOY)) {
      return files
          .filter(file -> Stream.of(suffixes).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }
}
