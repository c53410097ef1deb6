package com.example.slope;

import java.lang.invoke.MethodHandle;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A statement that answers at once, or lets the one it wraps answer. */
abstract class NoopPreparedStatement implements PreparedStatement {
  private static final int STEPS = 60;
  private static final MethodHandle NEW =
      Stubs.constructor(NoopPreparedStatement.class, Connection.class, NoopPreparedStatement.class);

  private final Connection connection;
  private final NoopPreparedStatement inner;
  private int argument;

  NoopPreparedStatement(Connection connection, NoopPreparedStatement inner) {
    this.connection = connection;
    this.inner = inner;
  }

  static NoopPreparedStatement of(Connection connection, NoopPreparedStatement inner) {
    try {
      return (NoopPreparedStatement) NEW.invokeExact(connection, inner);
    } catch (Throwable failure) {
      throw Stubs.unexpected(failure);
    }
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    if (inner == null) {
      argument = value;
    } else {
      inner.setInt(index, value);
    }
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return inner == null ? NoopRows.of(found()) : inner.executeQuery();
  }

  /** A little work, so that no compiler finds out that there is none. */
  private int found() {
    int number = argument;
    for (int step = 0; step < STEPS; step++) {
      number = number * 1_103_515_245 + 12_345;
    }
    return number;
  }

  @Override
  public void close() throws SQLException {
    if (inner != null) {
      inner.close();
    }
  }
}
