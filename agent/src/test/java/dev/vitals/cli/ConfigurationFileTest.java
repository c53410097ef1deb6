package dev.vitals.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.FakeApi.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
  @TempDir Path folder;

  @Test
  void every_mistake_is_named_with_its_place() throws IOException {
    Path file =
        file(
            """
            server:
              prot: 9500
            thresholds:
              profile: fast
            rules:
              - name: cpu
                warnin: 0.5
              - name: slow
                metric: http.latency
                warning: 2
              - metric: cpu
            slas:
              - name: checkout
                kind: tcp
                p95: 500ms
            maintenance:
              - from: "25:00"
                to: "04:00"
            receivers:
              - name: team
                type: pigeon
            reports:
              at: "25:00"
              directory: /var/reports
            """);

    Result result = check(file);

    assertEquals(1, result.exitCode());
    assertEquals("", result.err());
    for (String part :
        List.of(
            "unknown key 'server.prot'; did you mean server.port",
            "thresholds.profile='fast' is not",
            "vitals.yaml:7: rules[0].warnin",
            "vitals.yaml:10: rules[1].warning",
            "vitals.yaml:11: rules[2] has no name",
            "vitals.yaml:14: slas[0].kind",
            "vitals.yaml:17: maintenance[0].from",
            "vitals.yaml:21: receivers[0].type",
            "vitals.yaml:23: reports.at = '25:00' is not a time from 00:00 to 23:59")) {
      assertTrue(result.out().contains(part), part + " is not in\n" + result.out());
    }
  }

  @Test
  void more_than_twenty_mistakes_in_rules_are_all_named() throws IOException {
    StringBuilder text = new StringBuilder("rules:\n");
    for (int number = 0; number < 60; number++) {
      text.append("  - {name: r").append(number).append(", metric: nothing, warning: 1s}\n");
    }

    Result result = check(file(text.toString()));

    for (int number = 0; number < 60; number++) {
      String place = "vitals.yaml:" + (number + 2) + ": rules[" + number + "].metric";
      assertTrue(result.out().contains(place), place + " is not in\n" + result.out());
    }
  }

  @Test
  void a_good_file_is_told_what_it_says() throws IOException {
    Path file =
        file(
            """
            rules:
              - name: db
                metric: db.latency
                warning: 200ms
            slas:
              - name: checkout
                p95: 500ms
            receivers:
              - name: ops
                type: email
                email:
                  host: mail.example.com
                  from: vitals@example.com
                  to: ops@example.com
            reports: {receivers: [ops]}
            """);

    Result result = check(file);

    assertEquals(0, result.exitCode(), result.out());
    assertEquals(
        file + ": no mistake; rules: 11 with those of the profile, promises: 1\n", result.out());
    Map<?, ?> json =
        (Map<?, ?>) Json.read(FakeApi.run(List.of("config", "check", file + "", "--json")).out());
    assertEquals(true, json.get("ok"));
    assertEquals(List.of(), json.get("mistakes"));
    assertEquals(11L, json.get("rules"));
  }

  @Test
  void a_file_that_is_no_yaml_or_not_there_is_said_to_be_that() throws IOException {
    Result broken = check(file("rules: [\n"));
    assertEquals(1, broken.exitCode());
    assertTrue(broken.out().contains("is not valid YAML at line"), broken.out());
    Result missing = check(folder.resolve("other.yaml"));
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().contains("there is no file"), missing.err());
    assertEquals(2, check(folder).exitCode());
  }

  @Test
  void variables_come_from_the_environment_but_settings_do_not() throws Exception {
    Path file = file("service:\n  name: ${NAME}\nserver:\n  port: many\n");

    ConfigurationFile read =
        ConfigurationFile.read(file, Map.of("NAME", "shop", "VITALS_SERVER_PORT", "9500"));

    assertEquals("shop", read.settings().serviceName());
    assertEquals(1, read.mistakes().size(), read.mistakes().toString());
    assertTrue(read.mistakes().get(0).contains("server.port='many'"), read.mistakes().get(0));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("vitals.yaml"), text);
  }

  private static Result check(Path file) {
    return FakeApi.run(List.of("config", "check", file.toString()));
  }
}
