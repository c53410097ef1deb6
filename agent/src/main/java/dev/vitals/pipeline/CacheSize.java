package dev.vitals.pipeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks a cache how many entries it has, where that is known to be cheap. */
final class CacheSize {
  static final long UNKNOWN = -1L;

  private CacheSize() {}

  /** Entries of the cache as it estimates them, or {@link #UNKNOWN}. */
  static long of(Object cache) {
    String className = cache.getClass().getName();
    try {
      if (cache instanceof Map<?, ?> map
          && (cache.getClass() == ConcurrentHashMap.class
              || className.startsWith("com.github.benmanes.caffeine.cache.")
              || className.startsWith("com.google.common.cache."))) {
        return map.size();
      } else if (EhcacheParts.isHeap(cache)) {
        return EhcacheParts.sizeOf(cache);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
      return UNKNOWN;
    }
    return UNKNOWN;
  }
}
