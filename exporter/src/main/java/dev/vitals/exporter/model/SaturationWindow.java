package dev.vitals.exporter.model;

/**
 * How taken the places of something were within the sliding window that ends at the snapshot: the
 * mean of many looks.
 *
 * @param scope what the application calls it
 * @param used places that were taken
 * @param max places there are; NaN where that is not known or there is no limit
 * @param waiting those who waited for a place; NaN where that is not known
 */
public record SaturationWindow(
    Kind kind, String scope, double windowSeconds, double used, double max, double waiting) {

  /** What has places. */
  public enum Kind {
    /** Connections of a pool. */
    POOL,

    /** Threads of an executor. */
    EXECUTOR
  }

  /** The share of the places that was taken; NaN where that is not known. */
  public double utilisation() {
    return max > 0 ? used / max : Double.NaN;
  }

  /** Those who waited, as a share of the places; NaN where that is not known. */
  public double queue() {
    return max > 0 ? waiting / max : Double.NaN;
  }
}
