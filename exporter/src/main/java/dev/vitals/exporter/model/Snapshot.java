package dev.vitals.exporter.model;

import java.util.List;

/**
 * Everything readers may see, as of one instant. Immutable.
 *
 * @param epochMillis wall clock of the instant
 * @param families all metrics, in the order of the catalogue
 */
public record Snapshot(
    long epochMillis,
    List<Family> families,
    List<OperationWindow> operations,
    List<CacheWindow> caches,
    ResourceWindow resources,
    List<Alert> alerts) {

  public Snapshot {
    families = List.copyOf(families);
    operations = List.copyOf(operations);
    caches = List.copyOf(caches);
    alerts = List.copyOf(alerts);
  }

  public static final Snapshot EMPTY =
      new Snapshot(0L, List.of(), List.of(), List.of(), ResourceWindow.UNKNOWN, List.of());
}
