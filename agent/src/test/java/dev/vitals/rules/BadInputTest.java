package dev.vitals.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.config.BadValues;
import dev.vitals.config.BadValues.Bad;
import dev.vitals.config.Mistakes;
import dev.vitals.config.Settings;
import dev.vitals.judge.Rule;
import dev.vitals.judge.Sla;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of rules and promises, with every kind of wrong value. */
class BadInputTest {
  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();

  /** A row of the table: what the bad one is otherwise, a key, a value, what must be said. */
  private record Row(String rest, String key, String yaml, String phrase) {
    String map() {
      return "{" + rest + (rest.isEmpty() ? "" : ", ") + key + ": " + yaml + "}";
    }
  }

  static Stream<String[]> rules() {
    String rest = "name: bad, metric: http.latency";
    String full = rest + ", critical: 9s";
    String dynamic = full + ", baseline: on";
    List<Row> rows = new ArrayList<>();
    for (String key : List.of("window", "for", "keep-firing", "low", "warning", "medium", "high")) {
      add(rows, full, key, BadValues.durations());
    }
    add(rows, full, "clear", BadValues.durations());
    add(rows, rest, "critical", BadValues.durations());
    add(rows, "name: bad, metric: cpu", "warning", BadValues.ratios());
    add(rows, "name: bad, metric: cache.hit-rate", "critical", BadValues.ratios());
    add(
        rows,
        "name: bad, metric: http.throughput",
        "warning",
        BadValues.numbers("a number of 0 or more"));
    add(rows, full, "recovery", BadValues.ratios());
    add(rows, full, "minimum-count", BadValues.wholeNumbers());
    add(rows, full, "enabled", BadValues.flags());
    add(rows, full, "baseline", BadValues.flags());
    add(rows, dynamic, "deviations", BadValues.numbers("a number from 1 to 100"));
    add(rows, dynamic, "ceiling", BadValues.numbers("a number from 1 to 100"));
    add(rows, dynamic, "floor", BadValues.ratios());
    add(rows, full, "statistic", BadValues.words());
    add(rows, full, "comparison", BadValues.words());
    add(rows, "name: bad, critical: 9s", "metric", BadValues.words());
    add(rows, full, "scope", BadValues.texts());
    add(rows, "metric: cpu, warning: 0.5", "name", BadValues.texts());
    String notAName = "is not a name of letters, digits, - and _, at most 64";
    for (String yaml : List.of("a b", "a/b", "ä", "'*'", "a.b", "x".repeat(65))) {
      rows.add(new Row("metric: cpu, warning: 0.5", "name", yaml, notAName));
    }
    rows.add(new Row(full, "scope", "POST /a*", "a route without its method, /a*"));
    rows.add(new Row(full, "scope", "x".repeat(201), "is not possible: a scope has at most 200"));
    rows.add(new Row(dynamic, "deviations", "0.5", "is not a number from 1 to 100"));
    rows.add(new Row(dynamic, "deviations", "101", "is not a number from 1 to 100"));
    rows.add(new Row(dynamic, "ceiling", "0.9", "is not a number from 1 to 100"));
    rows.add(new Row(dynamic, "floor", "0.001", "is not a ratio from 0.01 to 1"));
    rows.add(new Row(full, "deviations", "3", "is not of any use without baseline: on"));
    rows.add(new Row(full, "floor", "0.5", "is not of any use without baseline: on"));
    rows.add(new Row(full, "ceiling", "2", "is not of any use without baseline: on"));
    rows.add(new Row(full, "clear", "10s", "is not on the good side of the mildest limit"));
    rows.add(new Row(full + ", warning: 1s", "medium", "1s", "is not possible together with"));
    rows.add(
        new Row(
            "name: bad, metric: cpu, warning: 0.5",
            "statistic",
            "p99",
            "is not possible: cpu is no duration but a ratio"));
    return texts(rows);
  }

  static Stream<String[]> promises() {
    String rest = "name: bad";
    String full = rest + ", availability: 99.9%";
    List<Row> rows = new ArrayList<>();
    for (String key : List.of("p95", "p99", "window", "latency-window")) {
      add(rows, full, key, BadValues.durations());
    }
    add(rows, rest, "availability", BadValues.ratios());
    add(rows, full, "warning", BadValues.ratios());
    add(rows, full, "minimum-count", BadValues.wholeNumbers());
    add(rows, full, "enabled", BadValues.flags());
    add(rows, full, "kind", BadValues.words());
    add(rows, full, "scope", BadValues.texts());
    add(rows, "p95: 1s", "name", BadValues.texts());
    rows.add(new Row("p95: 1s", "name", "x".repeat(65), "is not a name of at most 64 letters"));
    rows.add(new Row(full, "scope", "POST /a*", "a route without its method, /a*"));
    rows.add(new Row(full, "scope", "x".repeat(201), "is not possible: a scope has at most 200"));
    rows.add(new Row(full + ", p95: 1s", "p99", "900ms", "is not as long as p95, or longer"));
    rows.add(new Row(rest, "availability", "100%", "is not between 0 and 1, such as 99.9%"));
    rows.add(new Row(rest, "availability", "0", "is not between 0 and 1, such as 99.9%"));
    rows.add(new Row(full, "warning", "0", "is not above 0"));
    return texts(rows);
  }

  @Test
  void the_table_is_long() {
    assertTrue(rules().count() >= 200, () -> rules().count() + " of rules");
    assertTrue(promises().count() >= 100, () -> promises().count() + " of promises");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_wrong_value_leaves_out_its_rule_alone(String key, String bad, String phrase)
      throws IOException {
    String good = "  - {name: %s, metric: cpu, warning: 50%%}\n";
    String file =
        "rules:\n" + good.formatted("kept") + "  - " + bad + "\n" + good.formatted("kept-too");

    List<Rule> rules =
        RuleReader.read(load(file).document().get("rules"), List.of(), new Mistakes(lines));

    assertEquals(List.of("kept", "kept-too"), rules.stream().map(Rule::name).toList());
    assertOneLine("rules[1]." + key, phrase, "; the rule is left out");
  }

  @ParameterizedTest
  @MethodSource("promises")
  void a_wrong_value_leaves_out_its_promise_alone(String key, String bad, String phrase)
      throws IOException {
    String good = "  - {name: %s, p95: 500ms}\n";
    String file =
        "slas:\n" + good.formatted("kept") + "  - " + bad + "\n" + good.formatted("kept-too");

    List<Sla> slas = SlaReader.read(load(file).document().get("slas"), new Mistakes(lines));

    assertEquals(List.of("kept", "kept-too"), slas.stream().map(Sla::name).toList());
    assertOneLine("slas[1]." + key, phrase, "; the promise is left out");
  }

  @Test
  void what_is_wrong_with_a_whole_rule_or_promise_is_said_of_it() throws IOException {
    Map<String, String> mistakes = new LinkedHashMap<>();
    mistakes.put("rules: [{metric: cpu, warning: 0.5}]", "rules[0] has no name; the rule is left");
    mistakes.put("rules: [{name: a, warning: 0.5}]", "rules[0] has no metric; the rule is left");
    mistakes.put("rules: [{name: a, metric: cpu}]", "rules[0] has no limit: one of low, warning,");
    mistakes.put(
        "rules: [{name: a, metric: cpu, warning: off}]", "rules[0] has no limit: one of low, warn");
    mistakes.put(
        "rules: [{name: a, metric: cpu, warning: 0.9, critical: 0.8}]",
        "rules[0] cannot be: a: a limit must not be milder than that of a lower severity");
    mistakes.put("rules: [text]", "rules[0] = 'text' is not a rule: a map with name, metric and");
    mistakes.put("rules: [[a]]", "rules[0] is not a rule: a map with name, metric and limits");
    mistakes.put("rules: text", "rules = 'text' is not a list of rules; they stay as they were");
    mistakes.put("slas: [{p95: 1s}]", "slas[0] has no name; the promise is left out");
    mistakes.put("slas: [{name: a}]", "slas[0] cannot be: a: promises nothing; the promise is");
    mistakes.put("slas: [text]", "slas[0] = 'text' is not a promise: a map with name, kind and");
    mistakes.put("slas: text", "slas = 'text' is not a list of promises; they stay as they were");
    for (Map.Entry<String, String> mistake : mistakes.entrySet()) {
      lines.clear();
      Settings settings = load(mistake.getKey());
      Mistakes into = new Mistakes(lines);
      assertEquals(List.of(), RuleReader.read(settings.document().get("rules"), List.of(), into));
      assertEquals(List.of(), SlaReader.read(settings.document().get("slas"), into));
      assertEquals(1, lines.size(), lines::toString);
      assertTrue(lines.get(0).startsWith(file() + ":1: " + mistake.getValue()), lines.get(0));
    }
  }

  @Test
  void a_variable_that_is_not_set_is_named_and_the_rest_of_the_rule_counts() throws IOException {
    Settings settings =
        load("rules: [{name: a, metric: cpu, warning: 0.5, critical: \"${NO_SUCH_VARIABLE}\"}]");
    List<Rule> rules =
        RuleReader.read(settings.document().get("rules"), List.of(), new Mistakes(lines));

    assertEquals(1, rules.size());
    assertEquals(
        List.of(
            file()
                + ":1: 'rules[0].critical' names the environment variable 'NO_SUCH_VARIABLE', which"
                + " is not set, and no default; it is ignored"),
        lines);
  }

  private void assertOneLine(String path, String phrase, String consequence) {
    assertEquals(1, lines.size(), lines::toString);
    String line = lines.get(0);
    assertTrue(line.startsWith(file() + ":3: " + path), line);
    assertTrue(line.contains(phrase), line);
    assertTrue(line.endsWith(consequence), line);
    assertFalse(line.chars().anyMatch(Character::isISOControl), line);
    assertTrue(line.length() < 600, line);
  }

  private static void add(List<Row> rows, String rest, String key, List<Bad> values) {
    for (Bad bad : values) {
      rows.add(new Row(rest, key, bad.yaml(), bad.phrase()));
    }
  }

  private static Stream<String[]> texts(List<Row> rows) {
    return rows.stream().map(row -> new String[] {row.key(), row.map(), row.phrase()});
  }

  private Path file() {
    return folder.resolve("vitals.yaml");
  }

  private Settings load(String text) throws IOException {
    Files.writeString(file(), text);
    return Settings.load("config=" + file(), new Properties(), Map.of(), List.of(), lines);
  }
}
