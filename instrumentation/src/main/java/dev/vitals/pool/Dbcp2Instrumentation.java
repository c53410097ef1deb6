package dev.vitals.pool;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * Commons DBCP 2, and the copy of it that comes with Tomcat. It does not say who waits without
 * taking its lock, so those who ask are counted.
 *
 * <p><i>Not covered:</i> connections of a managed data source, which belong to a transaction.
 */
public final class Dbcp2Instrumentation implements LibraryInstrumentation {
  private static final String[] HOMES = {
    "org.apache.commons.dbcp2.", "org.apache.tomcat.dbcp.dbcp2."
  };

  @Override
  public String name() {
    return "dbcp2";
  }

  @Override
  public void describe(Weaving weaving) {
    for (String home : HOMES) {
      weaving
          .type(home + "PoolingDataSource")
          .constructors()
          .advice(Created.class)
          .method("getConnection")
          .advice(Get.class);
      weaving.type(home + "DelegatingConnection").method("activate").advice(Lent.class);
      weaving.type(home + "PoolableConnection").method("close").advice(Returned.class);
      weaving.type(home + "PoolableConnectionFactory").method("makeObject").advice(Open.class);
    }
  }

  /** A pool gets the data source by which it is asked. */
  static final class Created {
    private Created() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Session int session, @Advice.FieldValue("pool") Object pool) {
      Probe.note(session, Kind.POOL_CREATED, pool, null, null, 1L);
    }
  }

  /** A connection is asked for. */
  static final class Get {
    private Get() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Frame enter(@Session int session, @Advice.FieldValue("pool") Object pool) {
      Probe.note(session, Kind.POOL_ASKING, pool, null, null, 1L);
      return Probe.open(session, Kind.POOL_GET_ASKED);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter Frame frame,
        @Advice.FieldValue("pool") Object pool,
        @Advice.Return Object connection,
        @Advice.Thrown Throwable thrown) {
      Probe.close(session, Kind.POOL_GET_ASKED, frame, pool, null, connection, thrown);
    }
  }

  /** A connection wakes up, to be given out or only to be looked at. */
  static final class Lent {
    private Lent() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Session int session, @Advice.This Object pooled) {
      Probe.note(session, Kind.POOL_LENT, pooled, null, null, 1L);
    }
  }

  /** A connection comes back. */
  static final class Returned {
    private Returned() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session, @Advice.FieldValue("pool") Object pool, @Advice.This Object pooled) {
      Probe.note(session, Kind.POOL_RETURNED, pool, pooled, null, 1L);
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
        @Advice.FieldValue("pool") Object pool,
        @Advice.Return Object pooled,
        @Advice.Thrown Throwable thrown) {
      Probe.close(session, Kind.POOL_OPEN, frame, pool, null, pooled, thrown);
    }
  }
}
