package dev.vitals.cache;

import com.google.common.cache.RemovalCause;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * Counts what Guava's caches (tested: 31.1, 33.4.8) would record were their statistics on.
 *
 * <p>Guava records through a {@code StatsCounter} in any case; without statistics that one does
 * nothing and is shared. So each method that is about to record tells whose records come next, and
 * the counters' own methods count.
 */
public final class GuavaInstrumentation implements LibraryInstrumentation {
  private static final String CACHE = "com.google.common.cache.LocalCache";
  private static final String OBJECT = "java.lang.Object";
  private static final String LOADER = "com.google.common.cache.CacheLoader";
  private static final String LOADING = CACHE + "$LoadingValueReference";

  @Override
  public String name() {
    return "guava";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .subtypesOf("com.google.common.cache.AbstractCache$StatsCounter")
        .method("recordHits", "int")
        .advice(CaffeineInstrumentation.Hits.class)
        .method("recordMisses", "int")
        .advice(CaffeineInstrumentation.Misses.class)
        .method("recordLoadSuccess", "long")
        .advice(Loaded.class)
        .method("recordLoadException", "long")
        .advice(NotLoaded.class);
    weaving
        .type(CACHE)
        .constructors()
        .advice(CaffeineInstrumentation.Created.class)
        .method("getIfPresent", OBJECT)
        .advice(CaffeineInstrumentation.NextRecords.class)
        .method("getAllPresent", "java.lang.Iterable")
        .advice(CaffeineInstrumentation.DirectLookups.class)
        .method("getAll", "java.lang.Iterable")
        .advice(Lookups.class)
        .method("loadAll", "java.util.Set", LOADER)
        .advice(LoadAll.class);
    weaving
        .type(CACHE + "$Segment")
        .method("get", OBJECT, "int", LOADER)
        .advice(SegmentLookup.class)
        .method("loadSync", OBJECT, "int", LOADING, LOADER)
        .advice(Aside.class)
        .method("refresh", OBJECT, "int", LOADER, "boolean")
        .advice(Aside.class)
        .method(
            "getAndRecordStats",
            OBJECT,
            "int",
            LOADING,
            "com.google.common.util.concurrent.ListenableFuture")
        .advice(NextLoad.class)
        .method(
            "enqueueNotification",
            OBJECT,
            "int",
            OBJECT,
            "int",
            "com.google.common.cache.RemovalCause")
        .advice(Gone.class)
        .method("put", OBJECT, "int", OBJECT, "boolean")
        .advice(Put.class)
        .method("remove", OBJECT, "int")
        .advice(Removed.class)
        .method("remove", OBJECT, "int", OBJECT)
        .advice(RemovedIfEqual.class);
  }

  static final class Loaded {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.Argument(0) long nanos) {
      Probe.note(session, Kind.CACHE_LOADING_DONE, null, null, null, nanos);
    }
  }

  static final class NotLoaded {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.Argument(0) long nanos) {
      Probe.note(session, Kind.CACHE_LOADING_FAILED, null, null, null, nanos);
    }
  }

  static final class SegmentLookup {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.FieldValue("map") Object cache) {
      Probe.counting(session, cache);
    }
  }

  /** Records hits and misses at its very end, whatever its loader asked in between. */
  static final class Lookups {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session) {
      Probe.note(session, Kind.CACHE_COUNTING, null, null, null, 1L);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Session int session, @Advice.This Object cache) {
      Probe.note(session, Kind.CACHE_COUNTED, cache, null, null, 1L);
    }
  }

  /** Records its load at its very end; none where the loader has no {@code loadAll}. */
  static final class LoadAll {
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Session int session, @Advice.This Object cache) {
      Probe.note(session, Kind.CACHE_LOADING_COUNTED, cache, null, null, 1L);
    }
  }

  static final class Aside {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session) {
      return Probe.enter(session, Kind.CACHE_ASIDE);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Session int session, @Advice.Enter long token) {
      Probe.exit(session, Kind.CACHE_ASIDE, token, null, null, null, null);
    }
  }

  static final class NextLoad {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.FieldValue("map") Object cache) {
      Probe.note(session, Kind.CACHE_LOADING, cache, null, null, 1L);
    }
  }

  /** The first two causes are the application's own doing: removed and replaced. */
  static final class Gone {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session,
        @Advice.FieldValue("map") Object cache,
        @Advice.Argument(4) RemovalCause cause) {
      Probe.note(
          session, Kind.CACHE_EVICT, cache, null, null, Integer.signum(cause.ordinal() >> 1));
    }
  }

  static final class Put {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.FieldValue("map") Object cache,
        @Advice.Argument(3) boolean onlyIfAbsent,
        @Advice.Return Object previous) {
      Probe.note(
          session, Kind.CACHE_PUT, cache, null, previous, Boolean.compare(onlyIfAbsent, false));
    }
  }

  static final class Removed {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.FieldValue("map") Object cache,
        @Advice.Return Object previous) {
      Probe.note(session, Kind.CACHE_TAKE, cache, null, previous, 1L);
    }
  }

  static final class RemovedIfEqual {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.FieldValue("map") Object cache,
        @Advice.Return boolean removed) {
      Probe.note(session, Kind.CACHE_REMOVE, cache, null, null, Boolean.compare(removed, false));
    }
  }
}
