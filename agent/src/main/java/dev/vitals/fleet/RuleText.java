package dev.vitals.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a rule file. What was named by a user is quoted twice: for YAML and for templates. */
final class RuleText {
  private final Map<String, String> records = new LinkedHashMap<>();
  private final StringBuilder alerts = new StringBuilder();
  private final StringBuilder remarks = new StringBuilder();

  /** A sentence at the head of the file. */
  void remark(String sentence) {
    remarks.append("# - ").append(oneLine(sentence)).append('\n');
  }

  void add(AlertRule rule) {
    records.putAll(rule.reading().records());
    for (AlertRule.Level level : rule.levels()) {
      alerts.append("      - alert: ").append(rule.alert()).append('\n');
      expression(rule.expression(level), alerts);
      alerts.append("        for: ");
      alerts.append(Numbers.duration(rule.definition().holdMillis())).append('\n');
      if (rule.definition().keepFiringMillis() > 0) {
        alerts.append("        keep_firing_for: ");
        alerts.append(Numbers.duration(rule.definition().keepFiringMillis())).append('\n');
      }
      alerts.append("        labels:\n");
      line("severity", level.severity(), alerts);
      line("rule", literal(rule.rule()), alerts);
      alerts.append("        annotations:\n");
      line("summary", rule.summary(level, literal(rule.rule()), RuleText::ofLabel), alerts);
      line("description", rule.description(level, Reading.template(rule.reading().unit())), alerts);
      line("runbook_url", rule.runbookUrl(), alerts);
    }
  }

  String write(String runbook) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Recording and alerting rules for applications under Vitals: written by Vitals from the
        # rules the agent itself judges by. Change those, not this file. It wants a scrape and an
        # evaluation at least every 15 s.
        """);
    if (remarks.length() > 0) {
      text.append("#\n# What Prometheus cannot judge, or less exactly than the agent:\n")
          .append(remarks);
    }
    text.append("groups:\n");
    if (!records.isEmpty()) {
      text.append("  - name: vitals-rules\n    rules:\n");
      records.forEach(
          (name, expression) -> {
            text.append("      - record: ").append(name).append('\n');
            expression(expression, text);
          });
      text.append(alerts);
    }
    AgentAlerts.append(runbook, text);
    return text.toString();
  }

  /** Text without control characters, short enough for a label. */
  static String oneLine(String text) {
    StringBuilder clean = new StringBuilder();
    for (int index = 0; index < Math.min(text.length(), 200); index++) {
      char c = text.charAt(index);
      boolean isPlain =
          c >= ' ' && (c < '\u007f' || c > '\u009f') && c != '\u2028' && c != '\u2029';
      boolean isCut = Character.isHighSurrogate(c) && index == 199;
      clean.append(isPlain && !isCut ? c : ' ');
    }
    return clean.toString().strip();
  }

  /** Text that a template prints as it is. */
  static String literal(String text) {
    return text.replace("{{", "{{ \"{{\" }}");
  }

  static void line(String key, String value, StringBuilder out) {
    out.append("          ").append(key).append(": ").append(Quoted.text(value)).append('\n');
  }

  static void expression(String expression, StringBuilder out) {
    out.append("        expr: |-\n");
    for (String line : List.of(expression.split("\n"))) {
      out.append("          ").append(line).append('\n');
    }
  }

  private static String ofLabel(String label) {
    return "{{ $labels." + label + " }}";
  }
}
