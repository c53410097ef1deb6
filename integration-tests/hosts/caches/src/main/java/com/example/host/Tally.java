package com.example.host;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the application itself saw of one cache. */
final class Tally {
  final LongAdder hits = new LongAdder();
  final LongAdder misses = new LongAdder();
  final LongAdder puts = new LongAdder();
  final LongAdder removals = new LongAdder();
  final LongAdder evictions = new LongAdder();
  final LongAdder loads = new LongAdder();
  final LongAdder failures = new LongAdder();

  boolean lookedUp(Object value) {
    (value == null ? misses : hits).increment();
    return value != null;
  }

  /** A lookup that loads, by how often the loader ran before and after. */
  void gotOrLoaded(boolean ran) {
    (ran ? misses : hits).increment();
  }

  void removed(boolean present) {
    removals.add(present ? 1 : 0);
  }

  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("hits", hits.sum());
    counts.put("misses", misses.sum());
    counts.put("puts", puts.sum());
    counts.put("removals", removals.sum());
    counts.put("evictions", evictions.sum());
    counts.put("loads", loads.sum());
    counts.put("failures", failures.sum());
    return counts;
  }
}
