package com.example.host;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Five databases behind plain connections and pools, and a console: {@code run} executes the same
 * script on each, {@code connect} opens three more connections to each.
 */
public final class Main {
  private static final int CONNECTS = 3;

  private final Map<String, Connection> connections = new LinkedHashMap<>();
  private final List<String> urls = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  private Main() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("derby.stream.error.field", "java.lang.System.err");
    Main main = new Main();
    main.openAll();
    System.out.println("READY 0");
    main.serve();
    main.closeAll();
    System.out.println("STOPPING");
    System.exit(0); // the drivers leave threads behind
  }

  private void openAll() throws Exception {
    plain("h2", "jdbc:h2:mem:plain");
    pooled("h2 pooled", "jdbc:h2:mem:pooled");
    plain("hsqldb", "jdbc:hsqldb:mem:plain");
    plain("derby", "jdbc:derby:memory:plain;create=true");
    plain("sqlite", "jdbc:sqlite:file:plain?mode=memory&cache=shared");
    try {
      EmbeddedPostgres postgres = EmbeddedPostgres.start();
      open.add(postgres);
      try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
        connection.createStatement().execute("CREATE DATABASE plain");
        connection.createStatement().execute("CREATE DATABASE pooled");
      }
      plain("postgres", postgres.getJdbcUrl("postgres", "plain"));
      pooled("postgres pooled", postgres.getJdbcUrl("postgres", "pooled"));
    } catch (IOException | RuntimeException absent) {
      System.out.println("no postgres here: " + absent);
    }
  }

  private void plain(String name, String url) throws SQLException {
    urls.add(url);
    Connection connection = DriverManager.getConnection(url);
    open.add(connection);
    connections.put(name, connection);
  }

  private void pooled(String name, String url) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(1);
    HikariDataSource pool = new HikariDataSource(config);
    open.add(pool);
    Connection connection = pool.getConnection();
    open.add(connection);
    connections.put(name, connection);
  }

  private void serve() throws IOException, SQLException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String word;
    while ((word = in.readLine()) != null && !word.equals("stop")) {
      StringBuilder answer = new StringBuilder();
      switch (word) {
        case "run" -> {
          for (Map.Entry<String, Connection> each : connections.entrySet()) {
            int calls = new Script(each.getValue()).run();
            answer.append("@ ").append(each.getKey()).append(' ').append(calls).append('\n');
          }
        }
        case "connect" -> {
          for (String url : urls) {
            for (int i = 0; i < CONNECTS; i++) {
              DriverManager.getConnection(url).close();
            }
            answer.append("@ ").append(url).append('\n');
          }
        }
        default -> answer.append("@ unknown ").append(word).append('\n');
      }
      System.out.print(answer.append("@ end\n"));
      System.out.flush();
    }
  }

  private void closeAll() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }
}
