package dev.vitals.pipeline;

import dev.vitals.probe.Kind;

/**
 * What it means for a cache's counts that a function of the application was called to fill it.
 * Where the library keeps statistics of the cache, it says so itself and only that counts.
 *
 * <p><i>Threads:</i> any; no lock. <i>Cost:</i> allocates nothing.
 */
final class CacheLoads {
  private final long startNanos;

  CacheLoads(long startNanos) {
    this.startNanos = startNanos;
  }

  /** Ends a {@code CACHE_LOAD} or {@code CACHE_COMPUTE} whose function ran that long. */
  void called(int kind, CacheCounts counts, long nanos, Object result, Throwable thrown) {
    if (counts == null || counts.recording) {
      return;
    }
    boolean failed = thrown != null || result == null;
    if (kind >= Kind.CACHE_COMPUTE) {
      boolean successes = (kind - Kind.CACHE_COMPUTE & 2) != 0;
      boolean failures = (kind - Kind.CACHE_COMPUTE & 1) != 0;
      if (successes || (failures && thrown != null)) {
        counts.loaded(nanos, !failed, true);
      }
    } else if ((kind - Kind.CACHE_LOAD & 1) != 0) {
      counts.misses.increment();
      boolean future = (kind - Kind.CACHE_LOAD & 2) != 0;
      if (!future || thrown != null) {
        counts.loaded(nanos, !failed, true);
      }
    }
  }

  /** Counts one of the kinds from {@code CACHE_COMPUTED} to {@code CACHE_LOADED_DIRECTLY}. */
  void computed(int kind, CacheCounts counts, Object argument, Object result, long amount) {
    if (counts == null || counts.recording) {
      return;
    }
    boolean successfully = result != null;
    switch (kind) {
      case Kind.CACHE_COMPUTED -> loaded(counts, successfully, amount);
      case Kind.CACHE_MERGED -> {
        if (argument != null) {
          loaded(counts, successfully, amount);
        }
      }
      case Kind.CACHE_RECOMPUTED -> {
        if (result == null || result != argument) {
          loaded(counts, successfully, amount);
        }
      }
      case Kind.CACHE_LOADED_VIEW -> {
        if (result == null || result != argument) {
          counts.misses.increment();
          loaded(counts, successfully, amount);
        }
      }
      case Kind.CACHE_LOADED_DIRECTLY -> {
        if ((amount & 1L) != 0L) {
          counts.misses.increment();
          if ((amount & 2L) != 0L || argument != null) {
            loaded(counts, successfully, amount >> 2);
          }
        }
      }
      default -> {}
    }
  }

  /** A load that began before the session has no start that means anything. */
  void loaded(CacheCounts counts, boolean successfully, long nanos) {
    if (counts != null) {
      counts.loaded(nanos, successfully, nanos >= 0L && nanos <= System.nanoTime() - startNanos);
    }
  }
}
