package dev.vitals.pool;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * The JDBC pool of Tomcat ({@code tomcat-jdbc} 8.5 to 11).
 *
 * <p><i>Not covered:</i> {@code getConnectionAsync}, whose connections are asked for in one place
 * and waited for in another.
 */
public final class TomcatJdbcInstrumentation implements LibraryInstrumentation {
  private static final String HOME = "org.apache.tomcat.jdbc.pool.";
  private static final String POOLED = HOME + "PooledConnection";
  private static final String TEXT = "java.lang.String";

  @Override
  public String name() {
    return "tomcat-jdbc";
  }

  @Override
  public void describe(Weaving weaving) {
    weaving
        .type(HOME + "ConnectionPool")
        .constructors()
        .advice(Created.class)
        .method("getConnection")
        .advice(Get.class)
        .method("getConnection", TEXT, TEXT)
        .advice(Get.class)
        .method("borrowConnection", "int", TEXT, TEXT)
        .advice(Lent.class)
        .method("returnConnection", POOLED)
        .advice(Returned.class)
        .method("createConnection", "long", POOLED, TEXT, TEXT)
        .advice(Open.class);
  }

  /** A pool is made. */
  static final class Created {
    private Created() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.This Object pool,
        @Advice.FieldValue("poolProperties") Object settings) {
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
        @Advice.FieldValue("poolProperties") Object settings,
        @Advice.Return Object connection,
        @Advice.Thrown Throwable thrown) {
      Probe.close(session, Kind.POOL_GET, frame, pool, settings, connection, thrown);
    }
  }

  /** A connection is about to be given out; or, where a new pool fills itself, is not. */
  static final class Lent {
    private Lent() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Session int session, @Advice.Return Object pooled) {
      Probe.note(session, Kind.POOL_LENT, pooled, null, null, 1L);
    }
  }

  /** A connection comes back. */
  static final class Returned {
    private Returned() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Session int session, @Advice.This Object pool, @Advice.Argument(0) Object pooled) {
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
        @Advice.This Object pool,
        @Advice.FieldValue("poolProperties") Object settings,
        @Advice.Return Object pooled,
        @Advice.Thrown Throwable thrown) {
      Probe.close(session, Kind.POOL_OPEN, frame, pool, settings, pooled, thrown);
    }
  }
}
