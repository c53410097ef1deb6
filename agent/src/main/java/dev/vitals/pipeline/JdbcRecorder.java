package dev.vitals.pipeline;

import dev.vitals.pipeline.JdbcTexts.Known;
import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;

/**
 * Records JDBC calls: finds out which database and which statement it was, and packs that into one
 * long, which {@link JdbcSeries} unpacks.
 *
 * <p>Pools and proxies wrap a driver; only the outermost call is recorded, but the innermost knows
 * best which database it is. It exits first and leaves what it knows in the frame for those around
 * it. A connection is known by the URL it was opened with; one that is older, or was opened past
 * its Driver, is asked once.
 *
 * <p><i>Threads:</i> any; no lock is taken or held. <i>Cost:</i> allocates nothing for a statement
 * whose text is known and whose connection was opened before.
 */
public final class JdbcRecorder {
  private static final int GROUP = Kind.JDBC_EXECUTE >>> Kind.GROUP_SHIFT;
  private static final int CONNECTIONS = 1 << 14;
  private static final int STATEMENTS = 1 << 17;

  /** In the scratch of the frame: what follows was left by an inner call. */
  private static final long LEFT = 1L << 62;

  private static final int SUMMARY_BITS = 16;
  private static final int SUMMARY_MASK = (1 << SUMMARY_BITS) - 1;

  private final Events events;
  private final JdbcNames names;
  private final JdbcTexts texts;
  private final TieredIdentityMap<Known> connections = new TieredIdentityMap<>(CONNECTIONS);
  private final TieredIdentityMap<Known> statements = new TieredIdentityMap<>(STATEMENTS);

  public JdbcRecorder(Events events, JdbcNames names) {
    this.events = events;
    this.names = names;
    this.texts = new JdbcTexts(names);
  }

  /** Records the outermost call of a thread. */
  public void exit(
      Frame frame,
      int kind,
      long nanos,
      Object self,
      Object argument,
      Object result,
      Throwable thrown) {
    long left = frame.scratch(GROUP);
    if (left == 0L && thrown == null && kind <= Kind.JDBC_EXECUTE_PREPARED) {
      long attributes = known(self, (String) argument);
      if (attributes != 0L) {
        events.offer(frame.number, attributes, nanos);
        return;
      }
    }
    frame.scratch(GROUP, 0L);
    resolved(frame, left, kind, nanos, self, argument, result, thrown);
  }

  /** What nearly each execution is; 0 where the database is not known by its statement. */
  private long known(Object statement, String sql) {
    Known known = statements.get(statement);
    if (known == null || known.database() == Dictionary.NONE) {
      return 0L;
    }
    return sql == null ? known.attributes() : texts.of(sql, known.database()).attributes();
  }

  /** All else; apart, so that what nearly each execution goes through stays small. */
  private void resolved(
      Frame frame,
      long left,
      int kind,
      long nanos,
      Object self,
      Object argument,
      Object result,
      Throwable thrown) {
    long known = resolve(frame, left, kind, self, argument, result);
    if (kind == Kind.JDBC_CONNECT && result == null && thrown == null) {
      return; // a driver that does not know the URL
    }
    int error = thrown == null ? Dictionary.NONE : names.error(JdbcMetadata.errorType(thrown));
    events.offer(
        frame.number,
        JdbcNames.pack(operation(kind), database(known), summary(known), error),
        nanos);
  }

  /** Learns from a call within another. */
  public void nested(Frame frame, int kind, Object self, Object argument, Object result) {
    if (!frame.muted) {
      frame.scratch(GROUP, resolve(frame, frame.scratch(GROUP), kind, self, argument, result));
    }
  }

  /**
   * Takes note of a statement: created, prepared, given a text for its batch, or closed; or of a
   * connection that was closed.
   */
  public void note(int kind, Object self, Object argument, Object result) {
    switch (kind) {
      case Kind.JDBC_PREPARE -> prepared(self, (String) argument, result);
      case Kind.JDBC_CREATE -> created(self, result);
      case Kind.JDBC_BATCH -> batched((String) argument, self);
      case Kind.JDBC_CLOSE -> statements.remove(self);
      // Pools make a wrapper each time one is borrowed: collection alone would come too late.
      case Kind.JDBC_DISCONNECT -> connections.remove(self);
      default -> {}
    }
  }

  /** Uses of connections that were not taken in: those without a URL have no namespace. */
  long refusedConnections() {
    return connections.refused();
  }

  /** Statements that were not taken in: those without a text of their own have no summary. */
  long refusedStatements() {
    return statements.refused();
  }

  /** Forgets what was collected. <i>Threads:</i> the aggregator alone. */
  public void expunge() {
    connections.expunge(JdbcRecorder::forgotten);
    statements.expunge(JdbcRecorder::forgotten);
  }

  private static void forgotten(Known known) {
    // Nothing hangs on it: it is a number of a dictionary.
  }

  private void prepared(Object connection, String sql, Object statement) {
    if (sql == null || statement == null) {
      return;
    }
    Known of = connections.get(connection);
    statements.put(statement, texts.of(sql, of == null ? Dictionary.NONE : of.database()));
  }

  private void created(Object connection, Object statement) {
    Known of = connections.get(connection);
    if (of != null && statement != null) {
      statements.put(statement, of);
    }
  }

  private void batched(String sql, Object statement) {
    if (sql == null) {
      return;
    }
    Known before = statements.get(statement);
    int database = before == null ? Dictionary.NONE : before.database();
    Known added = texts.of(sql, database);
    if (before == null || !before.batched()) {
      statements.put(statement, Known.batch(database, added.summary(), added.text()));
    } else if (before.summary() != added.summary() && before.summary() != Dictionary.NONE) {
      statements.put(statement, Known.batch(database, Dictionary.NONE, null));
    }
  }

  /** What is known of the call, with what an inner call left. */
  private long resolve(
      Frame frame, long left, int kind, Object self, Object argument, Object result) {
    return switch (kind) {
      case Kind.JDBC_CONNECT -> connected(left, (String) argument, result);
      case Kind.JDBC_COMMIT, Kind.JDBC_ROLLBACK ->
          left(left != 0L ? database(left) : ofConnection(frame, self), Dictionary.NONE);
      default -> executed(frame, left, kind, self, (String) argument);
    };
  }

  private long connected(long left, String url, Object connection) {
    int database = left != 0L ? database(left) : names.database(url);
    if (connection != null && connections.get(connection) == null) {
      connections.put(connection, Known.of(database, Dictionary.NONE, null));
    }
    return left(database, Dictionary.NONE);
  }

  private long executed(Frame frame, long left, int kind, Object statement, String sql) {
    Known known = statements.get(statement);
    int database;
    if (left != 0L) {
      database = database(left);
    } else if (known != null && known.database() != Dictionary.NONE) {
      database = known.database();
    } else {
      database = ofStatement(frame, statement);
    }
    int summary;
    if (sql != null) {
      summary = texts.of(sql, database).summary();
    } else if (known == null) {
      summary = Dictionary.NONE;
    } else {
      summary = summaryOf(known, database, statement);
    }
    if (kind == Kind.JDBC_BATCH && known != null && known.batched()) {
      statements.put(statement, Known.of(database, Dictionary.NONE, null));
    }
    return left(database, summary == Dictionary.NONE && left != 0L ? summary(left) : summary);
  }

  /** Reads the text again where it was read before its database was known. */
  private int summaryOf(Known known, int database, Object statement) {
    if (known.database() == database || known.text() == null) {
      return known.summary();
    }
    Known read = texts.of(known.text(), database);
    if (!known.batched()) {
      statements.put(statement, read);
    }
    return read.summary();
  }

  private int ofStatement(Frame frame, Object statement) {
    boolean wasMuted = frame.muted;
    frame.muted = true;
    try {
      Object connection = JdbcMetadata.connection(statement);
      return connection == null ? names.unknownDatabase() : ofConnection(frame, connection);
    } finally {
      frame.muted = wasMuted;
    }
  }

  /**
   * The database of a connection, which is asked if it was never seen; what it executes is mute.
   */
  private int ofConnection(Frame frame, Object connection) {
    Known known = connections.get(connection);
    if (known != null) {
      return known.database();
    }
    boolean wasMuted = frame.muted;
    frame.muted = true;
    try {
      int database = names.database(JdbcMetadata.url(connection));
      connections.put(connection, Known.of(database, Dictionary.NONE, null));
      return database;
    } finally {
      frame.muted = wasMuted;
    }
  }

  private static int operation(int kind) {
    return switch (kind) {
      case Kind.JDBC_BATCH -> JdbcNames.BATCH;
      case Kind.JDBC_COMMIT -> JdbcNames.COMMIT;
      case Kind.JDBC_ROLLBACK -> JdbcNames.ROLLBACK;
      case Kind.JDBC_CONNECT -> JdbcNames.CONNECT;
      default -> JdbcNames.STATEMENT;
    };
  }

  private static long left(int database, int summary) {
    return LEFT | (long) database << SUMMARY_BITS | summary;
  }

  private static int database(long left) {
    return (int) (left >>> SUMMARY_BITS) & SUMMARY_MASK;
  }

  private static int summary(long left) {
    return (int) left & SUMMARY_MASK;
  }
}
