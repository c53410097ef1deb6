package dev.vitals.pipeline;

import java.util.List;

/**
 * The series a cache is shown as. Caches with the same labels are shown as their sum.
 *
 * @param level {@code l1} in this process, {@code l2} outside
 * @param system the library
 */
record CacheLabels(String name, String level, String system) {
  /** Whether another process keeps the entries: what it does with them is not seen here. */
  boolean isRemote() {
    return level.equals("l2");
  }

  List<String> values() {
    return List.of(name, level, system);
  }

  List<String> valuesAnd(String last) {
    return List.of(name, level, system, last);
  }
}
