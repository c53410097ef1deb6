package dev.vitals.notify;

import dev.vitals.exporter.model.Alert;

/**
 * One alert as channels tell it.
 *
 * @param scopeLabel what kind of thing the scope is, such as {@code http_route}; empty for the
 *     whole process
 * @param scope the route, statement, cache or pool; empty for the whole process
 * @param severity what it is now; of an ended one what it was last
 * @param summary one sentence for a person
 * @param description more of them; may be empty
 * @param endsEpochMillis 0 while it fires
 */
public record Notice(
    String rule,
    String scopeLabel,
    String scope,
    Alert.Severity severity,
    boolean isFiring,
    double value,
    double threshold,
    String summary,
    String description,
    long startsEpochMillis,
    long endsEpochMillis) {

  /** What tells this alert from others, whatever its severity is. */
  String key() {
    return rule + '\n' + scopeLabel + '\n' + scope;
  }

  /** The same while it fires, of this severity. */
  Notice as(Alert.Severity newSeverity) {
    return new Notice(
        rule,
        scopeLabel,
        scope,
        newSeverity,
        true,
        value,
        threshold,
        summary,
        description,
        startsEpochMillis,
        0);
  }

  Notice ended(long epochMillis) {
    return new Notice(
        rule,
        scopeLabel,
        scope,
        severity,
        false,
        value,
        threshold,
        summary,
        description,
        startsEpochMillis,
        Math.max(startsEpochMillis, epochMillis));
  }
}
