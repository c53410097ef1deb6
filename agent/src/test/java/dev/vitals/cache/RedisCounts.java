package dev.vitals.cache;

import dev.vitals.pipeline.CacheReadings.Counts;

/** What can be known of a cache in Redis. */
final class RedisCounts {
  private RedisCounts() {}

  static Counts of(long hits, long misses, long puts, long removals) {
    return new Counts(hits, misses, 0, 0, 0, 0, puts, removals);
  }
}
