package com.example.slope;

import java.lang.invoke.MethodHandle;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;

/** A connection that makes statements, each wrapped as often as {@code depth} says. */
abstract class NoopConnection implements Connection {
  private static final MethodHandle NEW =
      Stubs.constructor(NoopConnection.class, String.class, int.class);

  private final String url;
  private final int depth;
  private boolean closed;

  NoopConnection(String url, int depth) {
    this.url = url;
    this.depth = depth;
  }

  static NoopConnection of(String url, int depth) {
    try {
      return (NoopConnection) NEW.invokeExact(url, depth);
    } catch (Throwable failure) {
      throw Stubs.unexpected(failure);
    }
  }

  @Override
  public PreparedStatement prepareStatement(String sql) {
    NoopPreparedStatement statement = NoopPreparedStatement.of(this, null);
    for (int wrapper = 1; wrapper < depth; wrapper++) {
      statement = NoopPreparedStatement.of(this, statement);
    }
    return statement;
  }

  @Override
  public DatabaseMetaData getMetaData() {
    return NoopMetaData.of(url);
  }

  @Override
  public String getCatalog() {
    return "shop";
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
