package dev.vitals.api;

import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.judge.Sla;
import dev.vitals.judge.SlaStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How promises are kept. */
final class SlaDocument {
  private SlaDocument() {}

  static Map<String, Object> of(List<SlaStatus> statuses) {
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
    return data;
  }

  private static Map<String, Object> fields(SlaStatus status) {
    Sla sla = status.sla();
    Map<String, Object> targets = new LinkedHashMap<>();
    targets.put("p95_ms", Numbers.ms(sla.p95Seconds()));
    targets.put("p99_ms", Numbers.ms(sla.p99Seconds()));
    targets.put("availability_percent", Numbers.finePercent(sla.availability()));
    Map<String, Object> current = new LinkedHashMap<>();
    current.put("p95_ms", Numbers.ms(status.p95Seconds()));
    current.put("p99_ms", Numbers.ms(status.p99Seconds()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", sla.name());
    fields.put("kind", sla.kind() == OperationWindow.Kind.HTTP_SERVER ? "http" : "database");
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
