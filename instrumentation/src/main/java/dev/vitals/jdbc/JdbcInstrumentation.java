package dev.vitals.jdbc;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.LibraryInstrumentation;
import dev.vitals.weave.Session;
import dev.vitals.weave.Weaving;
import net.bytebuddy.asm.Advice;

/**
 * Every JDBC driver, pool and proxy, seen through the interfaces of java.sql: executions, batches,
 * commits, rollbacks and connects are timed, statements are told from each other by the text they
 * were prepared with.
 *
 * <p><i>Not covered:</i> a data source that opens connections past its Driver has no connect.
 */
public final class JdbcInstrumentation implements LibraryInstrumentation {
  private static final String TEXT = "java.lang.String";
  private static final String COLUMNS = "[I";
  private static final String COLUMN_NAMES = "[Ljava.lang.String;";
  private static final String[] WITH_KEYS = {
    "execute", "executeUpdate", "executeLargeUpdate",
  };
  private static final String[] PREPARED = {
    "execute", "executeQuery", "executeUpdate", "executeLargeUpdate"
  };

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public void describe(Weaving weaving) {
    statement(weaving.subtypesOf("java.sql.Statement"));
    prepared(weaving.subtypesOf("java.sql.PreparedStatement"));
    connection(weaving.subtypesOf("java.sql.Connection"));
    weaving
        .subtypesOf("java.sql.Driver")
        .method("connect", TEXT, "java.util.Properties")
        .advice(Connect.class);
    // Their methods stand in classes that do not implement the interface themselves.
    statement(weaving.type("org.sqlite.jdbc3.JDBC3Statement"));
    prepared(weaving.type("org.sqlite.jdbc3.JDBC3PreparedStatement"));
  }

  private static void statement(Weaving.Type statement) {
    statement.method("executeQuery", TEXT).advice(Direct.class);
    for (String method : WITH_KEYS) {
      statement
          .method(method, TEXT)
          .advice(Direct.class)
          .method(method, TEXT, "int")
          .advice(Direct.class)
          .method(method, TEXT, COLUMNS)
          .advice(Direct.class)
          .method(method, TEXT, COLUMN_NAMES)
          .advice(Direct.class);
    }
    statement
        .method("executeBatch")
        .advice(Batch.class)
        .method("executeLargeBatch")
        .advice(Batch.class)
        .method("addBatch", TEXT)
        .advice(Collect.class)
        .method("close")
        .advice(Close.class);
  }

  private static void prepared(Weaving.Type statement) {
    for (String method : PREPARED) {
      statement.method(method).advice(Prepared.class);
    }
  }

  private static void connection(Weaving.Type connection) {
    connection
        .method("prepareStatement", TEXT)
        .advice(Prepare.class)
        .method("prepareStatement", TEXT, "int")
        .advice(Prepare.class)
        .method("prepareStatement", TEXT, COLUMNS)
        .advice(Prepare.class)
        .method("prepareStatement", TEXT, COLUMN_NAMES)
        .advice(Prepare.class)
        .method("prepareStatement", TEXT, "int", "int")
        .advice(Prepare.class)
        .method("prepareStatement", TEXT, "int", "int", "int")
        .advice(Prepare.class)
        .method("prepareCall", TEXT)
        .advice(Prepare.class)
        .method("prepareCall", TEXT, "int", "int")
        .advice(Prepare.class)
        .method("prepareCall", TEXT, "int", "int", "int")
        .advice(Prepare.class)
        .method("createStatement")
        .advice(Create.class)
        .method("createStatement", "int", "int")
        .advice(Create.class)
        .method("createStatement", "int", "int", "int")
        .advice(Create.class)
        .method("commit")
        .advice(Commit.class)
        .method("rollback")
        .advice(Rollback.class)
        .method("rollback", "java.sql.Savepoint")
        .advice(Rollback.class)
        .method("close")
        .advice(Disconnect.class);
  }

  /** A text is executed. */
  static final class Direct {
    private Direct() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Frame enter(@Session int session) {
      return Probe.open(session, Kind.JDBC_EXECUTE);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter Frame frame,
        @Advice.This Object statement,
        @Advice.Argument(0) String sql,
        @Advice.Thrown Throwable thrown) {
      Probe.close(session, Kind.JDBC_EXECUTE, frame, statement, sql, null, thrown);
    }
  }

  /** A prepared statement is executed. */
  static final class Prepared {
    private Prepared() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Frame enter(@Session int session) {
      return Probe.open(session, Kind.JDBC_EXECUTE_PREPARED);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter Frame frame,
        @Advice.This Object statement,
        @Advice.Thrown Throwable thrown) {
      Probe.close(session, Kind.JDBC_EXECUTE_PREPARED, frame, statement, null, null, thrown);
    }
  }

  /** What was added is executed at once. */
  static final class Batch {
    private Batch() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Frame enter(@Session int session) {
      return Probe.open(session, Kind.JDBC_BATCH);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter Frame frame,
        @Advice.This Object statement,
        @Advice.Thrown Throwable thrown) {
      Probe.close(session, Kind.JDBC_BATCH, frame, statement, null, null, thrown);
    }
  }

  /** A text is added to a batch. */
  static final class Collect {
    private Collect() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object statement, @Advice.Argument(0) String sql) {
      Probe.note(session, Kind.JDBC_BATCH, statement, sql, null, 1L);
    }
  }

  /** A statement is closed. */
  static final class Close {
    private Close() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Session int session, @Advice.This Object statement) {
      Probe.note(session, Kind.JDBC_CLOSE, statement, null, null, 1L);
    }
  }

  /** A text becomes a statement. */
  static final class Prepare {
    private Prepare() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.This Object connection,
        @Advice.Argument(0) String sql,
        @Advice.Return Object statement) {
      Probe.note(session, Kind.JDBC_PREPARE, connection, sql, statement, 1L);
    }
  }

  /** A statement without a text is made. */
  static final class Create {
    private Create() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Session int session, @Advice.This Object connection, @Advice.Return Object statement) {
      Probe.note(session, Kind.JDBC_CREATE, connection, null, statement, 1L);
    }
  }

  /** A transaction is committed. */
  static final class Commit {
    private Commit() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Frame enter(@Session int session) {
      return Probe.open(session, Kind.JDBC_COMMIT);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter Frame frame,
        @Advice.This Object connection,
        @Advice.Thrown Throwable thrown) {
      Probe.close(session, Kind.JDBC_COMMIT, frame, connection, null, null, thrown);
    }
  }

  /** A transaction is rolled back, or to a savepoint. */
  static final class Rollback {
    private Rollback() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Frame enter(@Session int session) {
      return Probe.open(session, Kind.JDBC_ROLLBACK);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter Frame frame,
        @Advice.This Object connection,
        @Advice.Thrown Throwable thrown) {
      Probe.close(session, Kind.JDBC_ROLLBACK, frame, connection, null, null, thrown);
    }
  }

  /** A connection is closed, or given back to its pool. */
  static final class Disconnect {
    private Disconnect() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Session int session, @Advice.This Object connection) {
      Probe.note(session, Kind.JDBC_DISCONNECT, connection, null, null, 1L);
    }
  }

  /** A connection is opened. */
  static final class Connect {
    private Connect() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Frame enter(@Session int session) {
      return Probe.open(session, Kind.JDBC_CONNECT);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Session int session,
        @Advice.Enter Frame frame,
        @Advice.This Object driver,
        @Advice.Argument(0) String url,
        @Advice.Return Object connection,
        @Advice.Thrown Throwable thrown) {
      Probe.close(session, Kind.JDBC_CONNECT, frame, driver, url, connection, thrown);
    }
  }
}
