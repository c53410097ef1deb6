package dev.vitals.notify;

import dev.vitals.exporter.model.Alert;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is told in one message.
 *
 * @param key the same for every message about this group, also from the next process of the same
 *     job and instance
 * @param labels job, instance, service and what was grouped by
 * @param notices what fires, the worst first, then what has ended since the last message
 */
public record NoticeGroup(String key, Map<String, String> labels, List<Notice> notices) {
  public NoticeGroup {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    notices = List.copyOf(notices);
  }

  /** Whether any of it fires. */
  boolean isFiring() {
    return firing() > 0;
  }

  int firing() {
    int firing = 0;
    for (Notice notice : notices) {
      firing += notice.isFiring() ? 1 : 0;
    }
    return firing;
  }

  /** The highest severity of what fires; where nothing does, of what has ended. */
  Alert.Severity worst() {
    boolean isFiring = isFiring();
    Alert.Severity worst = Alert.Severity.LOW;
    for (Notice notice : notices) {
      if (notice.isFiring() == isFiring && notice.severity().compareTo(worst) > 0) {
        worst = notice.severity();
      }
    }
    return worst;
  }
}
