package dev.vitals.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class PrometheusRulesTest {
  private static final Path RULES = Path.of("..", "deploy", "rules");
  private static final Path PAGE = Path.of("..", "docs", "fleet.md");
  private static final String REQUESTS = "http_server_request_duration_seconds";
  private static final String STATEMENTS = "db_client_operation_duration_seconds";

  /** Names that mean something to YAML, to Go's templates, to PromQL or to a file system. */
  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "a: b # c",
          "- [x]",
          "\"quoted\" 'twice' \\",
          "{{ .Labels.job }}",
          "{{{{",
          "}} {{ if }}",
          "{",
          "line\nbreak\r\ttab",
          "\u0000\u0007\u007f\u0085\u2028\ufeff",
          "\ud800 alone \udc00",
          "\ud83d\ude80 grüße 漢字",
          "*alias &anchor !tag %TAG",
          "true",
          "null",
          "1e3",
          "../../etc/passwd",
          "$labels $value ${HOME}",
          "http-latency",
          "http_latency",
          "down",
          "x".repeat(500));

  @TempDir Path folder;

  @Test
  void the_files_in_deploy_are_the_agents_own_rules() throws IOException {
    RuleFiles files = rules("../vitals.yml").write(BuiltInRules.definitions());
    assertEquals(List.of(), files.leftOut());
    Path tests = RULES.resolve("tests").resolve("vitals_test.yml");
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(tests.getParent());
      Files.writeString(RULES.resolve("vitals.yml"), files.rules());
      Files.writeString(tests, files.tests());
    }
    String hint = "run this test with -Ddocs.write=true";
    assertEquals(files.rules(), Files.readString(RULES.resolve("vitals.yml")), hint);
    assertEquals(files.tests(), Files.readString(tests), hint);
  }

  @Test
  void promtool_passes_the_files_in_deploy() throws Exception {
    Tool.Run check =
        Tool.run(RULES, "promtool", "check", "rules", "--lint=all", "--lint-fatal", "vitals.yml");
    assertEquals(0, check.exitCode(), check.output());
    Tool.Run test = Tool.run(RULES, "promtool", "test", "rules", "tests/vitals_test.yml");
    assertEquals(0, test.exitCode(), test.output());
    assertTrue(test.output().endsWith("SUCCESS"), test.output());
  }

  @Test
  void promtool_finds_a_limit_that_is_wrong() throws Exception {
    RuleFiles files = rules("rules.yml").write(BuiltInRules.definitions());
    String broken = files.rules().replace(" > 0.95\n", " > 0.99\n");
    assertFalse(broken.equals(files.rules()));
    Tool.Run test = test(new RuleFiles(broken, files.tests(), List.of()));
    assertTrue(test.exitCode() != 0, test.output());
    assertTrue(test.output().contains("VitalsHeapAfterGc"), test.output());
  }

  @Test
  void every_alert_has_five_answers() {
    RuleFiles files = rules("rules.yml").write(BuiltInRules.definitions());
    for (String alert : alerts(files.rules())) {
      if (AgentAlerts.NAMES.contains(alert)) {
        continue;
      }
      for (String what :
          List.of(
              "silent when all is well",
              "at the limit for warning",
              "at the limit for critical",
              "early, firing and over for warning",
              "early, firing and over for critical")) {
        assertTrue(files.tests().contains('"' + alert + ": " + what + '"'), alert + ' ' + what);
      }
    }
    assertTrue(files.tests().contains("VitalsHttpLatencyP95: silent on too few operations"));
  }

  @Test
  void promtool_passes_rules_of_every_kind() throws Exception {
    List<RuleDefinition> rules = new ArrayList<>();
    for (String statistic : List.of("p50", "p75", "p90", "p95", "p99", "p99.9", "mean", "rate")) {
      rules.add(rule(REQUESTS, statistic, "http_route", 0.3, 0.75));
      rules.add(rule(STATEMENTS, statistic, "db_query_summary", 0.1, 0.5));
      rules.add(rule("vitals_cache_load_duration_seconds", statistic, "cache", 0.01, 0.05));
      rules.add(rule("jvm_gc_duration_seconds", statistic, "jvm_gc_name", 0.1, 1));
    }
    rules.add(rule(REQUESTS, "p95", "", 0.123, 0.13));
    rules.add(rule(REQUESTS, "p95", "http_request_method", 0.005, 0.005));
    rules.add(rule(STATEMENTS, "ratio", "db_namespace", 0.01, 0.999));
    rules.add(rule("cache_gets_total", "ratio", "cache", 0, 0.5));
    rules.add(rule("cache_load_total", "ratio", "", 0.333, 0.6667));
    rules.add(rule("cache_evictions_total", "rate", "cache", 10, 1000));
    rules.add(rule("vitals_executor_refused_tasks_total", "ratio", "name", 0.05, 0.2));
    rules.add(rule("vitals_executor_failed_tasks_total", "ratio", "name", 0.05, 0.2));
    rules.add(rule("executor_seconds", "p95", "name", 5, 10));
    rules.add(rule("vitals_db_slow_operations_total", "rate", "db_query_summary", 0.1, 7));
    rules.add(rule("jvm_memory_used_bytes", "ratio", "", 0.5, 0.8));
    rules.add(rule("process_open_fds", "ratio", "", 0.8, 0.9));
    rules.add(rule("system_memory_utilization_ratio", "ratio", "", 0.9, 0.95));
    rules.add(
        rule(
            "system_filesystem_utilization_ratio",
            "ratio",
            "system_filesystem_mountpoint",
            0.85,
            0.95));
    rules.add(rule("jvm_threads_deadlocked", "value", "", 0, Double.POSITIVE_INFINITY));
    rules.add(rule("jvm_class_count", "max", "", 20_000, 50_000));
    rules.add(rule("process_resident_memory_bytes", "mean", "", 1e9, 2.5e9));
    rules.add(rule("jvm_cpu_recent_utilization_ratio", "mean", "", 0.8, 0.9));
    List<RuleDefinition> named = named(rules);
    for (int from = 0; from < named.size(); from += 4) {
      RuleFiles files =
          rules("rules.yml").write(named.subList(from, Math.min(from + 4, named.size())));
      assertEquals(List.of(), files.leftOut());
      assertSound(files);
    }
  }

  @Test
  void promtool_passes_rules_of_some_scopes_and_of_one_level() throws Exception {
    RuleFiles files =
        rules("rules.yml")
            .write(
                List.of(
                    picked("a", REQUESTS, "p95", "http_route", "/checkout*|/pay/{id}", 0.3),
                    picked("b", STATEMENTS, "ratio", "db_query_summary", "CALL f(x+y.z)*", 0.3),
                    picked("c", "cache_gets_total", "ratio", "cache", "*books", 0.3),
                    picked("d", REQUESTS, "p95", "", "", Double.POSITIVE_INFINITY)));
    assertEquals(List.of(), files.leftOut());
    assertSound(files);
  }

  @Test
  void promtool_passes_rules_with_all_kinds_of_times_and_counts() throws Exception {
    long[] windows = {0, 90_000, 900_000};
    long[] minimums = {0, 20, 1_000_000_000, 1};
    int number = 0;
    for (long hold : new long[] {0, 1, 20_000, 61_000, 600_000}) {
      for (long window : windows) {
        boolean isOfRequests = number % 2 == 0;
        RuleDefinition rule =
            new RuleDefinition(
                "rule " + number,
                isOfRequests ? REQUESTS : "cache_gets_total",
                isOfRequests ? "p99" : "ratio",
                isOfRequests ? "http_route" : "cache",
                0.25,
                0.5,
                hold,
                number % 3 * hold,
                minimums[number % minimums.length],
                window);
        // One by one: each file is evaluated as a whole for hours of made-up time.
        RuleFiles files = rules("rules.yml").write(List.of(rule));
        assertEquals(List.of(), files.leftOut());
        assertSound(files);
        number++;
      }
    }
  }

  @Test
  void promtool_passes_rules_with_hostile_names() throws Exception {
    List<RuleDefinition> rules = new ArrayList<>();
    for (String name : HOSTILE) {
      rules.add(new RuleDefinition(name, REQUESTS, "p95", "", 0.5, 1, 0, 0, 0, 60_000));
    }
    RuleFiles files = rules("rules.yml").write(rules);
    assertEquals(List.of(), files.leftOut());
    Set<String> alerts = new HashSet<>(alerts(files.rules()));
    assertEquals(HOSTILE.size() + AgentAlerts.NAMES.size(), alerts.size(), alerts.toString());
    for (String alert : alerts) {
      assertTrue(alert.matches("Vitals[A-Za-z0-9_]+"), alert);
    }
    for (int from = 0; from < rules.size(); from += 5) {
      List<RuleDefinition> some = rules.subList(from, Math.min(from + 5, rules.size()));
      assertSound(rules("rules.yml").write(some));
    }
  }

  @Test
  void buckets_that_are_configured_decide_what_can_be_judged() throws Exception {
    List<RuleDefinition> rules = List.of(rule(REQUESTS, "p95", "http_route", 3, 20));
    RuleFiles usual = rules("rules.yml").write(named(rules));
    assertEquals(1, usual.leftOut().size(), usual.leftOut().toString());
    assertTrue(usual.leftOut().get(0).contains("critical above 20 cannot be judged"));
    assertTrue(usual.rules().contains("3 is not the edge of a bucket"), usual.rules());
    RuleFiles wide =
        new PrometheusRules(
                Map.of(REQUESTS, List.of(1.0, 3.0, 20.0, 60.0)), "docs/fleet.md", "rules.yml")
            .write(named(rules));
    assertEquals(List.of(), wide.leftOut());
    assertFalse(wide.rules().contains("not the edge"), wide.rules());
    assertSound(wide);
  }

  @Test
  void what_prometheus_cannot_judge_is_named_and_the_rest_stays() {
    List<RuleDefinition> rules = new ArrayList<>();
    rules.add(rule("no_such_metric", "p95", "", 1, 2));
    rules.add(rule(REQUESTS, "max", "", 1, 2));
    rules.add(rule(REQUESTS, "p100", "", 1, 2));
    rules.add(rule(REQUESTS, "p0", "", 1, 2));
    rules.add(rule(REQUESTS, "", "", 1, 2));
    rules.add(rule(REQUESTS, "p95", "no_such_label", 1, 2));
    rules.add(rule(REQUESTS, "p95", "http_route=\"x\"} or up{", 1, 2));
    rules.add(rule(REQUESTS, "p95", "", Double.NaN, 2));
    rules.add(rule(REQUESTS, "p95", "", 2, 1));
    rules.add(rule(REQUESTS, "p95", "", -1, 1));
    rules.add(rule(REQUESTS, "ratio", "", 1, Double.POSITIVE_INFINITY));
    rules.add(rule(REQUESTS, "p95", "", 0.001, Double.POSITIVE_INFINITY));
    rules.add(rule("jvm_gc_duration_seconds", "ratio", "", 0.1, 0.2));
    rules.add(rule("jvm_class_count", "ratio", "", 0.1, 0.2));
    rules.add(rule("jvm_memory_used_bytes", "ratio", "jvm_memory_pool_name", 0.1, 0.2));
    rules.add(rule("cache_puts_total", "ratio", "cache", 0.1, 0.2));
    rules.add(rule("target_info", "value", "", 1, 2));
    rules.add(rule("vitals_state", "value", "", 1, 2));
    rules.add(new RuleDefinition("a", REQUESTS, "p95", "", 1, 2, -1, 0, 0, 60_000));
    rules.add(new RuleDefinition("b", REQUESTS, "p95", "", 1, 2, 0, -1, 0, 60_000));
    rules.add(new RuleDefinition("c", REQUESTS, "p95", "", 1, 2, 0, 0, -1, 60_000));
    rules.add(new RuleDefinition("d", REQUESTS, "p95", "", 1, 2, 0, 0, 0, -1));
    int wrong = rules.size();
    rules.add(rule(REQUESTS, "p95", "", 1, 2));
    RuleFiles files = rules("rules.yml").write(named(rules));
    assertEquals(wrong, files.leftOut().size(), String.join("\n", files.leftOut()));
    for (String sentence : files.leftOut()) {
      assertTrue(files.rules().contains("# - " + sentence), sentence);
    }
    assertEquals(1 + AgentAlerts.NAMES.size(), new TreeSet<>(alerts(files.rules())).size());
  }

  @Test
  void rules_that_say_nothing_leave_a_file_that_can_be_loaded() throws Exception {
    RuleFiles files = rules("rules.yml").write(List.of());
    assertEquals(AgentAlerts.NAMES, alerts(files.rules()));
    assertSound(files);
  }

  @Test
  void every_name_in_the_rules_is_in_the_catalogue() {
    Catalogue catalogue = new Catalogue();
    int expressions = 0;
    for (Map<?, ?> rule : parsed(rules("r").write(BuiltInRules.definitions()).rules())) {
      if (rule.containsKey("record")) {
        String record = (String) rule.get("record");
        assertTrue(record.matches("job_instance[a-z_]*:[a-z_]+:[a-z0-9_]+"), record);
        catalogue.recorded(record);
      }
      assertEquals(Set.of(), catalogue.unknown((String) rule.get("expr")));
      expressions++;
    }
    assertTrue(expressions > 20, "only " + expressions);
  }

  @Test
  void every_alert_says_how_bad_it_is_and_what_to_do() throws IOException {
    String page = Files.readString(PAGE);
    for (Map<?, ?> rule : parsed(Files.readString(RULES.resolve("vitals.yml")))) {
      if (rule.containsKey("alert")) {
        String alert = (String) rule.get("alert");
        Map<?, ?> labels = (Map<?, ?>) rule.get("labels");
        Map<?, ?> annotations = (Map<?, ?>) rule.get("annotations");
        assertTrue(List.of("warning", "critical").contains(labels.get("severity")), alert);
        assertEquals(Set.of("summary", "description", "runbook_url"), annotations.keySet());
        assertEquals(
            "docs/fleet.md#" + alert.toLowerCase(Locale.ROOT), annotations.get("runbook_url"));
        assertTrue(page.contains("\n### " + alert + "\n"), alert + " is not on the page");
      }
    }
  }

  @Test
  void numbers_look_as_go_prints_them() {
    assertEquals("2.08", Numbers.short4(2.08));
    assertEquals("0.1235", Numbers.short4(0.12345678));
    assertEquals("9999", Numbers.short4(9999.4));
    assertEquals("1e+04", Numbers.short4(9999.6));
    assertEquals("1.04e+09", Numbers.short4(1.04e9));
    assertEquals("0.0001", Numbers.short4(0.0001));
    assertEquals("5.2e-06", Numbers.short4(0.0000052));
    assertEquals("100", Numbers.short4(100));
    assertEquals("0", Numbers.short4(0));
    assertEquals("90s", Numbers.duration(90_000));
    assertEquals("2m", Numbers.duration(120_000));
    assertEquals("1h", Numbers.duration(3_600_000));
    assertEquals("0s", Numbers.duration(0));
    assertEquals("1500ms", Numbers.duration(1_500));
    assertEquals("1000000000", Numbers.plain(1e9));
    assertEquals("0.000001", Numbers.plain(1e-6));
  }

  private void assertSound(RuleFiles files) throws Exception {
    Tool.Run test = test(files);
    assertEquals(0, test.exitCode(), test.output());
    Tool.Run check =
        Tool.run(folder, "promtool", "check", "rules", "--lint=all", "--lint-fatal", "rules.yml");
    assertEquals(0, check.exitCode(), check.output());
    Catalogue catalogue = new Catalogue();
    for (Map<?, ?> rule : parsed(files.rules())) {
      if (rule.containsKey("record")) {
        catalogue.recorded((String) rule.get("record"));
      }
      assertEquals(Set.of(), catalogue.unknown((String) rule.get("expr")));
    }
  }

  private Tool.Run test(RuleFiles files) throws Exception {
    Files.writeString(folder.resolve("rules.yml"), files.rules());
    Files.writeString(folder.resolve("test.yml"), files.tests());
    return Tool.run(folder, "promtool", "test", "rules", "test.yml");
  }

  private static PrometheusRules rules(String file) {
    return new PrometheusRules(Map.of(), "docs/fleet.md", file);
  }

  private static RuleDefinition rule(
      String metric, String statistic, String scopeLabel, double warning, double critical) {
    return new RuleDefinition(
        "", metric, statistic, scopeLabel, warning, critical, 30_000, 60_000, 20, 60_000);
  }

  private static RuleDefinition picked(
      String name,
      String metric,
      String statistic,
      String scopeLabel,
      String scopePattern,
      double warning) {
    return new RuleDefinition(
        name,
        metric,
        statistic,
        scopeLabel,
        scopePattern,
        warning,
        0.75,
        30_000,
        60_000,
        20,
        60_000);
  }

  private static List<RuleDefinition> named(List<RuleDefinition> rules) {
    List<RuleDefinition> named = new ArrayList<>();
    for (RuleDefinition rule : rules) {
      named.add(
          new RuleDefinition(
              "rule-" + named.size(),
              rule.metric(),
              rule.statistic(),
              rule.scopeLabel(),
              rule.warning(),
              rule.critical(),
              rule.holdMillis(),
              rule.keepFiringMillis(),
              rule.minimumCount(),
              rule.windowMillis()));
    }
    return named;
  }

  private static List<String> alerts(String rules) {
    List<String> alerts = new ArrayList<>();
    for (Map<?, ?> rule : parsed(rules)) {
      if (rule.containsKey("alert")) {
        alerts.add((String) rule.get("alert"));
      }
    }
    return alerts;
  }

  private static List<Map<?, ?>> parsed(String rules) {
    List<Map<?, ?>> parsed = new ArrayList<>();
    Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(rules);
    for (Object group : (List<?>) file.get("groups")) {
      for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
        parsed.add((Map<?, ?>) rule);
      }
    }
    return parsed;
  }
}
