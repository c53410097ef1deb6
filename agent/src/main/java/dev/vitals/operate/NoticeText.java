package dev.vitals.operate;

import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.Handled;
import dev.vitals.judge.Measure;
import dev.vitals.notify.Notice;
import java.util.List;

/** Alerts in the terms of those who tell them. */
final class NoticeText {
  /** What the rule of an escalated alert is called besides. */
  static final String ESCALATED = "-escalated";

  private static final int MOST_NAMED = 5;

  private NoticeText() {}

  /**
   * @param scopeLabel as {@link #scopeLabel} says
   * @param effects the alerts it is taken for the cause of, as {@code rule scope}
   * @param further where to read on; may be empty
   */
  static Notice firing(Handled handled, String scopeLabel, List<String> effects, String further) {
    return firing(
        handled.alert(),
        handled.alert().rule(),
        scopeLabel,
        handled.alert().message(),
        description(handled, effects, further));
  }

  /** The same alert told once more, under a name of its own that routes can send elsewhere. */
  static Notice escalated(
      Handled handled, String scopeLabel, List<String> effects, String further) {
    return firing(
        handled.alert(),
        handled.alert().rule() + ESCALATED,
        scopeLabel,
        "Nobody has taken it on: " + handled.alert().message(),
        description(handled, effects, further));
  }

  /**
   * @param last as it was told last
   * @param epochMillis when it ended
   */
  static Notice ended(Notice last, String summary, double value, long epochMillis) {
    return new Notice(
        last.rule(),
        last.scopeLabel(),
        last.scope(),
        last.severity(),
        false,
        value,
        last.threshold(),
        summary,
        "",
        last.startsEpochMillis(),
        Math.max(last.startsEpochMillis(), epochMillis));
  }

  /** What the metrics call the kind of thing a scope is; empty where it is the whole process. */
  static String scopeLabel(Measure measure, String scope) {
    if (scope.isEmpty()) {
      return "";
    }
    return switch (measure) {
      case HTTP_LATENCY, HTTP_ERROR_RATE, HTTP_THROUGHPUT -> "http_route";
      case DB_LATENCY, DB_ERROR_RATE, DB_THROUGHPUT -> "db_query_summary";
      case CACHE_HIT_RATE, CACHE_MISS_RATE -> "cache";
      case POOL_UTILISATION, POOL_PENDING, POOL_WAIT -> "db_client_connection_pool_name";
      case EXECUTOR_UTILISATION, EXECUTOR_QUEUED, EXECUTOR_WAIT, EXECUTOR_REFUSED -> "name";
      case EXECUTOR_RUN, EXECUTOR_FAILED -> "name";
      case CPU -> "cpu_scope";
      case HEAP_AFTER_GC, CONTAINER_MEMORY, DISK -> "";
      case TIME_TO_FULL -> "resource";
    };
  }

  /** What an alert is called in a sentence about another. */
  static String name(Alert alert) {
    return (alert.rule() + ' ' + alert.scope()).trim();
  }

  private static Notice firing(
      Alert alert, String rule, String scopeLabel, String summary, String description) {
    return new Notice(
        rule,
        scopeLabel,
        alert.scope(),
        alert.severity(),
        true,
        alert.currentValue(),
        alert.threshold(),
        summary,
        description,
        alert.sinceEpochMillis(),
        0);
  }

  private static String description(Handled handled, List<String> effects, String further) {
    StringBuilder text = new StringBuilder("Incident ").append(handled.incident());
    if (!effects.isEmpty()) {
      int named = Math.min(effects.size(), MOST_NAMED);
      text.append(", with ").append(String.join(", ", effects.subList(0, named)));
      if (effects.size() > named) {
        text.append(" and ").append(effects.size() - named).append(" more");
      }
    }
    text.append('.');
    if (!handled.acknowledgedBy().isEmpty()) {
      text.append(" Taken on by ").append(handled.acknowledgedBy()).append('.');
    }
    if (!further.isEmpty()) {
      text.append(' ').append(further);
    }
    return text.toString();
  }
}
