package dev.vitals.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.judge.Levels;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Rule;
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

class GuideLimitsTest {
  private static final double NAN = Double.NaN;

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();

  @Test
  void a_number_by_itself_is_the_warning() {
    List<Rule> rules = of("{\"cpu_usage\":80,\"memory_usage\":85}");

    assertEquals(List.of(), lines);
    assertEquals(Rule.defaults().size(), rules.size());
    assertEquals(Levels.of(0.8, 0.9), levels(rules, "cpu"));
    assertEquals(Levels.of(0.85, 0.95), levels(rules, "heap-after-gc"));
    assertEquals(Levels.of(0.85, 0.95), levels(rules, "container-memory"));
  }

  @Test
  void a_map_gives_the_levels_and_the_seven_of_guide_004_are_its_profile() {
    List<Rule> rules =
        of(
            "{\"cpu_usage\": {\"warning\": 70, \"critical\": 90},"
                + " \"memory_usage\": {\"warning\": 80, \"critical\": 95},"
                + " \"disk_usage\": {\"warning\": 85, \"critical\": 95},"
                + " \"api_response_time\": {\"warning\": 1000, \"critical\": 5000},"
                + " \"database_query_time\": {\"warning\": 500, \"critical\": 2000},"
                + " \"cache_hit_rate\": {\"warning\": 70, \"critical\": 50},"
                + " \"error_rate\": {\"warning\": 5, \"critical\": 10}}");

    assertEquals(List.of(), lines);
    for (Rule wanted : Profile.S4.rules()) {
      Rule rule = named(rules, wanted.name());
      assertEquals(wanted.levels(), rule.levels(), wanted.name());
      assertEquals(wanted.measure(), rule.measure());
      assertEquals(wanted.comparison(), rule.comparison());
      Rule before = find(Rule.defaults(), wanted.name());
      long minimumCount = before == null ? wanted.minimumCount() : before.minimumCount();
      assertEquals(minimumCount, rule.minimumCount(), wanted.name());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{cpu: 80%}; cpu; 0.8",
        "{cpu_usage_percent: 80.5}; cpu; 0.805",
        "{disk: 90}; disk; 0.9",
        "{api_response_time: 1.5s}; http-latency-p95; 1.5",
        "{response_time_ms: 300}; http-latency-p95; 0.3",
        "{request_latency: 250ms}; http-latency-p95; 0.25",
        "{database_query: 100}; db-latency-p95; 0.1",
        "{db_query_time: 100}; db-latency-p95; 0.1",
        "{hit_rate: 75}; cache-hit-rate; 0.75",
        "{miss_rate: 30}; cache-miss-rate; 0.3",
        "{error_rate: 0.5}; http-error-rate; 0.005",
        "{throughput_rps: 500}; http-throughput; 500",
        "{Memory_Usage: 60}; heap-after-gc; 0.6"
      })
  void shares_are_in_percent_and_durations_in_milliseconds(String json, String rule, double limit) {
    assertEquals(limit, levels(of(json), rule).medium(), 1e-12);
    assertEquals(List.of(), lines);
  }

  @Test
  void what_is_not_said_stays_where_it_goes_together_with_what_is() {
    assertEquals(Levels.of(0.95, NAN), levels(of("{cpu: 95}"), "cpu"));
    assertEquals(Levels.of(0.8, 0.99), levels(of("{cpu: {critical: 99}}"), "cpu"));
    assertEquals(Levels.of(NAN, 0.6), levels(of("{cpu: {critical: 60}}"), "cpu"));
    assertEquals(new Levels(0.5, 0.8, 0.85, 0.9), levels(of("{cpu: {low: 50, high: 85}}"), "cpu"));
    assertEquals(
        new Levels(NAN, 0.4, NAN, NAN), levels(of("{cache_hit_rate: 40}"), "cache-hit-rate", 0));
    assertEquals(List.of(), lines);
  }

  @Test
  void a_map_in_the_file_and_json_in_an_argument_say_the_same() throws IOException {
    Path file = folder.resolve("vitals.yaml");
    Files.writeString(file, "alert_thresholds:\n  cpu_usage: 61\n  error_rate: {warning: 3}\n");
    assertEquals(0.61, levels(apply(load("config=" + file, Map.of())), "cpu").medium());
    Files.writeString(file, "alert-thresholds: '{\"cpu_usage\": 62}'\n");
    assertEquals(0.62, levels(apply(load("config=" + file, Map.of())), "cpu").medium());
    String argument = "alert-thresholds={\"cpu_usage\":63,\"error_rate\":3};quiet=true";
    assertEquals(0.63, levels(apply(load(argument, Map.of())), "cpu").medium());
    String lineBreaks = "{\n\t\"cpu_usage\": 64\n}";
    for (String variable : List.of("VITALS_ALERT_THRESHOLDS", "ALERT_THRESHOLDS")) {
      Settings settings = load("", Map.of(variable, lineBreaks));
      assertEquals(0.64, levels(apply(settings), "cpu").medium());
    }
    assertEquals(List.of(), lines);
  }

  @Test
  void what_is_said_to_vitals_is_stronger_than_the_variable_of_the_guides() throws IOException {
    Path file = folder.resolve("vitals.yaml");
    Files.writeString(file, "alert_thresholds: {cpu_usage: 61}");
    Map<String, String> both =
        Map.of("ALERT_THRESHOLDS", "{cpu: 50}", "VITALS_ALERT_THRESHOLDS", "{cpu: 51}");

    assertEquals(0.51, levels(apply(load("", both)), "cpu").medium());
    assertEquals(0.51, levels(apply(load("config=" + file, both)), "cpu").medium());
    Map<String, String> guides = Map.of("ALERT_THRESHOLDS", "{cpu: 50}");
    assertEquals(0.61, levels(apply(load("config=" + file, guides)), "cpu").medium());
    assertEquals(List.of(), lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{cpu_usage: 0.8} | cpu-usage = '0.8' is not a share in percent, such as 80; it is ignored",
        "{cpu_usage: 1} | cpu-usage = '1' is not a share in percent, such as 80; it is ignored",
        "{cpu_usage: 101} | cpu-usage = '101' is not a share in percent, such as 80; it is ignored",
        "{cpu_usage: -5} | cpu-usage = '-5' is not a number of 0 or more; it is ignored",
        "{cpu_usage: high} | cpu-usage = 'high' is not a number of 0 or more; it is ignored",
        "{cpu_usage: 101%} | cpu-usage = '101%' is not a ratio from 0 to 1, such as 0.3 or 30%; it",
        "{cpu_usage: [80]} | cpu-usage is not one line of text; it is ignored",
        "{cpu_usage: {warning: [1]}} | cpu-usage.warning is not one line of text; it is ignored",
        "{cpu_usage: {warnin: 70}} | cpu-usage.warnin is not known here; it is ignored (did you",
        "{disk_usage: {warning: 70, medium: 80}} | disk-usage.medium = '80' is not possible",
        "{cpu_usage: {warning: 90, critical: 80}} | cpu-usage has a limit that is milder than that",
        "{cache_hit_rate: {warning: 50, critical: 70}} | cache-hit-rate has a limit that is milder",
        "{response_time: fast} | response-time = 'fast' is not a duration such as 250ms, 10s or",
        "{response_time: -1} | response-time = '-1' is not a number of 0 or more; it is ignored",
        "{cpu_usge: 80} | cpu-usge = '80' is not known here; it is ignored (did you mean cpu-usage",
        "{speed: 80} | speed = '80' is not known here; it is ignored"
      })
  void a_limit_that_cannot_be_is_named_and_the_others_count(String json, String problem) {
    String both = json.substring(0, json.length() - 1) + ", error_rate: 7}";

    List<Rule> rules = of(both);

    assertEquals(Levels.of(0.07, 0.2), levels(rules, "http-error-rate"));
    assertEquals(Levels.of(0.8, 0.9), levels(rules, "cpu"));
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(
        lines.get(0).startsWith("agent arguments:1: alert-thresholds." + problem), lines.get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "80 | agent arguments: alert-thresholds='80' is not limits as JSON, such as {\"cpu_usage\"",
        "[1] | agent arguments: alert-thresholds='[1]' is not limits as JSON, such as",
        "{cpu: 80, | agent arguments: alert-thresholds='{cpu: 80,' is not limits as JSON, such as",
        "{cpu: [80} | agent arguments: alert-thresholds is not valid JSON at line 1, column",
        "{cpu: 80, cpu: 81} | agent arguments: alert-thresholds is not valid JSON at line 1, column",
        "{a: b}} | agent arguments: alert-thresholds is not valid JSON"
      })
  void what_is_no_json_is_one_line_and_changes_nothing(String text, String problem) {
    assertEquals(Rule.defaults(), of(text));
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).startsWith(problem), lines.get(0));
  }

  @Test
  void nothing_said_changes_nothing() {
    assertEquals(Rule.defaults(), apply(load("", Map.of())));
    assertEquals(Rule.defaults(), of("{}"));
    assertEquals(Rule.defaults(), apply(load("", Map.of("ALERT_THRESHOLDS", ""))));
    assertEquals(List.of(), lines);
  }

  private List<Rule> of(String json) {
    return apply(load("alert-thresholds=" + json, Map.of()));
  }

  private List<Rule> apply(Settings settings) {
    return GuideLimits.apply(
        settings.thresholds().guideLimits(), Rule.defaults(), new Mistakes(lines));
  }

  private Settings load(String arguments, Map<String, String> environment) {
    return Settings.load(arguments, new Properties(), environment, List.of(), lines);
  }

  private static Levels levels(List<Rule> rules, String name) {
    return named(rules, name).levels();
  }

  /** The levels with the critical one left out that nothing passes. */
  private static Levels levels(List<Rule> rules, String name, double off) {
    Levels levels = levels(rules, name);
    assertEquals(off, levels.critical());
    assertEquals(Measure.CACHE_HIT_RATE, named(rules, name).measure());
    return new Levels(levels.low(), levels.medium(), levels.high(), NAN);
  }

  private static Rule named(List<Rule> rules, String name) {
    Rule found = find(rules, name);
    assertNotNull(found, name);
    return found;
  }

  private static Rule find(List<Rule> rules, String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst().orElse(null);
  }
}
