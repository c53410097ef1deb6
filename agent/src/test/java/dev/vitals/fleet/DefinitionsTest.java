package dev.vitals.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.judge.Comparison;
import dev.vitals.judge.Levels;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Recovery;
import dev.vitals.judge.Rule;
import dev.vitals.judge.ScopePattern;
import dev.vitals.judge.Statistic;
import dev.vitals.rules.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DefinitionsTest {
  private static final double OFF = Double.POSITIVE_INFINITY;
  private static final Levels LIMITS = Levels.of(0.5, 0.75);

  @Test
  void each_rule_of_an_agent_as_it_comes_is_said_for_all_its_scopes() {
    List<String> said = new ArrayList<>();
    for (RuleDefinition rule : Definitions.of(Rule.defaults()).rules()) {
      said.add(rule.name() + ' ' + rule.statistic() + ' ' + rule.scopeLabel());
    }
    assertEquals(
        List.of(
            "http-latency-p95 p95 http_route",
            "http-latency-p95-overall p95 ",
            "http-error-rate ratio http_route",
            "http-error-rate-overall ratio ",
            "db-latency-p95 p95 db_query_summary",
            "db-latency-p95-overall p95 ",
            "cache-miss-rate ratio cache",
            "pool-pending ratio db_client_connection_pool_name",
            "executor-queued ratio name",
            "executor-refused ratio name",
            "heap-after-gc ratio ",
            "container-memory ratio ",
            "cpu-process ratio ",
            "cpu-host ratio "),
        said);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void every_rule_of_every_profile_is_said_or_left_out_with_its_name(Profile profile) {
    Definitions definitions = Definitions.of(profile.rules());
    RuleFiles files =
        new PrometheusRules(Map.of(), "docs/fleet.md", "vitals.yml")
            .write(definitions.rules(), definitions.leftOut());
    for (Rule rule : profile.rules()) {
      boolean isSaid = files.rules().contains("\"" + rule.name());
      boolean isNamed = files.leftOut().stream().anyMatch(line -> line.startsWith(rule.name()));
      assertTrue(isSaid || isNamed, rule.name());
    }
  }

  @Test
  void limits_and_times_are_the_same() {
    Rule rule =
        new Rule(
            "slow",
            Measure.DB_LATENCY,
            Statistic.P99,
            new ScopePattern("SELECT *"),
            300_000,
            Comparison.ABOVE,
            LIMITS,
            50,
            90,
            new Recovery(0.9, 120));

    assertEquals(
        List.of(
            new RuleDefinition(
                "slow",
                "db_client_operation_duration_seconds",
                "p99",
                "db_query_summary",
                "SELECT *",
                0.5,
                0.75,
                90_000,
                120_000,
                50,
                300_000)),
        Definitions.of(List.of(rule)).rules());
  }

  @Test
  void too_few_hits_are_too_many_misses() {
    Rule rule = rule(Measure.CACHE_HIT_RATE, "", Levels.of(0.7, 0), Comparison.BELOW);

    RuleDefinition said = Definitions.of(List.of(rule)).rules().get(0);

    assertEquals("r-misses", said.name());
    assertEquals(0.3, said.warning());
    assertEquals(OFF, said.critical());
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 2, NaN, 5, 2, 5, 0",
    "1, NaN, 3, NaN, 1, 3, 0",
    "1, 2, 3, 4, 2, 4, 2",
    "NaN, NaN, NaN, 5, Infinity, 5, 0",
    "NaN, NaN, 3, NaN, Infinity, 3, 0",
    "1, NaN, NaN, NaN, 1, Infinity, 0"
  })
  void four_levels_become_two(
      double low,
      double medium,
      double high,
      double critical,
      double saidWarning,
      double saidCritical,
      int leftOut) {
    Levels levels = new Levels(low, medium, high, critical);
    Rule rule = rule(Measure.HTTP_LATENCY, "/a", levels, Comparison.ABOVE);

    Definitions definitions = Definitions.of(List.of(rule));

    assertEquals(saidWarning, definitions.rules().get(0).warning());
    assertEquals(saidCritical, definitions.rules().get(0).critical());
    assertEquals(leftOut, definitions.leftOut().size());
    RuleFiles files =
        new PrometheusRules(Map.of(), "page", "vitals.yml").write(definitions.rules());
    assertEquals(List.of(), files.leftOut());
    assertTrue(files.rules().contains("alert: VitalsR\n"), files.rules());
  }

  @Test
  void a_scope_of_a_rule_picks_what_it_is_said_of() {
    assertEquals(
        List.of("r"), names(rule(Measure.HTTP_LATENCY, "(all)", LIMITS, Comparison.ABOVE)));
    assertEquals(
        List.of("r"), names(rule(Measure.HTTP_ERROR_RATE, "/a*", LIMITS, Comparison.ABOVE)));
    assertEquals(List.of("r-host"), names(rule(Measure.CPU, "host", LIMITS, Comparison.ABOVE)));
    assertEquals(List.of("r"), names(rule(Measure.DISK, "(all)", LIMITS, Comparison.ABOVE)));
  }

  @Test
  void what_these_rules_do_not_know_is_left_out_with_a_sentence() {
    List<Rule> rules =
        List.of(
            rule(Measure.HTTP_THROUGHPUT, "", Levels.of(100, 50), Comparison.BELOW),
            rule(Measure.CACHE_HIT_RATE, "", LIMITS, Comparison.ABOVE),
            rule(Measure.CACHE_MISS_RATE, "(all)", LIMITS, Comparison.ABOVE),
            rule(Measure.POOL_PENDING, "(all)", LIMITS, Comparison.ABOVE),
            rule(Measure.EXECUTOR_WAIT, "(all)", LIMITS, Comparison.ABOVE),
            rule(Measure.HEAP_AFTER_GC, "host", LIMITS, Comparison.ABOVE),
            rule(Measure.TIME_TO_FULL, "", Levels.of(100, 50), Comparison.BELOW));

    Definitions definitions = Definitions.of(rules);

    assertEquals(List.of(), definitions.rules());
    assertEquals(7, definitions.leftOut().size(), definitions.leftOut().toString());
    for (String sentence : definitions.leftOut()) {
      assertTrue(sentence.startsWith("r: "), sentence);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/checkout*|/pay, {l=~\"/checkout.*|/pay\"}, /checkout",
    "/orders/{id}, {l=~\"/orders/\\\\{id\\\\}\"}, /orders/{id}",
    "*, {l=~\".*\"}, usual",
    "*.js|x, {l=~\".*\\\\.js|x\"}, .js",
    "a+b (c), {l=~\"a\\\\+b \\\\(c\\\\)\"}, a+b (c)"
  })
  void a_pattern_becomes_a_regular_expression(String pattern, String matcher, String example) {
    Picked picked = new Picked(pattern);

    assertEquals(matcher, picked.matcher("l"));
    assertEquals(example, picked.example("usual"));
  }

  @Test
  void a_pattern_that_cannot_be_quoted_is_left_out() {
    for (String pattern : List.of("a\"b", "a'b", "a\\b", "a`b", "a\nb", "\u00e4")) {
      Rule rule = rule(Measure.HTTP_LATENCY, pattern, LIMITS, Comparison.ABOVE);
      RuleFiles files =
          new PrometheusRules(Map.of(), "page", "vitals.yml")
              .write(Definitions.of(List.of(rule)).rules());
      assertEquals(1, files.leftOut().size(), pattern);
    }
  }

  private static List<String> names(Rule rule) {
    List<String> names = new ArrayList<>();
    for (RuleDefinition definition : Definitions.of(List.of(rule)).rules()) {
      names.add(definition.name());
    }
    return names;
  }

  private static Rule rule(Measure measure, String scope, Levels levels, Comparison comparison) {
    return new Rule(
        "r",
        measure,
        Statistic.P95,
        new ScopePattern(scope),
        60_000,
        comparison,
        levels,
        20,
        30,
        new Recovery(0.9, 30));
  }
}
