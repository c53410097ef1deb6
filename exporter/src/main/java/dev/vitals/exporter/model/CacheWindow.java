package dev.vitals.exporter.model;

/** Lookups of one cache within the sliding window that ends at the snapshot. */
public record CacheWindow(String cache, double windowSeconds, long hits, long misses) {
  /** The same as operations of no known duration, of which a miss is one that failed. */
  public OperationWindow lookups() {
    double unknown = Double.NaN;
    return new OperationWindow(
        OperationWindow.Kind.CACHE_LOOKUP,
        cache,
        windowSeconds,
        hits + misses,
        misses,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown,
        unknown);
  }
}
