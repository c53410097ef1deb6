package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.host.FakeDatabase;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real drivers, alone and wrapped: every call counts once, under the same labels. */
class JdbcWeavingTest {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static JdbcWatch watch;
  private final List<AutoCloseable> open = new ArrayList<>();

  private enum Database {
    H2("h2database", "jdbc:h2:mem:%s", "org.h2.Driver", "CALL ABS(-1)"),
    HSQLDB("hsqldb", "jdbc:hsqldb:mem:%s", "org.hsqldb.jdbc.JDBCDriver", "CALL ABS(-1)"),
    DERBY(
        "derby",
        "jdbc:derby:memory:%s;create=true",
        "org.apache.derby.iapi.jdbc.AutoloadedDriver",
        "CALL SYSCS_UTIL.SYSCS_CHECKPOINT_DATABASE()"),
    SQLITE("sqlite", "jdbc:sqlite:file:%s?mode=memory&cache=shared", "org.sqlite.JDBC", null);

    final String system;
    final String url;
    final String driver;
    final String call;

    Database(String system, String url, String driver, String call) {
      this.system = system;
      this.url = url;
      this.driver = driver;
      this.call = call;
    }
  }

  private enum Wrapping {
    NONE,
    PROXY,
    HIKARI,
    DBCP,
    TOMCAT,
    PROXY_OVER_HIKARI_OVER_TOMCAT,
    PROXY_OVER_PROXY_OVER_DBCP
  }

  private record Setup(Database database, Wrapping wrapping) {}

  static List<Setup> setups() {
    List<Setup> setups = new ArrayList<>();
    for (Database database : Database.values()) {
      for (Wrapping wrapping : Wrapping.values()) {
        setups.add(new Setup(database, wrapping));
      }
    }
    return setups;
  }

  @BeforeAll
  static void weave() {
    System.setProperty("derby.stream.error.file", "target/derby.log");
    watch = new JdbcWatch();
  }

  @AfterAll
  static void reset() {
    watch.close();
    assertEquals(List.of(), watch.failures);
  }

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  void counts_each_call_once_under_its_own_labels(Setup setup) throws Exception {
    String name = "shop" + DATABASES.incrementAndGet();
    String of = setup.database.system + "|" + name + "|";
    Connection connection = connection(setup, name);
    watch.recorded();

    Statement statement = connection.createStatement();
    statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, name VARCHAR(20))");
    statement.executeUpdate("INSERT INTO orders VALUES (1, 's3cr3t')");
    statement.executeUpdate(
        "INSERT INTO orders VALUES (2, 's3cr3t')", Statement.RETURN_GENERATED_KEYS);
    assertEquals(
        List.of(of + "CREATE TABLE orders||", of + "INSERT orders||", of + "INSERT orders||"),
        watch.recorded());

    try (ResultSet rows = statement.executeQuery("SELECT name FROM orders WHERE id = 1")) {
      assertTrue(rows.next());
      assertEquals("s3cr3t", rows.getString(1));
    }
    assertEquals(List.of(of + "SELECT orders||"), watch.recorded());

    String select = "SELECT name FROM orders WHERE id = ?";
    // DBCP's cache of statements asks HSQLDB for its schema, once, with a statement of its own.
    connection.prepareStatement(select).close();
    watch.recorded();
    for (int i = 0; i < 2; i++) {
      try (PreparedStatement prepared = connection.prepareStatement(select)) {
        prepared.setInt(1, 1);
        prepared.executeQuery().close();
        prepared.executeQuery().close();
      }
    }
    assertEquals(
        List.of(
            of + "SELECT orders||",
            of + "SELECT orders||",
            of + "SELECT orders||",
            of + "SELECT orders||"),
        watch.recorded());

    String insert = "INSERT INTO orders VALUES (?, 'x')";
    try (PreparedStatement prepared =
        connection.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS)) {
      prepared.setInt(1, 3);
      assertEquals(1, prepared.executeUpdate());
      for (int id = 10; id < 20; id++) {
        prepared.setInt(1, id);
        prepared.addBatch();
      }
      assertEquals(10, prepared.executeBatch().length);
    }
    assertEquals(List.of(of + "INSERT orders||", of + "INSERT orders|BATCH|"), watch.recorded());

    for (int id = 20; id < 23; id++) {
      statement.addBatch("INSERT INTO orders VALUES (" + id + ", 's3cr3t')");
    }
    assertEquals(3, statement.executeBatch().length);
    statement.addBatch("INSERT INTO orders VALUES (30, 's3cr3t')");
    statement.addBatch("DELETE FROM orders WHERE id = 30");
    assertEquals(2, statement.executeBatch().length);
    statement.addBatch("DELETE FROM orders WHERE id = 31");
    assertEquals(1, statement.executeBatch().length);
    assertEquals(
        List.of(of + "INSERT orders|BATCH|", of + "|BATCH|", of + "DELETE orders|BATCH|"),
        watch.recorded());

    if (setup.database.call != null) {
      try (var call = connection.prepareCall(setup.database.call)) {
        call.execute();
      }
      String summary = setup.database.call.substring(0, setup.database.call.indexOf('('));
      assertEquals(List.of(of + summary + "||"), watch.recorded());
    }

    connection.setAutoCommit(false);
    watch.recorded();
    statement.executeUpdate("UPDATE orders SET name = 's3cr3t' WHERE id = 1");
    connection.commit();
    Savepoint savepoint = connection.setSavepoint("s");
    watch.recorded();
    statement.executeUpdate("DELETE FROM orders");
    connection.rollback(savepoint);
    connection.rollback();
    assertEquals(
        List.of(of + "DELETE orders||", of + "|rollback|", of + "|rollback|"), watch.recorded());
    connection.commit();
    assertEquals(List.of(of + "|commit|"), watch.recorded());
    connection.setAutoCommit(true);
    watch.recorded();

    SQLException failure =
        assertThrows(
            SQLException.class,
            () -> statement.executeQuery("SELECT * FROM missing WHERE x = 's'"));
    String error =
        failure.getSQLState() != null ? failure.getSQLState() : failure.getClass().getName();
    assertEquals(List.of(of + "SELECT missing||" + error), watch.recorded());
    assertEquals(0, failure.getSuppressed().length);
    statement.close();
    assertEquals(List.of(), watch.recorded());
  }

  @ParameterizedTest
  @MethodSource("setups")
  void counts_each_connection_that_is_opened(Setup setup) throws Exception {
    String name = "shop" + DATABASES.incrementAndGet();
    watch.recorded();
    connection(setup, name);
    List<String> connects = new ArrayList<>(watch.recorded());
    connects.removeIf(call -> !call.contains("|connect|"));
    String connect = setup.database.system + "|" + name + "||connect|";
    // DBCP opens one to see whether it can, and another one for its pool.
    assertEquals(
        setup.wrapping.name().contains("DBCP") ? List.of(connect, connect) : List.of(connect),
        connects);
  }

  private Connection connection(Setup setup, String name) throws Exception {
    String url = String.format(setup.database.url, name);
    return switch (setup.wrapping) {
      case NONE -> opened(DriverManager.getConnection(url));
      case PROXY ->
          FakeDatabase.wrapped(Connection.class, opened(DriverManager.getConnection(url)));
      case HIKARI -> opened(hikari(setup.database, url, null).getConnection());
      case DBCP -> opened(dbcp(setup.database, url).getConnection());
      case TOMCAT -> opened(tomcat(setup.database, url).getConnection());
      case PROXY_OVER_HIKARI_OVER_TOMCAT ->
          FakeDatabase.wrapped(
              Connection.class,
              opened(hikari(setup.database, null, tomcat(setup.database, url)).getConnection()));
      case PROXY_OVER_PROXY_OVER_DBCP ->
          FakeDatabase.wrapped(
              Connection.class,
              FakeDatabase.wrapped(
                  Connection.class, opened(dbcp(setup.database, url).getConnection())));
    };
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    open.add(closeable);
    return closeable;
  }

  private DataSource hikari(Database database, String url, DataSource inner) {
    HikariConfig config = new HikariConfig();
    if (inner == null) {
      config.setJdbcUrl(url);
      config.setDriverClassName(database.driver);
    } else {
      config.setDataSource(inner);
    }
    config.setMaximumPoolSize(1);
    return opened(new HikariDataSource(config));
  }

  private DataSource dbcp(Database database, String url) {
    BasicDataSource pool = opened(new BasicDataSource());
    pool.setUrl(url);
    pool.setDriverClassName(database.driver);
    pool.setMaxTotal(1);
    pool.setPoolPreparedStatements(true);
    return pool;
  }

  private DataSource tomcat(Database database, String url) {
    PoolProperties properties = new PoolProperties();
    properties.setUrl(url);
    properties.setDriverClassName(database.driver);
    properties.setInitialSize(1);
    properties.setMinIdle(1);
    properties.setMaxIdle(1);
    properties.setMaxActive(1);
    properties.setJdbcInterceptors("StatementCache");
    org.apache.tomcat.jdbc.pool.DataSource pool =
        new org.apache.tomcat.jdbc.pool.DataSource(properties);
    opened((AutoCloseable) pool::close);
    return pool;
  }
}
