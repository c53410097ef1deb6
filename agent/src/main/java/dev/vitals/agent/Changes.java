package dev.vitals.agent;

import dev.vitals.config.Settings;
import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.Dynamic;
import dev.vitals.judge.Recovery;
import dev.vitals.judge.Rule;
import dev.vitals.judge.ScopePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is another way after the configuration was read again: a line for each setting and each
 * rule, with what it is and what it was. Secrets are masked before they come here.
 */
final class Changes {
  private static final int MOST = 20;

  private Changes() {}

  static List<String> between(
      List<Settings.Value> before,
      List<Settings.Value> after,
      List<Rule> rulesBefore,
      List<Rule> rulesAfter) {
    List<String> lines = new ArrayList<>();
    compare("", settings(before), settings(after), lines);
    compare("rule ", rules(rulesBefore), rules(rulesAfter), lines);
    if (lines.size() > MOST) {
      int more = lines.size() - MOST;
      lines.subList(MOST, lines.size()).clear();
      lines.add("and " + more + " more changes");
    }
    return lines;
  }

  private static void compare(
      String kind, Map<String, String> before, Map<String, String> after, List<String> lines) {
    after.forEach(
        (name, now) -> {
          String earlier = before.get(name);
          if (earlier == null) {
            lines.add(kind + name + " is new: " + now);
          } else if (!earlier.equals(now)) {
            lines.add(kind + name + " is " + shown(now) + ", was " + shown(earlier));
          }
        });
    for (String name : before.keySet()) {
      if (!after.containsKey(name)) {
        lines.add(kind + name + " is gone");
      }
    }
  }

  private static String shown(String text) {
    return text.isEmpty() ? "empty" : text;
  }

  private static Map<String, String> settings(List<Settings.Value> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Settings.Value value : values) {
      texts.put(value.key(), value.text());
    }
    return texts;
  }

  private static Map<String, String> rules(List<Rule> rules) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Rule rule : rules) {
      texts.put(rule.name(), text(rule));
    }
    return texts;
  }

  private static String text(Rule rule) {
    StringBuilder text = new StringBuilder(rule.measure().key()).append(' ');
    if (rule.measure().isLatency()) {
      text.append(rule.statistic().word()).append(' ');
    }
    if (!rule.scope().equals(ScopePattern.EVERY)) {
      text.append("of ").append(rule.scope().text()).append(' ');
    }
    text.append(rule.comparison().word()).append(' ');
    for (Alert.Severity severity : Alert.Severity.values()) {
      double limit = rule.levels().at(severity);
      if (!Double.isNaN(limit)) {
        text.append(severity.name().toLowerCase(Locale.ROOT)).append(' ');
        text.append(Double.isInfinite(limit) ? "off" : Double.toString(limit)).append(' ');
      }
    }
    text.append("for ").append(rule.holdSeconds()).append(" s, at least ");
    text.append(rule.minimumCount()).append(" in ").append(rule.windowMillis() / 1e3).append(" s");
    text.append(", over at ").append(over(rule.recovery())).append(" s");
    Dynamic dynamic = rule.dynamic();
    if (dynamic.isOn()) {
      text.append(", learning ").append(dynamic.deviations()).append(" deviations from ");
      text.append(dynamic.floorRatio())
          .append(" to ")
          .append(dynamic.ceilingRatio())
          .append(" times");
    }
    return text.toString();
  }

  private static String over(Recovery recovery) {
    String level =
        Double.isNaN(recovery.clearLevel())
            ? recovery.clearRatio() + " of it"
            : Double.toString(recovery.clearLevel());
    return level + " for " + recovery.seconds();
  }
}
