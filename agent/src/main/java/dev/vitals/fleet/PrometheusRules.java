package dev.vitals.fleet;

import dev.vitals.judge.AlertName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The agent's rules for a Prometheus that watches many instances: recording and alerting rules over
 * what agents expose, with their tests.
 *
 * <p>Prometheus sees buckets and not every duration, so a limit of a percentile is exact on the
 * edge of a bucket only; and it has no second, lower limit to end an alert, only {@code
 * keep_firing_for}.
 *
 * <p><i>Errors:</i> never throws: what cannot be said in PromQL is left out and named.
 */
public final class PrometheusRules {
  private final Readings readings;
  private final String runbook;
  private final String rulesFile;

  /**
   * @param boundsByMetric upper limits of buckets, rising, of histograms that are configured
   * @param runbook the page that says what to do; each alert has an anchor there, see {@link
   *     AlertName#runbook}
   * @param rulesFile where the tests find the rules, seen from their own file
   */
  public PrometheusRules(
      Map<String, List<Double>> boundsByMetric, String runbook, String rulesFile) {
    this.readings = new Readings(boundsByMetric);
    this.runbook = runbook;
    this.rulesFile = rulesFile;
  }

  /** Writes rules and tests. */
  public RuleFiles write(List<RuleDefinition> definitions) {
    return write(definitions, List.of());
  }

  /**
   * Writes rules and tests.
   *
   * @param unsaid what could not even be defined, one sentence each
   */
  public RuleFiles write(List<RuleDefinition> definitions, List<String> unsaid) {
    RuleText text = new RuleText();
    RuleTests tests = new RuleTests();
    List<String> leftOut = new ArrayList<>(unsaid);
    Set<String> names = new HashSet<>(AgentAlerts.NAMES);
    for (RuleDefinition definition : definitions) {
      List<String> remarks = new ArrayList<>();
      AlertRule rule = rule(definition, names, remarks, leftOut);
      for (String remark : remarks) {
        text.remark(remark);
      }
      if (rule != null) {
        text.add(rule);
        tests.add(rule);
      }
    }
    leftOut.forEach(text::remark);
    return new RuleFiles(text.write(runbook), tests.write(rulesFile, runbook), leftOut);
  }

  private AlertRule rule(
      RuleDefinition definition, Set<String> names, List<String> remarks, List<String> leftOut) {
    String name = RuleText.oneLine(definition.name());
    Reading reading;
    try {
      requireSound(definition);
      reading = readings.of(definition);
    } catch (IllegalArgumentException e) {
      leftOut.add(name + ": " + e.getMessage());
      return null;
    }
    List<AlertRule.Level> levels = new ArrayList<>();
    level("warning", definition.warning(), name, reading, levels, leftOut);
    level("critical", definition.critical(), name, reading, levels, leftOut);
    if (levels.isEmpty()) {
      return null;
    }
    for (AlertRule.Level level : levels) {
      if (!readings.isOnEdge(definition, level.limit())) {
        remarks.add(
            name
                + ": "
                + Numbers.plain(level.limit())
                + " is not the edge of a bucket, so Prometheus estimates the "
                + definition.statistic());
      }
    }
    if (Readings.windowMillis(definition) != definition.windowMillis()
        && reading.lingerMillis() > 0) {
      remarks.add(
          name
              + ": a window of "
              + Numbers.duration(definition.windowMillis())
              + " is too short for a scrape every 15 s, it is "
              + Numbers.duration(Readings.windowMillis(definition))
              + " here");
    }
    String wanted = AlertName.of(name);
    String alert = wanted;
    for (int number = 2; !names.add(alert); number++) {
      alert = wanted + '_' + number;
    }
    return new AlertRule(
        alert, name, definition, reading, List.copyOf(levels), AlertName.runbook(runbook, alert));
  }

  private static void level(
      String severity,
      double limit,
      String name,
      Reading reading,
      List<AlertRule.Level> levels,
      List<String> leftOut) {
    if (limit == Double.POSITIVE_INFINITY) {
      return;
    }
    if (limit < reading.lowest() || limit >= reading.highest()) {
      leftOut.add(
          name
              + ": "
              + severity
              + " above "
              + Numbers.plain(limit)
              + " cannot be judged, only limits from "
              + Numbers.plain(reading.lowest())
              + " to below "
              + Numbers.plain(reading.highest()));
      return;
    }
    levels.add(new AlertRule.Level(severity, limit));
  }

  private static void requireSound(RuleDefinition rule) {
    boolean hasWarning = rule.warning() != Double.POSITIVE_INFINITY;
    if (!(rule.warning() >= 0 && rule.critical() >= (hasWarning ? rule.warning() : 0))) {
      throw new IllegalArgumentException(
          "warning ("
              + rule.warning()
              + ") and critical ("
              + rule.critical()
              + ") must rise from 0");
    }
    if (rule.holdMillis() < 0
        || rule.keepFiringMillis() < 0
        || rule.minimumCount() < 0
        || rule.windowMillis() < 0) {
      throw new IllegalArgumentException("times and counts must not be negative");
    }
  }
}
