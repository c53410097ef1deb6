package dev.vitals.cache;

import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Counts JCache providers that are not known otherwise at {@code javax.cache.Cache} (tested with
 * the reference implementation 1.1.1), by what the operations answer. That does not tell a value
 * that was read through from one that was there, nor why a conditional remove or replace did
 * nothing; entry processors and iterators are not seen.
 */
public final class JCacheInstrumentation implements LibraryInstrumentation {
  private static final String OBJECT = "java.lang.Object";

  @Override
  public String name() {
    return "jcache";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .subtypesOf("javax.cache.Cache")
        .method("get", OBJECT)
        .advice(Operation.class)
        .method("getAndPut", OBJECT, OBJECT)
        .advice(Operation.class)
        .method("getAndRemove", OBJECT)
        .advice(Operation.class)
        .method("getAndReplace", OBJECT, OBJECT)
        .advice(Operation.class)
        .method("put", OBJECT, OBJECT)
        .advice(Command.class)
        .method("putIfAbsent", OBJECT, OBJECT)
        .advice(Operation.class)
        .method("remove", OBJECT)
        .advice(Operation.class)
        .method("remove", OBJECT, OBJECT)
        .advice(Conditional.class)
        .method("replace", OBJECT, OBJECT)
        .advice(Operation.class)
        .method("replace", OBJECT, OBJECT, OBJECT)
        .advice(Conditional.class)
        .method("getAll", "java.util.Set")
        .advice(Operations.class)
        .method("putAll", "java.util.Map")
        .advice(Commands.class);
  }

  static final class Operation {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session, @Advice.This Object cache) {
      long token = Probe.enter(session, Kind.JCACHE_OPERATION);
      Probe.note(session, Kind.JCACHE_OPERATING, cache, null, null, 1L);
      return token;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long token,
        @Advice.This Object cache,
        @Advice.Origin("#m") String operation,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable thrown) {
      Probe.exit(session, Kind.JCACHE_OPERATION, token, cache, operation, result, thrown);
    }
  }

  static final class Command {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session, @Advice.This Object cache) {
      long token = Probe.enter(session, Kind.JCACHE_OPERATION);
      Probe.note(session, Kind.JCACHE_OPERATING, cache, null, null, 1L);
      return token;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long token,
        @Advice.This Object cache,
        @Advice.Origin("#m") String operation,
        @Advice.Thrown Throwable thrown) {
      Probe.exit(session, Kind.JCACHE_OPERATION, token, cache, operation, null, thrown);
    }
  }

  static final class Conditional {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session, @Advice.This Object cache) {
      long token = Probe.enter(session, Kind.JCACHE_OPERATION);
      Probe.note(session, Kind.JCACHE_OPERATING, cache, null, null, 1L);
      return token;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long token,
        @Advice.This Object cache,
        @Advice.Origin("#m") String operation,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable thrown) {
      Probe.exit(session, Kind.JCACHE_CONDITIONAL, token, cache, operation, result, thrown);
    }
  }

  static final class Operations {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session, @Advice.This Object cache) {
      long token = Probe.enter(session, Kind.JCACHE_OPERATION);
      Probe.note(session, Kind.JCACHE_OPERATING, cache, null, null, 1L);
      return token;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long token,
        @Advice.This Object cache,
        @Advice.Argument(0) Object keys,
        @Advice.Return Object result,
        @Advice.Thrown Throwable thrown) {
      Probe.exit(session, Kind.JCACHE_BULK, token, cache, keys, result, thrown);
    }
  }

  static final class Commands {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Session int session, @Advice.This Object cache) {
      long token = Probe.enter(session, Kind.JCACHE_OPERATION);
      Probe.note(session, Kind.JCACHE_OPERATING, cache, null, null, 1L);
      return token;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter long token,
        @Advice.This Object cache,
        @Advice.Argument(0) Object entries,
        @Advice.Thrown Throwable thrown) {
      Probe.exit(session, Kind.JCACHE_BULK, token, cache, entries, null, thrown);
    }
  }
}
