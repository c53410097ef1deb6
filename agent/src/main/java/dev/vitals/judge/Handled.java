package dev.vitals.judge;

import dev.vitals.exporter.model.Alert;

/**
 * A firing alert and what is made of it. Whoever is told of it depends on the rest being empty.
 *
 * @param incident the matter it belongs to
 * @param silencedBy the silence or maintenance window that covers it; empty where none does
 * @param inhibitedBy the alert of the same incident that says more, as {@code rule scope}; empty
 *     where none does
 * @param acknowledgedBy who has taken it on; empty where nobody has
 * @param isEscalated whether it stayed without acknowledgement for too long
 */
public record Handled(
    Alert alert,
    String incident,
    String silencedBy,
    String inhibitedBy,
    String acknowledgedBy,
    boolean isEscalated) {

  /** Whether somebody shall be told. */
  public boolean isLoud() {
    return silencedBy.isEmpty() && inhibitedBy.isEmpty();
  }
}
