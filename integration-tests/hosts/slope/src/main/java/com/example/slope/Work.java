package com.example.slope;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Statements and cache reads that cost next to nothing themselves, the way applications write them.
 */
final class Work {
  private static final int CACHED = 64;
  private static final String[] STATEMENTS = {
    "SELECT ID, NAME FROM PRODUCT WHERE ID = ?",
    "SELECT ID, NAME, PRICE FROM PRODUCT WHERE CATEGORY = ? ORDER BY NAME",
    "SELECT COUNT(*) FROM REVIEW WHERE PRODUCT_ID = ?",
    "SELECT R.ID, R.STARS FROM REVIEW R JOIN PRODUCT P ON P.ID = R.PRODUCT_ID WHERE P.ID = ?",
    "SELECT * FROM ORDERS WHERE CUSTOMER_ID = ?",
    "SELECT QUANTITY FROM STOCK WHERE PRODUCT_ID = ?",
    "SELECT NAME FROM CUSTOMER WHERE ID = ?",
    "SELECT CITY FROM ADDRESS WHERE CUSTOMER_ID = ?",
  };

  private final Cache<Integer, String> cache =
      Caffeine.newBuilder().maximumSize(10L * CACHED).build();

  Work() {
    for (int key = 0; key < CACHED; key++) {
      cache.put(key, "value " + key);
    }
  }

  long statements(int times) throws SQLException {
    return execute(NoopDriver.URL, times);
  }

  /** The same through ten wrappers, as pools and proxies do it. */
  long nested(int times) throws SQLException {
    return execute(NoopDriver.NESTED_URL, times);
  }

  private static long execute(String url, int times) throws SQLException {
    long sum = 0;
    try (Connection connection = DriverManager.getConnection(url)) {
      for (int index = 0; index < times; index++) {
        sum += execute(connection, STATEMENTS[index % STATEMENTS.length], index);
      }
    }
    return sum;
  }

  /** Statements on as many different tables. */
  long keys(int tables) throws SQLException {
    long sum = 0;
    try (Connection connection = DriverManager.getConnection(NoopDriver.URL)) {
      for (int table = 0; table < tables; table++) {
        sum += execute(connection, "SELECT NAME FROM TABLE_" + letters(table) + " WHERE ID = ?", 1);
      }
    }
    return sum;
  }

  long gets(int times) {
    long sum = 0;
    for (int index = 0; index < times; index++) {
      sum += cache.getIfPresent(index % CACHED).length();
    }
    return sum;
  }

  private static long execute(Connection connection, String sql, int argument) throws SQLException {
    long sum = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, argument);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sum += rows.getInt(1);
        }
      }
    }
    return sum;
  }

  /** Digits could be taken for shards of one table and be summarised. */
  private static String letters(int number) {
    return ""
        + (char) ('A' + number / 676 % 26)
        + (char) ('A' + number / 26 % 26)
        + (char) ('A' + number % 26);
  }
}
