package dev.vitals.api;

import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.judge.Sla;
import dev.vitals.judge.SlaStatus;
import dev.vitals.operate.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How promises are kept. */
final class SlaDocument {
  private static final int MOST_EVENTS = 100;

  private SlaDocument() {}

  /**
   * @param events of which the violations count
   */
  static Map<String, Object> of(List<SlaStatus> statuses, List<Map<String, String>> events) {
    int[] states = new int[SlaStatus.State.values().length];
    List<Object> slas = new ArrayList<>();
    for (SlaStatus status : statuses) {
      states[status.state().ordinal()]++;
      slas.add(fields(status));
    }
    Map<String, Object> breakdown = new LinkedHashMap<>();
    for (SlaStatus.State state : SlaStatus.State.values()) {
      breakdown.put(Severities.word(state), states[state.ordinal()]);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("slas", slas);
    data.put("count", slas.size());
    data.put("state_breakdown", breakdown);
    data.put("history", history(events));
    return data;
  }

  /** The newest first. */
  private static List<Object> history(List<Map<String, String>> events) {
    List<Object> history = new ArrayList<>();
    for (int index = events.size() - 1; index >= 0 && history.size() < MOST_EVENTS; index--) {
      Map<String, String> event = events.get(index);
      if (Violations.KIND.equals(event.get("event"))) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("timestamp", Envelope.timeOrNull(millis(event.get("epoch_ms"))));
        fields.put("state", event.getOrDefault("state", ""));
        fields.put("name", event.getOrDefault("sla", ""));
        fields.put("scope", event.getOrDefault("scope", ""));
        history.add(fields);
      }
    }
    return history;
  }

  /** 0 where it is none. */
  private static long millis(String text) {
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String kind(Sla sla) {
    return switch (sla.kind()) {
      case HTTP_SERVER -> "http";
      case DB_CLIENT -> "database";
      case CACHE_LOOKUP -> "cache";
      case EXECUTOR_RUN -> "executor";
      case POOL_WAIT, EXECUTOR_TASK, EXECUTOR_WAIT ->
          throw new IllegalStateException("nothing is promised about " + sla.kind());
    };
  }

  private static Map<String, Object> fields(SlaStatus status) {
    Sla sla = status.sla();
    Map<String, Object> targets = new LinkedHashMap<>();
    targets.put("p95_ms", Numbers.ms(sla.p95Seconds()));
    targets.put("p99_ms", Numbers.ms(sla.p99Seconds()));
    String share =
        sla.kind() == OperationWindow.Kind.CACHE_LOOKUP
            ? "hit_rate_percent"
            : "availability_percent";
    targets.put(share, Numbers.finePercent(sla.availability()));
    Map<String, Object> current = new LinkedHashMap<>();
    current.put("p95_ms", Numbers.ms(status.p95Seconds()));
    current.put("p99_ms", Numbers.ms(status.p99Seconds()));
    current.put(share, Numbers.finePercent(status.successRatio()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", sla.name());
    fields.put("kind", kind(sla));
    fields.put("scope", status.scope());
    fields.put("state", Severities.word(status.state()));
    fields.put("targets", targets);
    fields.put("current", current);
    fields.put("compliance_percent", Numbers.finePercent(status.compliance()));
    fields.put("error_budget_left_percent", Numbers.finePercent(status.budgetLeft()));
    fields.put("burn_rate", Numbers.rounded(status.burnRate()));
    fields.put("window_seconds", Numbers.seconds(sla.windowMillis()));
    fields.put("latency_window_seconds", Numbers.seconds(sla.latencyMillis()));
    return fields;
  }
}
