package com.example.bundle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.h2.Driver;

/**
 * Looks up five items: in a cache first, which starts empty and is asked in one request after the
 * other, then in a database. All libraries are inside the bundle.
 */
@SuppressWarnings("serial")
final class Stock extends HttpServlet {
  private static final int ITEMS = 5;

  private final transient Cache<Integer, String> cache = Caffeine.newBuilder().build();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try (Connection connection = new Driver().connect("jdbc:h2:mem:stock", new Properties())) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE item(id INT PRIMARY KEY, name VARCHAR)");
      }
      for (int item = 0; item < ITEMS; item++) {
        insert(connection, item);
        if (cache.getIfPresent(item) == null) {
          cache.put(item, find(connection, item));
        }
      }
    } catch (SQLException failure) {
      throw new ServletException(failure);
    }
    response.setContentType("text/plain");
    response.getWriter().print(String.join(" ", cache.asMap().values()));
  }

  private static void insert(Connection connection, int item) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO item VALUES(?, 'item')")) {
      insert.setInt(1, item);
      insert.executeUpdate();
    }
  }

  private static String find(Connection connection, int item) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT name FROM item WHERE id = ?")) {
      select.setInt(1, item);
      try (ResultSet found = select.executeQuery()) {
        found.next();
        return found.getString(1);
      }
    }
  }
}
