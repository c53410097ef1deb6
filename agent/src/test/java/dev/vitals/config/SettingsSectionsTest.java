package dev.vitals.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was added to plain values: sections, the guides' names, and the file itself. */
class SettingsSectionsTest {
  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();

  @Test
  void everything_has_a_default() {
    Settings settings = load("", Map.of());

    assertEquals(new Settings.Access("", false, "", "", 50, ""), settings.server().access());
    assertEquals(new Settings.Discovery("", ""), settings.server().discovery());
    assertEquals(new Settings.History("", 8_000_000, 200_000_000), settings.history());
    assertEquals(new Settings.ConfigFile("", true, true), settings.configFile());
    assertEquals("", settings.instanceId());
    assertEquals("otel", settings.metrics().naming());
    assertEquals(900_000, settings.escalateAfterMillis());
    assertEquals("", settings.runbookUrl());
    assertSame(YamlNode.EMPTY, settings.thresholds().guideLimits());
    assertEquals(List.of(), lines);
  }

  @Test
  void everything_can_be_said_in_the_file() throws IOException {
    Path file =
        yaml(
            """
            service: {name: shop, instance-id: shop-1}
            server:
              users-file: /etc/vitals/users
              loopback-credentials: true
              tls: {certificate-file: /c.pem, key-file: /k.pem}
              rate-limit: 0
              audit-file: /var/log/audit
              file-sd-dir: /var/lib/targets
              file-sd-address: "[::1]:9464"
            metrics.naming: Micrometer
            alerts: {escalate-after: 5m}
            rules.runbook-url: https://example.org/runbook
            history: {directory: /var/lib/vitals, memory-limit: 16MB, disk-limit: 1GiB}
            config.watch: false
            rules: [{name: a}]
            slas: [{name: a}]
            receivers: [{name: a}]
            routes: [{receiver: a}]
            email: {host: mail.example.com}
            maintenance: [{from: "1:00"}]
            reports: {at: "07:00", directory: /var/reports}
            """);

    Settings settings = load("config=" + file, Map.of());

    assertEquals(List.of(), lines);
    assertEquals("shop-1", settings.instanceId());
    assertEquals(
        new Settings.Access("/etc/vitals/users", true, "/c.pem", "/k.pem", 0, "/var/log/audit"),
        settings.server().access());
    assertEquals(
        new Settings.Discovery("/var/lib/targets", "[::1]:9464"), settings.server().discovery());
    assertEquals("micrometer", settings.metrics().naming());
    assertEquals(300_000, settings.escalateAfterMillis());
    assertEquals("https://example.org/runbook", settings.runbookUrl());
    assertEquals(new Settings.History("/var/lib/vitals", 16_000_000, 1L << 30), settings.history());
    assertEquals(new Settings.ConfigFile(file.toString(), true, false), settings.configFile());
    assertEquals("a", settings.document().get("rules").items().get(0).get("name").text());
  }

  @ParameterizedTest
  @CsvSource({
    "1MB, 1000000",
    "1 MB, 1000000",
    "1.5MB, 1500000",
    "2000kB, 2000000",
    "2000KB, 2000000",
    "1MiB, 1048576",
    "2048KiB, 2097152",
    "1GB, 1000000000",
    "5000000B, 5000000"
  })
  void reads_sizes(String text, long bytes) {
    assertEquals(bytes, load("history.memory-limit=" + text, Map.of()).history().memoryBytes());
    assertEquals(List.of(), lines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8000000", "8M", "8mb", "-8MB", "999kB", "2GB", "1e6B", "MB", "many"})
  void a_wrong_size_is_named(String text) {
    assertEquals(8_000_000, load("history.memory-limit=" + text, Map.of()).history().memoryBytes());
    assertEquals(
        List.of(
            "agent arguments: history.memory-limit='"
                + text
                + "' is not a size such as 8MB or 1GiB, from 1MB to 1GB; using 8MB"),
        lines);
  }

  @Test
  void the_names_of_the_guides_are_taken_from_everywhere() throws IOException {
    assertEquals(30_000, interval("", Map.of("MONITORING_INTERVAL", "30")));
    assertEquals(30_000, interval("", Map.of("MONITORING_INTERVAL", "30s")));
    assertEquals(20_000, interval("monitoring_interval=20", Map.of()));
    assertEquals(20_000, interval("", Map.of("VITALS_MONITORING_INTERVAL", "20")));
    Path file = yaml("monitoring_interval: 25\nmonitoring-enabled: no\n");
    assertEquals(25_000, interval("config=" + file, Map.of()));
    assertFalse(load("config=" + file, Map.of()).enabled());
    assertFalse(load("", Map.of("MONITORING_ENABLED", "false")).enabled());
    assertTrue(load("", Map.of("MONITORING_ENABLED", " True ")).enabled());
    assertEquals(List.of(), lines);
  }

  @Test
  void what_is_said_to_vitals_itself_is_stronger_than_the_guides_variables() throws IOException {
    Map<String, String> environment =
        Map.of("MONITORING_INTERVAL", "30", "VITALS_THRESHOLDS_INTERVAL", "15s");
    assertEquals(15_000, interval("", environment));
    Path file = yaml("thresholds.interval: 12s\nenabled: true");
    Map<String, String> guides = Map.of("MONITORING_INTERVAL", "30", "MONITORING_ENABLED", "false");
    assertEquals(12_000, interval("config=" + file, guides));
    assertTrue(load("config=" + file, guides).enabled());
    assertEquals(11_000, interval("monitoring-interval=12;thresholds.interval=11s", Map.of()));
    assertEquals(List.of(), lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MONITORING_ENABLED|1|MONITORING_ENABLED: enabled='1' is not true or false; using true",
        "MONITORING_INTERVAL|5 minutes|MONITORING_INTERVAL: thresholds.interval='5 minutes' is not",
        "MONITORING_INTERVAL|0|MONITORING_INTERVAL: thresholds.interval='0s' is not a duration",
        "MONITORING_INTERVAL|120|MONITORING_INTERVAL: thresholds.interval='120s' is not possible",
        "ALERT_THRESHOLDS|cpu=80|ALERT_THRESHOLDS: alert-thresholds='cpu=80' is not limits as JSON",
        "ALERT_THRESHOLDS|{a: [}|ALERT_THRESHOLDS: alert-thresholds is not valid JSON at line 1"
      })
  void a_variable_of_the_guides_that_says_nothing_we_know_is_named(
      String variable, String value, String problem) {
    Settings settings = load("", Map.of(variable, value));

    assertTrue(settings.enabled());
    assertEquals(10_000, settings.thresholds().intervalMillis());
    assertSame(YamlNode.EMPTY, settings.thresholds().guideLimits());
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).startsWith(problem), lines.get(0));
  }

  @Test
  void a_text_knows_whether_it_came_from_the_environment() throws IOException {
    Path file =
        yaml(
            """
            email:
              literal: hunter2
              variable: ${SECRET}
              part: prefix-${SECRET}
              default: ${UNSET:-hunter2}
              other: ${SECRET:-hunter2}
              dollar: $${SECRET}
            """);

    YamlNode email = load("config=" + file, Map.of("SECRET", "s")).document().get("email");

    assertEquals(List.of(), lines);
    StringBuilder seen = new StringBuilder();
    email
        .entries()
        .forEach((key, node) -> seen.append(key).append(node.isFromEnvironment() ? "+ " : "- "));
    assertEquals("literal- variable+ part+ default- other+ dollar- ", seen.toString());
    assertEquals("prefix-s", email.get("part").text());
  }

  @Test
  void a_variable_that_is_missing_shows_nothing_of_the_text_around_it() throws IOException {
    Path file = yaml("email: {a: \"hunter2${UNSET}\", b: \"hunter2${\", c: \"${}hunter2\"}");

    load("config=" + file, Map.of());

    assertEquals(
        List.of(
            file
                + ":1: 'email.a' names the environment variable 'UNSET', which is not set, and no"
                + " default; it is ignored",
            file + ":1: 'email.b' has a ${ that is empty or not closed; it is ignored",
            file + ":1: 'email.c' has a ${ that is empty or not closed; it is ignored"),
        lines);
  }

  @Test
  void a_file_that_becomes_unusable_leaves_everything_as_it_was() throws IOException {
    Path file = yaml("service.name: shop\nrules: [{name: a, metric: cpu, warning: 0.5}]");
    Settings before = load("config=" + file, Map.of());
    yaml("service.name: [shop");

    Settings after = load("config=" + file, Map.of());
    assertFalse(after.configFile().isUsable());
    assertSame(before, before.followedBy(after, lines));

    assertEquals(2, lines.size(), lines::toString);
    assertTrue(lines.get(0).startsWith("config file '" + file + "' is not valid YAML at line"));
    assertEquals("the settings stay as they were, because the file cannot be used", lines.get(1));

    lines.clear();
    Files.delete(file);
    assertSame(before, before.followedBy(load("config=" + file, Map.of()), lines));
    assertEquals("config file '" + file + "' does not exist; it is ignored", lines.get(0));

    lines.clear();
    yaml("service.name: shop2");
    Settings mended = load("config=" + file, Map.of());
    assertSame(mended, before.followedBy(mended, lines));
    assertEquals(List.of(), lines);
    yaml("# nothing");
    assertTrue(load("config=" + file, Map.of()).configFile().isUsable());
    assertEquals(List.of(), lines);
  }

  @Test
  void every_value_says_where_it_comes_from() throws IOException {
    Path file = yaml("history.disk-limit: 1GB\nserver.port: nonsense\n");

    Settings settings = load("quiet=true;config=" + file, Map.of("MONITORING_INTERVAL", "30"));

    assertEquals(1, lines.size(), lines::toString);
    assertEquals(
        new Settings.Value("quiet", "true", "agent arguments", false), settings.values().get(1));
    assertEquals(
        List.of("quiet", "config", "thresholds.interval", "history.disk-limit"),
        settings.values().stream()
            .filter(value -> !value.origin().isEmpty())
            .map(Settings.Value::key)
            .toList());
    for (Settings.Value value : settings.values()) {
      if (value.key().equals("thresholds.interval")) {
        assertEquals("30s MONITORING_INTERVAL", value.text() + " " + value.origin());
      }
    }
  }

  private long interval(String arguments, Map<String, String> environment) {
    return load(arguments, environment).thresholds().intervalMillis();
  }

  private Settings load(String arguments, Map<String, String> environment) {
    return Settings.load(arguments, new Properties(), environment, List.of(), lines);
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("vitals.yaml"), text);
  }
}
