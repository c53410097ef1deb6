package dev.vitals.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What changes from one list of alerts to the next.
 *
 * <p><i>Threads:</i> one.
 */
final class AlertChanges {
  /** What became of an alert. */
  enum Kind {
    PENDING,
    FIRING,
    WORSE,
    MILDER,
    RESOLVED,
    /** It never fired. */
    GONE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param alert as it was seen last
   */
  record Change(Kind kind, Node alert) {}

  private static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");
  private static final String FIRING = "firing";

  private Map<String, Node> known = new LinkedHashMap<>();
  private final Map<String, Node> fired = new LinkedHashMap<>();

  /** The changes since the last call; at the first one, everything there is. */
  List<Change> next(List<Node> alerts) {
    List<Change> changes = new ArrayList<>();
    Map<String, Node> now = new LinkedHashMap<>();
    for (Node alert : alerts) {
      String key = alert.text("rule") + '\n' + alert.text("scope");
      now.put(key, alert);
      if (isLoud(alert)) {
        fired.putIfAbsent(key, alert);
      }
      Kind kind = kind(known.get(key), alert);
      if (kind != null) {
        changes.add(new Change(kind, alert));
      }
    }
    known.forEach(
        (key, alert) -> {
          if (!now.containsKey(key)) {
            changes.add(new Change(isFiring(alert) ? Kind.RESOLVED : Kind.GONE, alert));
          }
        });
    known = now;
    return changes;
  }

  /** How many alerts have fired so far, those that are silenced apart. */
  int fired() {
    return fired.size();
  }

  /** How many fire now. */
  int firing() {
    int firing = 0;
    for (Node alert : known.values()) {
      firing += isFiring(alert) ? 1 : 0;
    }
    return firing;
  }

  /**
   * @param before null where it was not there
   * @return null where nothing changed
   */
  private static Kind kind(Node before, Node alert) {
    if (before == null || isFiring(before) != isFiring(alert)) {
      return isFiring(alert) ? Kind.FIRING : Kind.PENDING;
    }
    int difference = severity(alert) - severity(before);
    return difference == 0 ? null : difference > 0 ? Kind.WORSE : Kind.MILDER;
  }

  private static int severity(Node alert) {
    return SEVERITIES.indexOf(alert.text("severity"));
  }

  private static boolean isFiring(Node alert) {
    return alert.text("state").equals(FIRING);
  }

  private static boolean isLoud(Node alert) {
    return isFiring(alert) && alert.text("silenced_by").isEmpty();
  }
}
