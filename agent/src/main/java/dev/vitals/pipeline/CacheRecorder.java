package dev.vitals.pipeline;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;

/**
 * Counts what woven caches report, exactly, on the threads that use them.
 *
 * <p>Some libraries say first which cache comes next and then what happened; in between the slot of
 * that cache stands in the thread's frame. Whoever records takes it out again, so that a counter
 * that delegates to another does not count twice.
 *
 * <p><i>Threads:</i> any; no lock. <i>Cost:</i> allocates only when a cache is new.
 */
public final class CacheRecorder {
  private static final int COUNTING = Kind.CACHE_GET >> Kind.GROUP_SHIFT;
  private static final int CALLED = Kind.CACHE_LOAD >> Kind.GROUP_SHIFT;
  private static final int LOADING = Kind.CACHE_ASIDE >> Kind.GROUP_SHIFT;
  private static final int UNNAMED = Kind.CACHE_UNNAMED >> Kind.GROUP_SHIFT;
  private static final int OPERATING = Kind.JCACHE_OPERATION >> Kind.GROUP_SHIFT;
  private static final int UNNAMED_LOAD = Kind.CACHE_UNNAMED_LOAD >> Kind.GROUP_SHIFT;

  private final CacheTable table = new CacheTable();
  private final int session;
  private final CacheLoads loads;

  public CacheRecorder(int session, long startNanos) {
    this.session = session;
    this.loads = new CacheLoads(startNanos);
  }

  /** What is known of every cache. */
  CacheTable table() {
    return table;
  }

  /** Uses of caches, and of other objects standing for them, that were not taken in. */
  long refused() {
    return table.refused();
  }

  /** Whether a kind of call is recorded here. */
  static boolean records(int kind) {
    int group = kind >>> Kind.GROUP_SHIFT;
    return group == COUNTING || (group >= CALLED && group <= OPERATING);
  }

  /** Begins a {@code CACHE_LOAD}, {@code CACHE_COMPUTE} or {@code CACHE_ASIDE}. */
  long enter(int kind) {
    Frame frame = frame();
    if (frame.muted) {
      return 0L;
    }
    if (kind == Kind.CACHE_ASIDE) {
      return frame.scratch(COUNTING) << 1 | 1L;
    }
    if (kind == Kind.JCACHE_OPERATION) {
      return frame.scratch(OPERATING) << 1 | 1L;
    }
    long outer = frame.scratch(CALLED);
    frame.scratch(CALLED, 0L);
    return outer << 1 | 1L;
  }

  /** Ends what {@link #enter} began; {@code token} is what that returned. */
  void exit(int kind, long token, Object cache, Object argument, Object result, Throwable thrown) {
    if (token == 0L) {
      return;
    }
    Frame frame = frame();
    if (kind == Kind.CACHE_ASIDE) {
      frame.scratch(COUNTING, token >>> 1);
      return;
    }
    if (kind >= Kind.JCACHE_OPERATION) {
      long own = frame.scratch(OPERATING);
      frame.scratch(OPERATING, token >>> 1);
      if (own != 0L && own != token >>> 1 && thrown == null) {
        operated(kind, table.at((int) own), argument, result);
      }
      Recorder.release(frame);
      return;
    }
    long calledNanos = frame.scratch(CALLED) - 1L;
    frame.scratch(CALLED, token >>> 1);
    if (kind == Kind.CACHE_GET_OR_LOAD) {
      CacheCounts counts = table.of(cache, argument);
      if (counts != null) {
        counts.gotOrLoaded(calledNanos, thrown == null);
      }
    } else if (calledNanos >= 0L) {
      loads.called(kind, table.of(cache, argument), calledNanos, result, thrown);
    }
    Recorder.release(frame);
  }

  /** The library's next record on this thread belongs to this cache. */
  void counting(Object cache) {
    frame().scratch(COUNTING, slotOf(cache));
  }

  /** Counts hits or misses of the cache that {@link #counting} named. */
  void countedNext(int kind, long amount) {
    Frame frame = frame();
    CacheCounts counts = taken(frame, COUNTING);
    if (counts == null) {
      unnamed(frame, kind, amount);
      return;
    }
    (kind == Kind.CACHE_HIT ? counts.hits : counts.misses).add(amount);
    Recorder.release(frame);
  }

  /**
   * Counts.
   *
   * @param cache null where the library's counters do not know whose they are
   * @param argument the cache's name or another object that stands for it, needed when it is new
   */
  void note(int kind, Object cache, Object argument, Object result, long amount) {
    switch (kind) {
      case Kind.CACHE_COUNTING -> frame().scratch(COUNTING, amount == 0L ? 0L : slotOf(cache));
      case Kind.JCACHE_OPERATING -> frame().scratch(OPERATING, operatingSlot(cache));
      case Kind.CACHE_LOADING -> frame().scratch(LOADING, slotOf(cache));
      case Kind.CACHE_CALLED -> {
        if (result == null || argument != null) {
          frame().scratch(CALLED, amount + 1L);
        }
      }
      case Kind.CACHE_CALLED_FOR -> {
        if (argument != null || (amount & 1L) != 0L) {
          frame().scratch(CALLED, (amount >> 1) + 1L);
        }
      }
      case Kind.CACHE_COMPUTED,
          Kind.CACHE_MERGED,
          Kind.CACHE_RECOMPUTED,
          Kind.CACHE_LOADED_VIEW,
          Kind.CACHE_LOADED_DIRECTLY ->
          loads.computed(kind, table.of(cache, null), argument, result, amount);
      case Kind.CACHE_LOADING_DONE, Kind.CACHE_LOADING_FAILED ->
          loadedNext(frame(), kind == Kind.CACHE_LOADING_DONE, amount);
      case Kind.CACHE_LOADING_COUNTED -> loadCounted(frame(), table.of(cache, null));
      case Kind.CACHE_COUNTED -> counted(frame(), table.of(cache, null));
      case Kind.CACHE_EVICT_KNOWN -> {
        CacheCounts known = table.caches.get(cache);
        if (known != null) {
          known.evictions.add(amount);
        }
      }
      case Kind.CACHE_CREATED -> table.created(cache, argument);
      case Kind.CACHE_NAMED -> table.named(cache, argument);
      case Kind.CACHE_ALIAS -> table.alias(table.of(cache, null), argument);
      default -> {
        if (cache != null) {
          count(kind, table.of(cache, argument), result, amount);
        } else {
          countNext(kind, amount);
        }
      }
    }
  }

  private void count(int kind, CacheCounts counts, Object result, long amount) {
    if (counts == null) {
      return;
    }
    switch (kind) {
      case Kind.CACHE_GET -> (result == null ? counts.misses : counts.hits).add(amount);
      case Kind.CACHE_HIT -> counts.hits.add(amount);
      case Kind.CACHE_MISS -> {
        if (!counts.recording) {
          counts.misses.add(amount);
        }
      }
      case Kind.CACHE_PUT -> {
        if (amount == 0L || (amount == 1L) == (result == null)) {
          counts.puts.increment();
        }
      }
      case Kind.CACHE_PUTS -> counts.puts.add(amount);
      case Kind.CACHE_BULK -> counts.bulk((String) result, amount);
      case Kind.CACHE_TAKE -> {
        if (result != null) {
          counts.removals.increment();
        }
      }
      case Kind.CACHE_REMOVE -> counts.removals.add(amount);
      case Kind.CACHE_EVICT -> counts.evictions.add(amount);
      case Kind.CACHE_LOADED, Kind.CACHE_LOAD_FAILED -> {
        if (!counts.recording) {
          loads.loaded(counts, kind == Kind.CACHE_LOADED, amount);
        }
      }
      case Kind.CACHE_RECORDING -> counts.recording = amount != 0L;
      default -> {}
    }
  }

  private static void operated(int kind, CacheCounts counts, Object argument, Object result) {
    if (counts == null) {
      return;
    }
    if (kind == Kind.JCACHE_BULK) {
      JCacheOperations.countBulk(counts, argument, result);
    } else {
      JCacheOperations.count(counts, (String) argument, result, kind == Kind.JCACHE_CONDITIONAL);
    }
  }

  /** 0 for wrappers of caches that are counted themselves. */
  private long operatingSlot(Object cache) {
    if (JCacheOperations.isWrapper(cache)) {
      return 0L;
    }
    CacheCounts counts = table.caches.get(cache);
    if (counts == null) {
      counts = table.of(cache, JCacheOperations.nameOf(cache));
    }
    return counts == null ? 0L : counts.slot;
  }

  private void counted(Frame frame, CacheCounts counts) {
    long unnamed = frame.scratch(UNNAMED);
    frame.scratch(UNNAMED, 0L);
    if (counts != null) {
      counts.hits.add(unnamed >>> 32);
      counts.misses.add(unnamed & 0xffff_ffffL);
    }
    Recorder.release(frame);
  }

  private void countNext(int kind, long amount) {
    if (kind == Kind.CACHE_HIT || kind == Kind.CACHE_MISS) {
      countedNext(kind, amount);
      return;
    }
    Frame frame = frame();
    CacheCounts counts = taken(frame, COUNTING);
    if (counts == null) {
      return;
    }
    switch (kind) {
      case Kind.CACHE_EVICT -> counts.evictions.add(amount);
      case Kind.CACHE_LOADED, Kind.CACHE_LOAD_FAILED ->
          loads.loaded(counts, kind == Kind.CACHE_LOADED, amount);
      default -> {}
    }
    Recorder.release(frame);
  }

  /** Kept until it is said whose they were. */
  private static void unnamed(Frame frame, int kind, long amount) {
    long before = frame.scratch(UNNAMED);
    frame.scratch(
        UNNAMED,
        kind == Kind.CACHE_HIT
            ? before & 0xffff_ffffL | amount << 32
            : before >>> 32 << 32 | amount);
  }

  private void loadedNext(Frame frame, boolean successfully, long nanos) {
    CacheCounts counts = taken(frame, LOADING);
    if (counts == null) {
      frame.scratch(UNNAMED_LOAD, nanos << 2 | (successfully ? 3L : 1L));
    } else {
      loads.loaded(counts, successfully, nanos);
    }
  }

  private void loadCounted(Frame frame, CacheCounts counts) {
    long load = frame.scratch(UNNAMED_LOAD);
    frame.scratch(UNNAMED_LOAD, 0L);
    if (load != 0L) {
      loads.loaded(counts, (load & 2L) != 0L, load >> 2);
    }
    Recorder.release(frame);
  }

  private Frame frame() {
    Frame frame = Frame.current();
    if (frame.session != session) {
      frame.begin(session);
    }
    return frame;
  }

  private CacheCounts taken(Frame frame, int group) {
    int slot = (int) frame.scratch(group);
    if (slot == 0) {
      return null;
    }
    frame.scratch(group, 0L);
    return table.at(slot);
  }

  private long slotOf(Object cache) {
    if (cache == null) {
      return 0L;
    }
    CacheCounts counts = table.of(cache, null);
    return counts == null ? 0L : counts.slot;
  }
}
