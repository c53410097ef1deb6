package dev.vitals.pipeline;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happened in one cache since it was first seen. Never refers to the cache.
 *
 * <p><i>Threads:</i> any may add; the name is written by any and read by the aggregator.
 */
final class CacheCounts {
  /** Where a name comes from; a better source replaces a worse one. */
  static final int NUMBERED = 0;

  static final int BUILT_AT = 1;
  static final int MANAGED = 2;

  final LongAdder hits = new LongAdder();
  final LongAdder misses = new LongAdder();
  final LongAdder puts = new LongAdder();
  final LongAdder removals = new LongAdder();
  final LongAdder evictions = new LongAdder();
  final LongAdder loads = new LongAdder();
  final LongAdder failedLoads = new LongAdder();
  final LongAdder timedLoadNanos = new LongAdder();

  /** Timed loads by bucket, the last one without a bound. */
  final AtomicLongArray loadBuckets = new AtomicLongArray(LoadTimes.BUCKETS);

  /** Index in the recorder's table, never 0 for a cache that is counted. */
  final int slot;

  /** Whether the library keeps statistics of this cache and so records its loads itself. */
  volatile boolean recording;

  /** Whether its cache is collected and its counts are kept elsewhere; the aggregator's. */
  boolean retired;

  private volatile CacheLabels labels;
  private volatile int nameSource;

  CacheCounts(int slot, CacheLabels labels, int nameSource) {
    this.slot = slot;
    this.labels = labels;
    this.nameSource = nameSource;
  }

  CacheLabels labels() {
    return labels;
  }

  boolean isManaged() {
    return nameSource == MANAGED;
  }

  void name(String name, int source) {
    if (source > nameSource) {
      labels = new CacheLabels(name, labels.level(), labels.system());
      nameSource = source;
    }
  }

  void loaded(long nanos, boolean successfully, boolean timed) {
    (successfully ? loads : failedLoads).increment();
    if (timed) {
      timedLoadNanos.add(nanos);
      loadBuckets.incrementAndGet(LoadTimes.bucket(nanos));
    }
  }

  /** A lookup that loads: {@code calledNanos} is negative where the loader did not run. */
  void gotOrLoaded(long calledNanos, boolean successfully) {
    if (calledNanos >= 0L) {
      misses.increment();
      loaded(calledNanos, successfully, true);
    } else if (successfully) {
      hits.increment();
    }
  }

  /** Several entries at once, as Ehcache names what happened to them. */
  void bulk(String operation, long entries) {
    switch (operation) {
      case "GET_ALL_HITS" -> hits.add(entries);
      case "GET_ALL_MISS" -> misses.add(entries);
      case "PUT_ALL" -> puts.add(entries);
      case "REMOVE_ALL" -> removals.add(entries);
      default -> {}
    }
  }
}
