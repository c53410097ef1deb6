package dev.vitals.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes tests of a rule file for {@code promtool test rules}: for each alert that it stays silent
 * when all is well, at the limit, too early and on too few operations, that it fires, and ends.
 */
final class RuleTests {
  private static final long STEP = Synthetic.STEP_MILLIS;
  private static final double ENOUGH = 1_000;

  private final StringBuilder tests = new StringBuilder();

  /** Something happens for so many samples after the first. */
  private record Phase(double value, double operations, long samples) {}

  void add(AlertRule rule) {
    Reading reading = rule.reading();
    double plenty = Math.max(ENOUGH, 2.0 * rule.definition().minimumCount());
    long fires = reading.settleMillis() + ceiling(rule.definition().holdMillis());
    long settled = fires + reading.lingerMillis() + 4 * STEP;
    double calm = reading.calmBelow(rule.levels().get(0).limit());
    begin(rule, "silent when all is well", List.of(new Phase(calm, plenty, settled / STEP)));
    check(rule, settled, calm);
    for (AlertRule.Level level : rule.levels()) {
      double boundary = reading.isExact() ? level.limit() : justBelow(level.limit());
      begin(
          rule,
          "at the limit for " + level.severity(),
          List.of(new Phase(boundary, plenty, settled / STEP)));
      check(rule, settled, boundary);
      violation(rule, level, calm, plenty);
    }
    if (rule.isGuarded()) {
      long windows = Math.max(1, reading.lingerMillis() / STEP);
      double few = rule.definition().minimumCount() / (2.0 * windows);
      double high = above(rule.levels().get(rule.levels().size() - 1).limit(), reading);
      begin(rule, "silent on too few operations", List.of(new Phase(high, few, settled / STEP)));
      none(rule.alert(), settled, tests);
    }
  }

  String write(String rulesFile, String runbook) {
    StringBuilder text = new StringBuilder();
    text.append(
        "# Tests of the rules beside it, written with them: promtool test rules <this file>\n");
    text.append("rule_files:\n  - ").append(Quoted.text(rulesFile)).append('\n');
    text.append("evaluation_interval: ").append(Numbers.duration(STEP)).append("\ntests:\n");
    text.append(tests);
    AgentAlerts.appendTests(runbook, text);
    return text.toString();
  }

  private void violation(AlertRule rule, AlertRule.Level level, double calm, double plenty) {
    Reading reading = rule.reading();
    long hold = rule.definition().holdMillis();
    long keep = ceiling(rule.definition().keepFiringMillis());
    double high = above(level.limit(), reading);
    long fires = reading.settleMillis() + ceiling(hold);
    long ends = fires + 4 * STEP;
    long over = ends + reading.lingerMillis() + keep + 2 * STEP;
    begin(
        rule,
        "early, firing and over for " + level.severity(),
        List.of(
            new Phase(high, plenty, ends / STEP), new Phase(calm, plenty, (over - ends) / STEP)));
    check(rule, fires, high);
    check(rule, ends, high);
    none(rule.alert(), over, tests);
    if (hold > 0 || keep > 0) {
      tests.append("    promql_expr_test:\n");
    }
    if (hold > 0) {
      state(rule.alert(), level.severity(), "pending", fires - STEP);
    }
    if (keep > 0) {
      state(rule.alert(), level.severity(), "firing", ends + keep);
    }
  }

  /** All levels below the value are expected to fire. */
  private void check(AlertRule rule, long atMillis, double value) {
    List<AlertRule.Level> firing = new ArrayList<>();
    for (AlertRule.Level level : rule.levels()) {
      if (value > level.limit()) {
        firing.add(level);
      }
    }
    if (firing.isEmpty()) {
      none(rule.alert(), atMillis, tests);
      return;
    }
    some(rule.alert(), atMillis, tests);
    Reading reading = rule.reading();
    for (AlertRule.Level level : firing) {
      expected(
          level.severity(),
          rule.rule(),
          rule.summary(level, rule.rule(), reading.scope()::exampleOf),
          rule.description(level, Reading.shown(reading.unit(), value)),
          rule.runbookUrl(),
          reading.scope(),
          tests);
    }
  }

  private void begin(AlertRule rule, String what, List<Phase> phases) {
    tests.append("  - name: ").append(Quoted.text(rule.alert() + ": " + what)).append('\n');
    tests.append("    interval: ").append(Numbers.duration(STEP)).append('\n');
    tests.append("    input_series:\n");
    Synthetic synthetic = rule.reading().synthetic();
    List<List<Synthetic.Series>> series = new ArrayList<>();
    for (Phase phase : phases) {
      series.add(synthetic.at(phase.value, phase.operations));
    }
    for (int index = 0; index < series.get(0).size(); index++) {
      StringBuilder values = new StringBuilder();
      double reached = 0;
      for (int at = 0; at < phases.size(); at++) {
        Synthetic.Series one = series.get(at).get(index);
        long samples = phases.get(at).samples;
        double growth = one.isCounter() ? one.amount() : 0;
        double first = one.isCounter() ? reached + (at == 0 ? 0 : growth) : one.amount();
        // The notation counts the samples that follow the first.
        long following = at == 0 ? samples : samples - 1;
        values.append(at == 0 ? "" : " ").append(Numbers.plain(first)).append('+');
        values.append(Numbers.plain(growth)).append('x').append(following);
        reached = first + growth * following;
      }
      series(series.get(0).get(index).selector(), values.toString(), tests);
    }
    tests.append("    alert_rule_test:\n");
  }

  private void state(String alert, String severity, String state, long atMillis) {
    tests.append("      - eval_time: ").append(Numbers.duration(atMillis)).append('\n');
    tests.append("        expr: count(ALERTS{alertname=\"").append(alert);
    tests.append("\",severity=\"").append(severity);
    tests.append("\",alertstate=\"").append(state).append("\"})\n");
    tests.append("        exp_samples:\n          - labels: \"{}\"\n            value: 1\n");
  }

  static void series(String selector, String values, StringBuilder out) {
    out.append("      - series: '").append(selector).append("'\n");
    out.append("        values: ").append(Quoted.text(values)).append('\n');
  }

  static void none(String alert, long atMillis, StringBuilder out) {
    some(alert, atMillis, out);
    out.setLength(out.length() - 1);
    out.append(" []\n");
  }

  static void some(String alert, long atMillis, StringBuilder out) {
    out.append("      - eval_time: ").append(Numbers.duration(atMillis)).append('\n');
    out.append("        alertname: ").append(alert).append("\n        exp_alerts:\n");
  }

  static void expected(
      String severity,
      String rule,
      String summary,
      String description,
      String runbookUrl,
      Scope scope,
      StringBuilder out) {
    out.append("          - exp_labels:\n");
    field("severity", severity, out);
    if (!rule.isEmpty()) {
      field("rule", rule, out);
    }
    field("job", scope.exampleOf("job"), out);
    field("instance", scope.exampleOf("instance"), out);
    for (String label : scope.labels()) {
      field(label, scope.exampleOf(label), out);
    }
    out.append("            exp_annotations:\n");
    field("summary", summary, out);
    field("description", description, out);
    field("runbook_url", runbookUrl, out);
  }

  private static void field(String key, String value, StringBuilder out) {
    out.append("              ").append(key).append(": ").append(Quoted.text(value)).append('\n');
  }

  private static long ceiling(long millis) {
    return (millis + STEP - 1) / STEP * STEP;
  }

  /** A value above a limit, if there can be one, that no rounding turns into another. */
  private static double above(double limit, Reading reading) {
    double highest = reading.highest();
    double value = limit == 0 ? Math.min(1, highest) / 10 : limit * 1.04;
    for (int part = 2; value >= highest || Numbers.isNearTie(value); part++) {
      value = limit + Math.min(limit, highest - limit) / part;
    }
    return value;
  }

  private static double justBelow(double limit) {
    double value = limit * 0.999;
    while (value > 0 && Numbers.isNearTie(value)) {
      value -= limit / 10_000;
    }
    return value;
  }
}
