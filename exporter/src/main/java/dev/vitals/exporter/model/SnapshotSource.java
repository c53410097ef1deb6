package dev.vitals.exporter.model;

/** Where readers get the state from. */
public interface SnapshotSource {
  /**
   * A snapshot that holds every call that ended at least a second ago.
   *
   * <p><i>Threads:</i> any. <i>Cost:</i> waits for the aggregator, two seconds at most, then
   * answers with the newest snapshot there is. Takes no lock an application thread could want.
   */
  Snapshot fresh();
}
