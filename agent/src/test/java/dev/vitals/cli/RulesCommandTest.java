package dev.vitals.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.cli.FakeApi.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {
  private static final Path DEPLOY = Path.of("..", "deploy", "rules");

  @TempDir Path folder;

  @Test
  void without_a_configuration_they_are_those_in_deploy() throws IOException {
    Result printed = run();
    assertEquals(0, printed.exitCode(), printed.err());
    assertEquals(Files.readString(DEPLOY.resolve("vitals.yml")), printed.out());
    assertEquals("", printed.err());

    Path out = folder.resolve("rules");
    Result written = run("--out", out.toString());
    assertEquals(0, written.exitCode(), written.err());
    Path tests = Path.of("tests", "vitals_test.yml");
    assertEquals(out.resolve("vitals.yml") + "\n" + out.resolve(tests) + "\n", written.out());
    assertEquals(printed.out(), Files.readString(out.resolve("vitals.yml")));
    assertEquals(Files.readString(DEPLOY.resolve(tests)), Files.readString(out.resolve(tests)));
  }

  @Test
  void tests_expect_the_rules_beside_them() {
    Result tests = run("--tests");

    assertTrue(tests.out().contains("rule_files:\n  - \"vitals.yml\"\n"), tests.out());
    Map<?, ?> json = (Map<?, ?>) Json.read(run("--json").out());
    assertEquals(tests.out(), json.get("tests"));
    assertEquals(run().out(), json.get("rules"));
    assertEquals(List.of(), json.get("left_out"));
  }

  @Test
  void a_configuration_changes_limits_scopes_and_buckets() throws IOException {
    Result result =
        run(
            "--config",
            file(
                """
                metrics:
                  buckets:
                    http: [0.1, 0.7, 3]
                rules:
                  - name: http-latency-p95
                    warning: 700ms
                  - name: checkout
                    metric: http.latency
                    statistic: p99
                    scope: /checkout*|/pay
                    warning: 700ms
                    window: 5m
                    for: 1m
                """),
            "--runbook-url",
            "https://wiki/vitals");

    assertEquals(0, result.exitCode(), result.err());
    String rules = result.out();
    assertTrue(
        rules.contains(
            "          job_instance_http_route:http_server_request_duration_seconds:p99_5m"
                + "{http_route=~\"/checkout.*|/pay\"} > 0.7\n"),
        rules);
    assertTrue(rules.contains("https://wiki/vitals#vitalscheckout"), rules);
    assertFalse(rules.contains("0.7 is not the edge of a bucket"), rules);
    assertTrue(result.err().contains("http-latency-p95: critical above 5 cannot be judged"));
  }

  @Test
  void what_prometheus_cannot_judge_is_said_and_the_exit_code_tells_of_mistakes()
      throws IOException {
    String file =
        file(
            """
            slas:
              - {name: checkout, p95: 500ms}
            maintenance:
              - {from: "02:00", to: "04:00"}
            rules:
              - {name: busy, metric: http.throughput, warning: 100}
              - {name: wrong, metric: nothing, warning: 100}
            """);

    Result result = run("--config", file);

    assertEquals(1, result.exitCode());
    for (String sentence :
        List.of(
            "not for Prometheus: busy: ",
            "not for Prometheus: checkout: a promise",
            "not for Prometheus: maintenance windows",
            "rules[1].metric")) {
      assertTrue(result.err().contains(sentence), sentence + " is not in\n" + result.err());
    }
    assertTrue(result.out().contains("\n# - maintenance windows"), result.out());
    assertTrue(result.out().contains("alert: VitalsHttpErrorRate\n"), result.out());
  }

  @Test
  void the_secrets_of_receivers_need_not_be_where_rules_are_made() throws IOException {
    String file =
        file(
            """
            rules:
              - {name: http-latency-p95, warning: 700ms}
            receivers:
              - {name: team, type: slack, url-file: /no/such/secret}
            """);

    Result result = run("--config", file);

    assertEquals(0, result.exitCode(), result.err());
    assertFalse(result.err().contains("receivers"), result.err());
    assertEquals(1, FakeApi.run(List.of("config", "check", file)).exitCode());
  }

  @Test
  void where_nothing_can_be_written_or_options_contradict_it_says_so() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertEquals(1, run("--out", file.toString()).exitCode());
    assertEquals(2, run("--out", folder.toString(), "--tests").exitCode());
    assertEquals(2, run("--config", folder.resolve("no.yaml").toString()).exitCode());
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("vitals.yaml"), text).toString();
  }

  private static Result run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("rules"));
    arguments.addAll(List.of(options));
    return FakeApi.run(arguments);
  }
}
