package dev.vitals.api;

import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.HealthScore;
import dev.vitals.judge.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The score, one word for it, and why. */
final class Health {
  private static final String CRITICAL = "critical";

  private Health() {}

  static Map<String, Object> data(Standing standing) {
    List<Alert> firing = firing(standing);
    List<Object> components = new ArrayList<>();
    if (isJudged(standing)) {
      for (HealthScore.Line line : standing.score().parts()) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("component", line.part().word());
        fields.put("weight", Numbers.whole(line.part().weight()));
        fields.put("score", Numbers.percent(line.score() / 100));
        fields.put("reason", line.reason());
        components.add(fields);
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("health_score", score(standing));
    data.put("state", state(standing));
    data.put("active_alerts", firing.size());
    data.put("severity_breakdown", Severities.breakdown(firing));
    data.put("recommendations", List.of());
    data.put("components", components);
    data.put("count", components.size());
    return data;
  }

  /** From 0 to 100; null before the first look. */
  static Object score(Standing standing) {
    return isJudged(standing) ? (Object) Numbers.percent(standing.score().score() / 100) : null;
  }

  static String state(Standing standing) {
    if (!isJudged(standing)) {
      return "starting";
    }
    String state = "healthy";
    for (Alert alert : firing(standing)) {
      if (alert.severity() == Alert.Severity.CRITICAL) {
        return CRITICAL;
      }
      state = "degraded";
    }
    return state;
  }

  static boolean isCritical(Standing standing) {
    return state(standing).equals(CRITICAL);
  }

  /** Those that fire; others are only looked at. */
  static List<Alert> firing(Standing standing) {
    List<Alert> firing = new ArrayList<>();
    for (Alert alert : standing.active()) {
      if (alert.state() == Alert.State.FIRING) {
        firing.add(alert);
      }
    }
    return firing;
  }

  private static boolean isJudged(Standing standing) {
    return standing.epochMillis() > 0;
  }
}
