package com.example.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.apache.commons.dbcp2.DelegatingConnection;

/** A connection to nothing. */
public final class QuietConnection extends DelegatingConnection<Connection> {
  QuietConnection() {
    super(null);
  }

  @Override
  public Statement createStatement() {
    return new QuietStatement(this);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) {
    return new QuietStatement(this);
  }
}
