package com.example.slope;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** A driver without a database: every query has one row with one number. */
final class NoopDriver implements Driver {
  static final String URL = "jdbc:noop:mem:shop";
  static final String NESTED_URL = "jdbc:noop:nested:shop";

  private NoopDriver() {}

  static void register() throws SQLException {
    DriverManager.registerDriver(new NoopDriver());
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    return acceptsURL(url) ? NoopConnection.of(url, url.equals(NESTED_URL) ? 10 : 1) : null;
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith("jdbc:noop:");
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("noop");
  }
}
