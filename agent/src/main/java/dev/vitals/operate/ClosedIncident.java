package dev.vitals.operate;

import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.Triage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An incident that is over, as {@link dev.vitals.history.EventLog} keeps it.
 *
 * @param worst the worst severity it ever had
 * @param rules that took part, in the order they came
 * @param wasTold whether any of it was told; not where silences or maintenance windows covered all
 */
public record ClosedIncident(
    String id,
    long startedEpochMillis,
    long endedEpochMillis,
    Alert.Severity worst,
    List<String> rules,
    boolean wasTold) {

  private static final String KIND = "incident";

  public ClosedIncident {
    rules = List.copyOf(rules);
  }

  static ClosedIncident of(Triage.Closed closed, boolean wasTold) {
    return new ClosedIncident(
        closed.id(),
        closed.startedEpochMillis(),
        closed.endedEpochMillis(),
        closed.worst(),
        closed.rules(),
        wasTold);
  }

  /** 0 where the clock went back. */
  public long durationMillis() {
    return Math.max(0, endedEpochMillis - startedEpochMillis);
  }

  Map<String, String> toEvent() {
    Map<String, String> event = new LinkedHashMap<>();
    event.put("event", KIND);
    event.put("state", "closed");
    event.put("incident", id);
    event.put("severity", worst.name().toLowerCase(Locale.ROOT));
    event.put("epoch_ms", Long.toString(endedEpochMillis));
    event.put("started_epoch_ms", Long.toString(startedEpochMillis));
    event.put("duration_ms", Long.toString(durationMillis()));
    event.put("rules", String.join(",", rules));
    event.put("told", Boolean.toString(wasTold));
    return event;
  }

  /** Null where the event is another one, or not one of this version. */
  static ClosedIncident of(Map<String, String> event) {
    if (!KIND.equals(event.get("event")) || !event.containsKey("incident")) {
      return null;
    }
    try {
      return new ClosedIncident(
          event.get("incident"),
          Long.parseLong(event.getOrDefault("started_epoch_ms", "")),
          Long.parseLong(event.getOrDefault("epoch_ms", "")),
          Alert.Severity.valueOf(event.getOrDefault("severity", "").toUpperCase(Locale.ROOT)),
          rules(event.getOrDefault("rules", "")),
          !"false".equals(event.get("told")));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static List<String> rules(String joined) {
    List<String> rules = new ArrayList<>();
    int start = 0;
    for (int at = joined.indexOf(','); at >= 0; at = joined.indexOf(',', start)) {
      rules.add(joined.substring(start, at));
      start = at + 1;
    }
    if (start < joined.length()) {
      rules.add(joined.substring(start));
    }
    return rules;
  }
}
