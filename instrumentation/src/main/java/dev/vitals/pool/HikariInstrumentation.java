package dev.vitals.pool;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * HikariCP 3 to 7: how long it takes to get a connection, for how long it is used, and how long it
 * takes to open one. A pool that is older than the agent is found when somebody asks it.
 */
public final class HikariInstrumentation implements LibraryInstrumentation {
  private static final String HOME = "com.zaxxer.hikari.pool.";

  @Override
  public String name() {
    return "hikaricp";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .type(HOME + "HikariPool")
        .constructors()
        .advice(Created.class)
        .method("getConnection", "long")
        .advice(Get.class)
        .method("recycle", HOME + "PoolEntry")
        .advice(Returned.class);
    weaving.type(HOME + "PoolEntry").methods("createProxyConnection").advice(Lent.class);
    weaving.type(HOME + "PoolBase").methods("newConnection").advice(Open.class);
  }

  /** A pool is made. */
  static final class Created {
    private Created() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object pool, @Advice.Argument(0) Object settings) {
      Probe.note(session, Kind.POOL_CREATED, pool, settings, null, 1L);
    }
  }

  /** A connection is asked for. */
  static final class Get {
    private Get() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Frame enter(@Session int session) {
      return Probe.open(session, Kind.POOL_GET);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter Frame frame,
        @Advice.This Object pool,
        @Advice.FieldValue("config") Object settings,
        @Advice.Return Object connection,
        @Advice.Thrown Throwable thrown) {
      Probe.close(session, Kind.POOL_GET, frame, pool, settings, connection, thrown);
    }
  }

  /** A connection is about to be given out; Hikari wraps it anew each time. */
  static final class Lent {
    private Lent() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.This Object entry) {
      Probe.note(session, Kind.POOL_LENT, entry, null, null, 1L);
    }
  }

  /** A connection comes back. */
  static final class Returned {
    private Returned() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session, @Advice.This Object pool, @Advice.Argument(0) Object entry) {
      Probe.note(session, Kind.POOL_RETURNED, pool, entry, null, 1L);
    }
  }

  /** A connection is opened. */
  static final class Open {
    private Open() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Frame enter(@Session int session) {
      return Probe.open(session, Kind.POOL_OPEN);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter Frame frame,
        @Advice.This Object pool,
        @Advice.FieldValue("config") Object settings,
        @Advice.Return Object connection,
        @Advice.Thrown Throwable thrown) {
      Probe.close(session, Kind.POOL_OPEN, frame, pool, settings, connection, thrown);
    }
  }
}
