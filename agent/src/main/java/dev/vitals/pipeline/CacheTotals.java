package dev.vitals.pipeline;

import dev.vitals.exporter.model.Sample;
import java.util.List;

/** Sums of what caches counted. <i>Threads:</i> the aggregator alone. */
final class CacheTotals {
  private static final double NANOS_PER_SECOND = 1e9;

  long hits;
  long misses;
  long puts;
  long removals;
  long evictions;
  long loads;
  long failedLoads;
  private long timedLoadNanos;
  private final long[] loadBuckets = new long[LoadTimes.BUCKETS];

  void add(CacheCounts counts) {
    hits += counts.hits.sum();
    misses += counts.misses.sum();
    puts += counts.puts.sum();
    removals += counts.removals.sum();
    evictions += counts.evictions.sum();
    loads += counts.loads.sum();
    failedLoads += counts.failedLoads.sum();
    timedLoadNanos += counts.timedLoadNanos.sum();
    for (int index = 0; index < loadBuckets.length; index++) {
      loadBuckets[index] += counts.loadBuckets.get(index);
    }
  }

  void add(CacheTotals other) {
    hits += other.hits;
    misses += other.misses;
    puts += other.puts;
    removals += other.removals;
    evictions += other.evictions;
    loads += other.loads;
    failedLoads += other.failedLoads;
    timedLoadNanos += other.timedLoadNanos;
    for (int index = 0; index < loadBuckets.length; index++) {
      loadBuckets[index] += other.loadBuckets[index];
    }
  }

  /** Whether the cache was used at all. */
  boolean isUsed() {
    return (hits | misses | puts | removals | evictions | loads | failedLoads) != 0L;
  }

  Sample loadDurations(List<String> labelValues) {
    long[] cumulative = new long[LoadTimes.BOUNDS.length];
    long below = 0;
    for (int index = 0; index < cumulative.length; index++) {
      below += loadBuckets[index];
      cumulative[index] = below;
    }
    return new Sample.Distribution(
        labelValues,
        LoadTimes.BOUNDS,
        cumulative,
        below + loadBuckets[LoadTimes.BUCKETS - 1],
        timedLoadNanos / NANOS_PER_SECOND);
  }
}
