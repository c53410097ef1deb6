package dev.vitals.cache;

import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * The loads that Caffeine records by wrapping the application's function, which it does only when
 * its statistics are on. We never wrap: the lambdas of Caffeine that call the function say whether
 * it was called and for how long, and the method around them says what came of it. With statistics
 * on the sink ignores all of this and believes the records.
 */
final class CaffeineLoads {
  private static final String PACKAGE = "com.github.benmanes.caffeine.cache.";
  private static final String OBJECT = "java.lang.Object";
  private static final String FUNCTION = "java.util.function.Function";
  private static final String BI_FUNCTION = "java.util.function.BiFunction";
  private static final String NODE = PACKAGE + "Node";

  private CaffeineLoads() {}

  static void describe(Weaving weaving) {
    weaving
        .type(PACKAGE + "BoundedLocalCache")
        .method("doComputeIfAbsent", OBJECT, OBJECT, FUNCTION, "[J", "boolean")
        .advice(LoadIfAbsent.class)
        .lambdasOf(
            "doComputeIfAbsent",
            "[Ljava.lang.Object;",
            FUNCTION,
            OBJECT,
            "[J",
            "[I",
            "[Ljava.lang.Object;",
            "[Ljava.lang.Object;",
            "[L" + PACKAGE + "RemovalCause;",
            "[L" + NODE + ";",
            OBJECT,
            NODE)
        .advice(LoaderOfAbsent.class)
        .method("compute", OBJECT, BI_FUNCTION, PACKAGE + "Expiry", "boolean", "boolean")
        .advice(Compute.class)
        .method("compute", OBJECT, BI_FUNCTION, "boolean", "boolean", "boolean")
        .advice(Compute.class)
        .method("computeIfPresent", OBJECT, BI_FUNCTION)
        .advice(ComputeIfPresent.class)
        .lambdasOf("remap")
        .advice(Remapping.class)
        .lambdasOf("merge", OBJECT, BI_FUNCTION, OBJECT, OBJECT)
        .advice(Merging.class);
    weaving
        .type(PACKAGE + "UnboundedLocalCache")
        .method("computeIfAbsent", OBJECT, FUNCTION, "boolean", "boolean")
        .advice(CaffeineInstrumentation.DirectLoadLookup.class)
        .lambdasOf("computeIfAbsent", "[Z", "boolean", FUNCTION, "boolean", OBJECT, OBJECT)
        .advice(DirectLoader.class)
        .method("compute", OBJECT, BI_FUNCTION, PACKAGE + "Expiry", "boolean", "boolean")
        .advice(Compute.class)
        .method("compute", OBJECT, BI_FUNCTION, "boolean", "boolean", "boolean")
        .advice(Compute.class)
        .lambdasOf("remap")
        .advice(DirectRemapping.class)
        .lambdasOf("computeIfPresent")
        .advice(DirectComputing.class)
        .lambdasOf("merge", OBJECT, BI_FUNCTION, OBJECT, OBJECT)
        .advice(Merging.class);
    weaving
        .type(PACKAGE + "LocalAsyncCache$AsMapView")
        .lambdasOf(
            "computeIfAbsent",
            FUNCTION,
            OBJECT,
            "[Ljava.util.concurrent.CompletableFuture;",
            OBJECT,
            "java.util.concurrent.CompletableFuture")
        .advice(ViewLoader.class)
        .lambdasOf(
            "compute",
            BI_FUNCTION,
            "[Ljava.lang.Object;",
            OBJECT,
            OBJECT,
            "java.util.concurrent.CompletableFuture")
        .advice(ViewComputing.class);
  }

  static final class LoadIfAbsent {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session) {
      return Probe.enter(session, Kind.CACHE_LOAD);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long token,
        @Advice.This Object cache,
        @Advice.Argument(4) boolean recorded,
        @Advice.FieldValue("isAsync") boolean future,
        @Advice.Return Object result,
        @Advice.Thrown Throwable thrown) {
      Probe.exit(
          session,
          Kind.CACHE_LOAD + Boolean.compare(recorded, false) + 2 * Boolean.compare(future, false),
          token,
          cache,
          null,
          result,
          thrown);
    }
  }

  /** A live entry is one that is there without a cause to drop it. */
  static final class LoaderOfAbsent {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return System.nanoTime();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long startNanos,
        @Advice.Argument(7) Object[] cause,
        @Advice.Argument(10) Object entry) {
      Probe.note(session, Kind.CACHE_CALLED, null, cause[0], entry, System.nanoTime() - startNanos);
    }
  }

  static final class Compute {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session) {
      return Probe.enter(session, Kind.CACHE_COMPUTE);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long token,
        @Advice.This Object cache,
        @Advice.Argument(3) boolean loadRecorded,
        @Advice.Argument(4) boolean failureRecorded,
        @Advice.Return Object result,
        @Advice.Thrown Throwable thrown) {
      Probe.exit(
          session,
          Kind.CACHE_COMPUTE
              + Boolean.compare(failureRecorded, false)
              + 2 * Boolean.compare(loadRecorded, false),
          token,
          cache,
          null,
          result,
          thrown);
    }
  }

  static final class ComputeIfPresent {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session) {
      return Probe.enter(session, Kind.CACHE_COMPUTE);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long token,
        @Advice.This Object cache,
        @Advice.Return Object result,
        @Advice.Thrown Throwable thrown) {
      Probe.exit(session, Kind.CACHE_COMPUTE + 3, token, cache, null, result, thrown);
    }
  }

  /** First parameter: whether an absent entry is computed; last: the entry. */
  static final class Remapping {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return System.nanoTime();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long startNanos,
        @Advice.Argument(0) boolean computeIfAbsent,
        @Advice.AllArguments Object[] arguments) {
      Probe.note(
          session,
          Kind.CACHE_CALLED_FOR,
          null,
          arguments[arguments.length - 1],
          null,
          System.nanoTime() - startNanos << 1 | Boolean.compare(computeIfAbsent, false));
    }
  }

  static final class DirectRemapping {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return System.nanoTime();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Session int session, @Advice.Enter long startNanos) {
      Probe.note(session, Kind.CACHE_CALLED, null, null, null, System.nanoTime() - startNanos);
    }
  }

  static final class Merging {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return System.nanoTime();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long startNanos,
        @Advice.This Object cache,
        @Advice.Argument(3) Object previous,
        @Advice.Return Object result) {
      Probe.note(
          session, Kind.CACHE_MERGED, cache, previous, result, System.nanoTime() - startNanos);
    }
  }

  static final class DirectLoader {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session) {
      Probe.note(session, Kind.CACHE_COUNTING, null, null, null, 0L);
      return System.nanoTime();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long startNanos,
        @Advice.This Object cache,
        @Advice.Argument(1) boolean recorded,
        @Advice.Argument(3) boolean loadRecorded,
        @Advice.Return Object result,
        @Advice.Thrown Throwable thrown) {
      Probe.note(
          session,
          Kind.CACHE_LOADED_DIRECTLY,
          cache,
          thrown,
          result,
          System.nanoTime() - startNanos << 2
              | Boolean.compare(loadRecorded, false) << 1
              | Boolean.compare(recorded, false));
    }
  }

  static final class DirectComputing {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return System.nanoTime();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long startNanos,
        @Advice.This Object cache,
        @Advice.Return Object result) {
      Probe.note(session, Kind.CACHE_COMPUTED, cache, null, result, System.nanoTime() - startNanos);
    }
  }

  static final class ViewLoader {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return System.nanoTime();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long startNanos,
        @Advice.FieldValue("delegate") Object cache,
        @Advice.Argument(4) Object present,
        @Advice.Return Object result) {
      Probe.note(
          session, Kind.CACHE_LOADED_VIEW, cache, present, result, System.nanoTime() - startNanos);
    }
  }

  static final class ViewComputing {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return System.nanoTime();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long startNanos,
        @Advice.FieldValue("delegate") Object cache,
        @Advice.Argument(4) Object present,
        @Advice.Return Object result) {
      Probe.note(
          session, Kind.CACHE_RECOMPUTED, cache, present, result, System.nanoTime() - startNanos);
    }
  }
}
