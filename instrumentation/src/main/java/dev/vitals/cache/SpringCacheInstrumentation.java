package dev.vitals.cache;

import com.github.benmanes.caffeine.cache.Cache;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * Counts Spring's own map cache at its map, and lends Spring's names to the Caffeine caches behind
 * it, which count themselves (tested: Spring 5.3.31, 6.2.11, 7.0.10). An {@code evict} counts as a
 * removal whether or not there was an entry: Spring does not look.
 */
public final class SpringCacheInstrumentation implements LibraryInstrumentation {
  private static final String OBJECT = "java.lang.Object";
  private static final String CALLABLE = "java.util.concurrent.Callable";
  private static final String SUPPLIER = "java.util.function.Supplier";

  @Override
  public String name() {
    return "spring-cache";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .type("org.springframework.cache.concurrent.ConcurrentMapCache")
        .method("lookup", OBJECT)
        .advice(Lookup.class)
        .method("get", OBJECT, CALLABLE)
        .advice(Load.class)
        .lambdasOf("get")
        .advice(Loader.class)
        .lambdasOf("retrieve", OBJECT, SUPPLIER)
        .advice(Load.class)
        .lambdasOf("retrieve", SUPPLIER, OBJECT)
        .advice(Loader.class)
        .method("put", OBJECT, OBJECT)
        .advice(Put.class)
        .method("putIfAbsent", OBJECT, OBJECT)
        .advice(PutIfAbsent.class)
        .method("evict", OBJECT)
        .advice(Evict.class)
        .method("evictIfPresent", OBJECT)
        .advice(EvictIfPresent.class);
    weaving
        .type("org.springframework.cache.caffeine.CaffeineCache")
        .method("lookup", OBJECT)
        .advice(Named.class)
        .method("get", OBJECT, CALLABLE)
        .advice(Named.class)
        .method("retrieve", OBJECT, SUPPLIER)
        .advice(Named.class)
        .method("put", OBJECT, OBJECT)
        .advice(Named.class);
  }

  static final class Lookup {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.FieldValue("store") Object map,
        @Advice.FieldValue("name") String name,
        @Advice.Return Object value) {
      Probe.note(session, Kind.CACHE_GET, map, name, value, 1L);
    }
  }

  static final class Load {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session) {
      return Probe.enter(session, Kind.CACHE_GET_OR_LOAD);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long token,
        @Advice.FieldValue("store") Object map,
        @Advice.FieldValue("name") String name,
        @Advice.Thrown Throwable thrown) {
      Probe.exit(session, Kind.CACHE_GET_OR_LOAD, token, map, name, null, thrown);
    }
  }

  static final class Loader {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return System.nanoTime();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Session int session, @Advice.Enter long startNanos) {
      Probe.note(session, Kind.CACHE_CALLED, null, null, null, System.nanoTime() - startNanos);
    }
  }

  static final class Put {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.FieldValue("store") Object map,
        @Advice.FieldValue("name") String name) {
      Probe.note(session, Kind.CACHE_PUT, map, name, null, 0L);
    }
  }

  static final class PutIfAbsent {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.FieldValue("store") Object map,
        @Advice.FieldValue("name") String name,
        @Advice.Return Object present) {
      Probe.note(session, Kind.CACHE_PUT, map, name, present, 1L);
    }
  }

  static final class Evict {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.FieldValue("store") Object map,
        @Advice.FieldValue("name") String name) {
      Probe.note(session, Kind.CACHE_REMOVE, map, name, null, 1L);
    }
  }

  static final class EvictIfPresent {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.FieldValue("store") Object map,
        @Advice.FieldValue("name") String name,
        @Advice.Return boolean present) {
      Probe.note(session, Kind.CACHE_REMOVE, map, name, null, Boolean.compare(present, false));
    }
  }

  static final class Named {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session,
        @Advice.FieldValue("cache") Cache<?, ?> cache,
        @Advice.FieldValue("name") String name) {
      Probe.note(session, Kind.CACHE_NAMED, cache.asMap(), name, null, 1L);
    }
  }
}
