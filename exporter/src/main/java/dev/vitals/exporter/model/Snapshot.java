package dev.vitals.exporter.model;

import java.util.List;

/**
 * Everything readers may see, as of one instant. Immutable.
 *
 * @param epochMillis wall clock of the instant
 * @param families all metrics, in the order of the catalogue
 */
public record Snapshot(long epochMillis, List<Family> families, List<Alert> alerts) {
  public Snapshot {
    families = List.copyOf(families);
    alerts = List.copyOf(alerts);
  }

  public static final Snapshot EMPTY = new Snapshot(0L, List.of(), List.of());
}
