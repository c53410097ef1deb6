package dev.vitals.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * Counts what Caffeine 2 and 3 (tested: 2.9.3, 3.1.8, 3.2.2) would record were its statistics on.
 *
 * <p>Caffeine records through a {@code StatsCounter} even when statistics are off; that one does
 * nothing and is shared. So the accessor tells whose records come next, and the counters' own
 * methods count. Only loaders called on the caller's thread go unrecorded when statistics are off:
 * they are seen in the lambdas that call them ({@link CaffeineLoads}).
 */
public final class CaffeineInstrumentation implements LibraryInstrumentation {
  private static final String PACKAGE = "com.github.benmanes.caffeine.cache.";
  private static final String OBJECT = "java.lang.Object";

  @Override
  public String name() {
    return "caffeine";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .subtypesOf(PACKAGE + "LocalCache")
        .method("statsCounter")
        .advice(NextRecords.class)
        .method("isRecordingStats")
        .advice(Recording.class);
    for (String counter : new String[] {"Disabled", "Guarded", "Concurrent"}) {
      weaving
          .type(PACKAGE + "stats." + counter + "StatsCounter")
          .method("recordHits", "int")
          .advice(Hits.class)
          .method("recordMisses", "int")
          .advice(Misses.class)
          .method("recordLoadSuccess", "long")
          .advice(Loaded.class)
          .method("recordLoadFailure", "long")
          .advice(NotLoaded.class)
          .method("recordEviction", "int", PACKAGE + "RemovalCause")
          .advice(Evicted.class)
          .method("recordEviction")
          .advice(Evicted.class);
    }
    weaving
        .type(PACKAGE + "BoundedLocalCache")
        .constructors()
        .advice(Created.class)
        .method("statsTicker")
        .advice(RunningTicker.class)
        .method("put", OBJECT, OBJECT, PACKAGE + "Expiry", "boolean")
        .advice(Put.class)
        .method("put", OBJECT, OBJECT, PACKAGE + "Expiry", "boolean", "boolean")
        .advice(PutOfVersion2.class)
        .method("remove", OBJECT)
        .advice(Removed.class)
        .method("remove", OBJECT, OBJECT)
        .advice(RemovedIfEqual.class);
    weaving
        .type(PACKAGE + "UnboundedLocalCache")
        .constructors()
        .advice(Created.class)
        .method("statsTicker")
        .advice(RunningTicker.class)
        .method("getIfPresent", OBJECT, "boolean")
        .advice(DirectLookup.class)
        .method("getAllPresent", "java.lang.Iterable")
        .advice(DirectLookups.class)
        .method("put", OBJECT, OBJECT)
        .advice(PutAlways.class)
        .method("putIfAbsent", OBJECT, OBJECT)
        .advice(PutIfAbsent.class)
        .method("remove", OBJECT)
        .advice(Removed.class)
        .method("remove", OBJECT, OBJECT)
        .advice(RemovedIfEqual.class);
    weaving.type(PACKAGE + "LocalAsyncCache$AsMapView").constructors().advice(View.class);
    CaffeineLoads.describe(weaving);
  }

  static final class NextRecords {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.This Object cache) {
      Probe.counting(session, cache);
    }
  }

  static final class Recording {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object cache, @Advice.Return boolean recording) {
      Probe.note(
          session, Kind.CACHE_RECORDING, cache, null, null, Boolean.compare(recording, false));
    }
  }

  static final class Hits {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.Argument(0) int count) {
      Probe.counted(session, Kind.CACHE_HIT, count);
    }
  }

  static final class Misses {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.Argument(0) int count) {
      Probe.counted(session, Kind.CACHE_MISS, count);
    }
  }

  static final class Loaded {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.Argument(0) long nanos) {
      Probe.note(session, Kind.CACHE_LOADED, null, null, null, nanos);
    }
  }

  static final class NotLoaded {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.Argument(0) long nanos) {
      Probe.note(session, Kind.CACHE_LOAD_FAILED, null, null, null, nanos);
    }
  }

  static final class Evicted {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session) {
      Probe.note(session, Kind.CACHE_EVICT, null, null, null, 1L);
    }
  }

  /** Without statistics the ticker for load times stands still; nothing else reads it. */
  static final class RunningTicker {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return(readOnly = false) Ticker ticker) {
      ticker = Ticker.systemTicker();
    }
  }

  static final class Created {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Session int session, @Advice.This Object cache) {
      Probe.note(session, Kind.CACHE_CREATED, cache, null, null, 1L);
    }
  }

  static final class View {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object view, @Advice.Argument(0) Object cache) {
      Probe.note(session, Kind.CACHE_ALIAS, cache, view, null, 1L);
    }
  }

  static final class DirectLookup {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session, @Advice.This Object cache, @Advice.Argument(1) boolean recorded) {
      Probe.note(session, Kind.CACHE_COUNTING, cache, null, null, Boolean.compare(recorded, false));
    }
  }

  static final class DirectLoadLookup {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session, @Advice.This Object cache, @Advice.Argument(2) boolean recorded) {
      Probe.note(session, Kind.CACHE_COUNTING, cache, null, null, Boolean.compare(recorded, false));
    }
  }

  static final class DirectLookups {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session) {
      Probe.note(session, Kind.CACHE_COUNTING, null, null, null, 1L);
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Session int session, @Advice.This Object cache) {
      Probe.note(session, Kind.CACHE_COUNTED, cache, null, null, 1L);
    }
  }

  static final class Put {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.This Object cache,
        @Advice.Argument(3) boolean onlyIfAbsent,
        @Advice.Return Object previous) {
      Probe.note(
          session, Kind.CACHE_PUT, cache, null, previous, Boolean.compare(onlyIfAbsent, false));
    }
  }

  static final class PutOfVersion2 {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.This Object cache,
        @Advice.Argument(4) boolean onlyIfAbsent,
        @Advice.Return Object previous) {
      Probe.note(
          session, Kind.CACHE_PUT, cache, null, previous, Boolean.compare(onlyIfAbsent, false));
    }
  }

  static final class PutAlways {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Session int session, @Advice.This Object cache) {
      Probe.note(session, Kind.CACHE_PUT, cache, null, null, 0L);
    }
  }

  static final class PutIfAbsent {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object cache, @Advice.Return Object previous) {
      Probe.note(session, Kind.CACHE_PUT, cache, null, previous, 1L);
    }
  }

  static final class Removed {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object cache, @Advice.Return Object previous) {
      Probe.note(session, Kind.CACHE_TAKE, cache, null, previous, 1L);
    }
  }

  static final class RemovedIfEqual {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object cache, @Advice.Return boolean removed) {
      Probe.note(session, Kind.CACHE_REMOVE, cache, null, null, Boolean.compare(removed, false));
    }
  }
}
