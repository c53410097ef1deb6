package dev.vitals.cache;

import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * Counts Ehcache 3 (tested: 3.10.8, 3.11.1), alone and behind JCache, as its statistics service
 * does: by the outcome of each operation. A lookup that the resilience strategy answered is a hit
 * or a miss by its result, where Ehcache counts a failure. Evictions are those of the heap.
 */
public final class EhcacheInstrumentation implements LibraryInstrumentation {
  private static final String OBJECT = "java.lang.Object";
  private static final String CORE = "org.ehcache.core.";

  @Override
  public String name() {
    return "ehcache";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .type(CORE + "EhcacheBase")
        .constructors()
        .advice(Created.class)
        .method("get", OBJECT)
        .advice(Lookup.class)
        .method("getNoLoader", OBJECT)
        .advice(Lookup.class)
        .method("putIfAbsent", OBJECT, OBJECT)
        .advice(PutIfAbsent.class)
        .method("removeInternal", OBJECT)
        .advice(Removed.class)
        .methods("addBulkMethodEntriesCount")
        .advice(Bulk.class);
    weaving
        .type(CORE + "Ehcache")
        .method("doPut", OBJECT, OBJECT)
        .advice(Put.class)
        .method("doRemove", OBJECT, OBJECT)
        .advice(ConditionalRemove.class)
        .method("doReplace", OBJECT, OBJECT)
        .advice(Replace.class)
        .method("doReplace", OBJECT, OBJECT, OBJECT)
        .advice(ConditionalReplace.class);
    weaving
        .type(CORE + "Ehcache$Jsr107CacheImpl")
        .method("getAndRemove", OBJECT)
        .advice(GetAndRemove.class)
        .method("getAndPut", OBJECT, OBJECT)
        .advice(GetAndPut.class)
        .lambdasOf("compute", "java.util.function.BiFunction", OBJECT, OBJECT)
        .advice(Compute.class);
    weaving
        .type("org.ehcache.impl.internal.store.heap.OnHeapStore")
        .methods("evict")
        .advice(Evicted.class);
    weaving
        .type(CORE + "EhcacheManager")
        .methods("createCache")
        .advice(Named.class)
        .methods("getCache")
        .advice(Named.class);
    weaving
        .type("org.ehcache.jsr107.Eh107Cache")
        .method("get", OBJECT)
        .advice(NamedByJCache.class)
        .method("put", OBJECT, OBJECT)
        .advice(NamedByJCache.class);
  }

  static final class Created {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Session int session, @Advice.This Object cache) {
      Probe.note(session, Kind.CACHE_CREATED, cache, null, null, 1L);
    }
  }

  static final class Lookup {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Session int session, @Advice.This Object cache, @Advice.Return Object value) {
      Probe.note(session, Kind.CACHE_GET, cache, null, value, 1L);
    }
  }

  static final class PutIfAbsent {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object cache, @Advice.Return Object present) {
      Probe.note(session, Kind.CACHE_GET, cache, null, present, 1L);
      Probe.note(session, Kind.CACHE_PUT, cache, null, present, 1L);
    }
  }

  static final class Removed {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object cache, @Advice.Return boolean removed) {
      Probe.note(session, Kind.CACHE_REMOVE, cache, null, null, Boolean.compare(removed, false));
    }
  }

  static final class Bulk {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session,
        @Advice.This Object cache,
        @Advice.Argument(0) Enum<?> operation,
        @Advice.Argument(1) long entries) {
      Probe.note(session, Kind.CACHE_BULK, cache, null, operation.name(), entries);
    }
  }

  /** PUT or NOOP, in this order. */
  static final class Put {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object cache, @Advice.Return Enum<?> status) {
      Probe.note(session, Kind.CACHE_PUTS, cache, null, null, 1 - status.ordinal());
    }
  }

  /** REMOVED, KEY_PRESENT or KEY_MISSING, in this order. */
  static final class ConditionalRemove {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object cache, @Advice.Return Enum<?> status) {
      Probe.note(session, Kind.CACHE_HIT, cache, null, null, 1 - (status.ordinal() >> 1));
      Probe.note(session, Kind.CACHE_MISS, cache, null, null, status.ordinal() >> 1);
      Probe.note(session, Kind.CACHE_REMOVE, cache, null, null, 2 - status.ordinal() >> 1);
    }
  }

  static final class Replace {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object cache, @Advice.Return Object previous) {
      Probe.note(session, Kind.CACHE_GET, cache, null, previous, 1L);
      Probe.note(session, Kind.CACHE_PUT, cache, null, previous, 2L);
    }
  }

  /** HIT, MISS_PRESENT or MISS_NOT_PRESENT, in this order. */
  static final class ConditionalReplace {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object cache, @Advice.Return Enum<?> status) {
      Probe.note(session, Kind.CACHE_HIT, cache, null, null, 1 - (status.ordinal() >> 1));
      Probe.note(session, Kind.CACHE_MISS, cache, null, null, status.ordinal() >> 1);
      Probe.note(session, Kind.CACHE_PUTS, cache, null, null, 2 - status.ordinal() >> 1);
    }
  }

  static final class GetAndRemove {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.FieldValue("this$0") Object cache,
        @Advice.Return Object previous) {
      Probe.note(session, Kind.CACHE_GET, cache, null, previous, 1L);
      Probe.note(session, Kind.CACHE_TAKE, cache, null, previous, 1L);
    }
  }

  static final class GetAndPut {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.FieldValue("this$0") Object cache,
        @Advice.Return Object previous) {
      Probe.note(session, Kind.CACHE_GET, cache, null, previous, 1L);
      Probe.note(session, Kind.CACHE_PUT, cache, null, previous, 0L);
    }
  }

  static final class Compute {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session,
        @Advice.FieldValue("this$0") Object cache,
        @Advice.Argument(2) Object value) {
      Probe.note(session, Kind.CACHE_GET, cache, null, value, 1L);
    }
  }

  static final class Evicted {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object store, @Advice.Return boolean evicted) {
      Probe.note(
          session, Kind.CACHE_EVICT_KNOWN, store, null, null, Boolean.compare(evicted, false));
    }
  }

  static final class Named {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.Argument(0) String alias, @Advice.Return Object cache) {
      Probe.note(session, Kind.CACHE_NAMED, cache, alias, null, 1L);
    }
  }

  static final class NamedByJCache {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session,
        @Advice.FieldValue("ehCache") Object cache,
        @Advice.FieldValue("name") String name) {
      Probe.note(session, Kind.CACHE_NAMED, cache, name, null, 1L);
    }
  }
}
