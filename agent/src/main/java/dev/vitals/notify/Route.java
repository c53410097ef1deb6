package dev.vitals.notify;

import dev.vitals.exporter.model.Alert;
import dev.vitals.judge.AlertName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which alerts go to which receivers, and how often these hear of them.
 *
 * @param receivers their names
 * @param severities none means all
 * @param rules names of rules, with {@code *}; none means all
 * @param scopes with {@code *}; none means all
 * @param groupBy what the alerts of one message have in common
 * @param waitMillis from the first alert of a group to its first message
 * @param intervalMillis between two messages about a group that has news
 * @param repeatMillis between two messages about a group that still fires
 * @param goesOn whether later routes are asked, too, for an alert that matches this one
 */
record Route(
    List<String> receivers,
    Set<Alert.Severity> severities,
    List<String> rules,
    List<String> scopes,
    Set<GroupBy> groupBy,
    long waitMillis,
    long intervalMillis,
    long repeatMillis,
    boolean goesOn) {

  /** What alerts can be grouped by. */
  enum GroupBy {
    RULE,
    SEVERITY,
    COMPONENT,
    SCOPE
  }

  boolean matches(Notice notice) {
    return (severities.isEmpty() || severities.contains(notice.severity()))
        && matches(rules, notice.rule())
        && matches(scopes, notice.scope());
  }

  private static boolean matches(List<String> patterns, String text) {
    for (String pattern : patterns) {
      if (Wildcard.matches(pattern, text)) {
        return true;
      }
    }
    return patterns.isEmpty();
  }

  /** The labels that all alerts of this one's group have. */
  Map<String, String> groupLabels(Notice notice) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (GroupBy by : groupBy) {
      switch (by) {
        case RULE -> labels.put("alertname", AlertName.of(notice.rule()));
        case SEVERITY -> labels.put("severity", AlertLabels.severity(notice.severity()));
        case COMPONENT -> labels.put("component", AlertLabels.component(notice));
        case SCOPE -> {
          if (!notice.scopeLabel().isEmpty() && !notice.scope().isEmpty()) {
            labels.put(notice.scopeLabel(), notice.scope());
          }
        }
      }
    }
    return labels;
  }

  /** The same text for the same conditions and groups, whatever the times are. */
  String id() {
    return severities + " " + rules + " " + scopes + " by " + groupBy;
  }
}
