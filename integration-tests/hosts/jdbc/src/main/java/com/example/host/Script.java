package com.example.host;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The same calls on every database; every literal in them is a secret. */
final class Script {
  private final Connection connection;
  private int calls;

  Script(Connection connection) {
    this.connection = connection;
  }

  /** Returns how many calls to the database it made. */
  int run() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, name VARCHAR(40))");
      calls++;
      for (int i = 0; i < 5; i++) {
        statement.executeUpdate("INSERT INTO orders VALUES (" + i + ", 'canary-" + i + "')");
        calls++;
      }
      for (int i = 0; i < 4; i++) {
        statement.executeUpdate("UPDATE orders SET name = 'canary' WHERE id = " + i);
        calls++;
      }
      for (int i = 0; i < 2; i++) {
        fail(statement);
      }
    }
    read();
    batches();
    transactions();
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE orders");
      calls++;
    }
    return calls;
  }

  private void fail(Statement statement) {
    try {
      statement.executeQuery("SELECT * FROM missing WHERE name = 'canary'");
      throw new IllegalStateException("there is no such table");
    } catch (SQLException expected) {
      calls++;
    }
  }

  private void read() throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT name FROM orders WHERE id = ?")) {
      for (int i = 0; i < 7; i++) {
        select.setInt(1, i % 5);
        try (ResultSet rows = select.executeQuery()) {
          calls++;
          rows.next();
        }
      }
    }
  }

  private void batches() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO orders VALUES (?, 'canary')")) {
      for (int batch = 0; batch < 2; batch++) {
        for (int i = 0; i < 10; i++) {
          insert.setInt(1, 100 + 10 * batch + i);
          insert.addBatch();
        }
        insert.executeBatch();
        calls++;
      }
    }
  }

  private void transactions() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < 3; i++) {
        statement.executeUpdate("DELETE FROM orders WHERE id = " + i);
        connection.commit();
        calls += 2;
      }
      statement.executeUpdate("DELETE FROM orders");
      connection.rollback();
      calls += 2;
    }
    connection.setAutoCommit(true);
  }
}
