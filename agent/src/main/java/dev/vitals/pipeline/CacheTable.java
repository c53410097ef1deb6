package dev.vitals.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Knows the counts of every cache, by the cache itself, by other objects that stand for it, and by
 * a small number; never keeps one alive.
 *
 * <p><i>Threads:</i> any; lock-free. <i>Errors:</i> beyond {@link #CACHES} caches new ones are not
 * counted and {@link #refused} grows. <i>Cost:</i> allocates only when a cache is new.
 */
final class CacheTable {
  static final int CACHES = 4_096;

  /**
   * Twice the room for caches and what stands for them: hardly a bucket is full before the slots.
   */
  final WeakIdentityMap<CacheCounts> caches = new WeakIdentityMap<>(4 * CACHES);

  private final AtomicReferenceArray<CacheCounts> slots = new AtomicReferenceArray<>(CACHES + 1);
  private final AtomicInteger used = new AtomicInteger();
  private final LongAdder refused = new LongAdder();
  private final CacheNames names = new CacheNames();

  /** The counts with this number, or null. */
  CacheCounts at(int slot) {
    return slots.getAcquire(slot);
  }

  /** Uses of caches, and of other objects standing for them, that were not taken in. */
  long refused() {
    return refused.sum() + caches.refused();
  }

  /** A collected cache frees its place for another. */
  void release(CacheCounts counts) {
    if (slots.compareAndSet(counts.slot, counts, null)) {
      used.decrementAndGet();
    }
  }

  /** The counts of a cache; null when there are too many. */
  CacheCounts of(Object cache, Object argument) {
    CacheCounts counts = caches.get(cache);
    return counts != null ? counts : add(cache, argument, null);
  }

  private CacheCounts add(Object cache, Object argument, String builtAt) {
    CacheCounts added = used.get() < CACHES ? reserve(cache, argument, builtAt) : null;
    if (added == null) {
      refused.increment();
      return null;
    }
    CacheCounts present = caches.putIfAbsent(cache, added);
    if (present != null) {
      release(added);
      return present;
    }
    if (caches.get(cache) == null) {
      release(added);
      return null;
    }
    if (added.labels().system().equals("ehcache")) {
      alias(added, EhcacheParts.storeOf(cache));
    } else if (argument != null && !(argument instanceof String)) {
      alias(added, argument);
    }
    return added;
  }

  private CacheCounts reserve(Object cache, Object argument, String builtAt) {
    String system = CacheNames.systemOf(cache.getClass().getName());
    String level = system.equals("redis") ? "l2" : "l1";
    String name = argument instanceof String given ? given : null;
    if (name == null && system.equals("ehcache")) {
      name = EhcacheParts.aliasOf(cache);
    }
    for (int slot = 1; slot < slots.length(); slot++) {
      if (slots.get(slot) == null) {
        CacheCounts added = newCounts(slot, system, level, name, builtAt);
        if (slots.compareAndSet(slot, null, added)) {
          used.incrementAndGet();
          return added;
        }
      }
    }
    return null;
  }

  private CacheCounts newCounts(
      int slot, String system, String level, String name, String builtAt) {
    if (name != null) {
      return new CacheCounts(slot, new CacheLabels(name, level, system), CacheCounts.MANAGED);
    } else if (builtAt != null) {
      return new CacheCounts(slot, new CacheLabels(builtAt, level, system), CacheCounts.BUILT_AT);
    }
    return new CacheCounts(
        slot, new CacheLabels(names.numbered(system), level, system), CacheCounts.NUMBERED);
  }

  void created(Object cache, Object argument) {
    String builtAt = CacheNames.builtAt();
    CacheCounts counts = caches.get(cache);
    if (counts == null) {
      add(cache, argument, builtAt);
    } else if (builtAt != null) {
      counts.name(builtAt, CacheCounts.BUILT_AT);
    }
  }

  void named(Object cache, Object name) {
    if (cache == null || !(name instanceof String text)) {
      return;
    }
    CacheCounts counts = of(cache, text);
    if (counts != null && !counts.isManaged()) {
      counts.name(text, CacheCounts.MANAGED);
    }
  }

  /** What was counted for the other object before it was known is kept. */
  void alias(CacheCounts counts, Object other) {
    if (counts == null || other == null) {
      return;
    }
    CacheCounts earlier = caches.get(other);
    if (earlier == null) {
      caches.put(other, counts);
    } else if (earlier != counts) {
      caches.put(other, counts);
      counts.evictions.add(earlier.evictions.sum());
      release(earlier);
    }
  }
}
