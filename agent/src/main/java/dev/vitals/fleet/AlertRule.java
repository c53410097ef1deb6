package dev.vitals.fleet;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An alert of Prometheus: one name, one rule for each severity.
 *
 * @param rule the name the agent gives it, without what no terminal shows
 * @param runbookUrl where it is written what to do
 * @param levels rising
 */
record AlertRule(
    String alert,
    String rule,
    RuleDefinition definition,
    Reading reading,
    List<Level> levels,
    String runbookUrl) {

  /** A severity with its limit. */
  record Level(String severity, double limit) {}

  String expression(Level level) {
    String compared =
        reading.value() + reading.scope().narrowing() + " > " + Numbers.plain(level.limit());
    return isGuarded()
        ? compared + "\nand\n" + reading.count() + " >= " + definition.minimumCount()
        : compared;
  }

  boolean isGuarded() {
    return reading.isCounted() && definition.minimumCount() > 0;
  }

  /**
   * @param label says what stands for the value of a label
   * @param name what stands for the rule's own
   */
  String summary(Level level, String name, UnaryOperator<String> label) {
    StringBuilder summary = new StringBuilder(name).append(" is above ");
    summary.append(Reading.shown(reading.unit(), level.limit()));
    if (!reading.scope().labels().isEmpty()) {
      summary.append(" for ").append(label.apply(reading.scope().labels().get(0)));
    }
    return summary
        .append(" in ")
        .append(label.apply("job"))
        .append(", ")
        .append(label.apply("instance"))
        .toString();
  }

  /**
   * @param value what stands for the value
   */
  String description(Level level, String value) {
    StringBuilder description = new StringBuilder("The ").append(what());
    if (reading.lingerMillis() > 0) {
      description.append(" over ").append(Numbers.duration(reading.lingerMillis()));
    }
    description.append(" is ").append(value).append("; ").append(level.severity());
    description.append(" is above ").append(Reading.shown(reading.unit(), level.limit()));
    if (isGuarded()) {
      description.append(", judged from ").append(definition.minimumCount());
      description.append(" operations on");
    }
    return description.append('.').toString();
  }

  private String what() {
    if (!definition.statistic().equals("ratio")) {
      return definition.statistic() + " of " + definition.metric();
    }
    if (definition.metric().endsWith("_refused_tasks_total")) {
      return "part of all tasks that was refused, by " + definition.metric() + ',';
    }
    if (reading.isCounted()) {
      return "part of " + definition.metric() + " that went wrong";
    }
    // Only what waits can be more than there is.
    String part =
        reading.highest() > 1 ? "queue, as a part of what there is, by " : "part in use, by ";
    return part + definition.metric() + ',';
  }
}
