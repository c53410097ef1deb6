package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts that are one matter: they are related and began soon after each other. Immutable.
 *
 * @param id stays the same as long as it lasts
 * @param startedEpochMillis when its first alert was first seen
 * @param lastJoinedMillis on the clock of looks: when an alert joined last
 * @param open the alerts that still fire
 * @param worst the worst severity it ever had
 * @param rules all rules that ever took part, in their order
 */
record Incident(
    String id,
    long startedEpochMillis,
    long lastJoinedMillis,
    Map<JudgeState.Key, Alert> open,
    Alert.Severity worst,
    List<String> rules) {

  Incident {
    open = Collections.unmodifiableMap(new LinkedHashMap<>(open));
    rules = List.copyOf(rules);
  }
}
