package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.host.FakeDatabase;
import com.sun.management.ThreadMXBean;
import dev.vitals.probe.Kind;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was there before the attach, drivers with bad manners, and the cost. */
class JdbcRecorderTest {
  private final JdbcWatch watch = new JdbcWatch();

  @AfterEach
  void reset() {
    watch.close();
    assertEquals(List.of(), watch.failures);
  }

  @Test
  void what_was_opened_before_the_attach_is_counted_under_its_database() throws Exception {
    watch.close();
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:before");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id INT)");
      PreparedStatement prepared = connection.prepareStatement("SELECT id FROM orders");
      try (JdbcWatch attached = new JdbcWatch()) {
        prepared.executeQuery().close();
        prepared.executeQuery().close();
        statement.executeQuery("SELECT id FROM orders").close();
        connection.prepareStatement("SELECT * FROM \"ORDERS\"").executeQuery().close();
        connection.commit();
        assertEquals(
            List.of(
                "h2database|before|||",
                "h2database|before|||",
                "h2database|before|SELECT orders||",
                "h2database|before|SELECT ORDERS||",
                "h2database|before||commit|"),
            attached.recorded());
        assertEquals(List.of(), attached.failures);
      }
    }
  }

  @Test
  void a_connection_that_no_driver_opened_is_asked_for_its_url() throws Exception {
    JdbcDataSource source = new JdbcDataSource();
    source.setUrl("jdbc:h2:mem:source");
    try (Connection connection = source.getConnection();
        PreparedStatement prepared = connection.prepareStatement("VALUES 1")) {
      prepared.execute();
    }
    assertEquals(List.of("h2database|source|VALUES||"), watch.recorded());
  }

  @Test
  void connections_that_are_closed_make_room_for_others() throws Exception {
    for (int opened = 0; opened < 20_000; opened++) {
      new FakeDatabase().connection().close();
      Connection connection = DriverManager.getConnection("jdbc:h2:mem:room");
      connection.close();
    }
    assertEquals(0L, watch.jdbc.refusedConnections());
  }

  @Test
  void a_driver_that_executes_when_it_is_asked_is_asked_once_and_its_questions_do_not_count()
      throws Exception {
    FakeDatabase database = new FakeDatabase();
    database.executesWhenAsked = true;
    Connection connection = FakeDatabase.wrapped(Connection.class, database.connection());
    for (int i = 0; i < 3; i++) {
      connection.createStatement().execute("SELECT * FROM orders");
      connection.prepareStatement("DELETE FROM orders").execute();
      connection.commit();
    }
    assertEquals(1, database.asked);
    List<String> round =
        List.of(
            "postgresql|fake|SELECT orders||",
            "postgresql|fake|DELETE orders||",
            "postgresql|fake||commit|");
    List<String> expected = new ArrayList<>(round);
    expected.addAll(round);
    expected.addAll(round);
    assertEquals(expected, watch.recorded());
  }

  @Test
  void a_driver_that_cannot_be_asked_is_another_sql_database() throws Exception {
    for (Throwable thrown :
        List.of(
            new SQLException("no"),
            new AbstractMethodError("getMetaData"),
            new StackOverflowError())) {
      FakeDatabase database = new FakeDatabase();
      database.thrownWhenAsked = thrown;
      Connection connection = database.connection();
      connection.createStatement().execute("SELECT * FROM orders");
      connection.commit();
      assertEquals(1, database.asked);
      assertEquals(List.of("other_sql||SELECT orders||", "other_sql|||commit|"), watch.recorded());
    }
  }

  @Test
  void what_a_driver_throws_passes_untouched_through_every_layer() {
    FakeDatabase database = new FakeDatabase();
    SQLException cause = new SQLException("duplicate key 's3cr3t'", "23505");
    StackTraceElement[] stack = cause.getStackTrace();
    database.thrownWhenExecuted = cause;
    Connection connection =
        FakeDatabase.wrapped(
            Connection.class, FakeDatabase.wrapped(Connection.class, database.connection()));
    SQLException thrown =
        assertThrows(
            SQLException.class,
            () -> connection.createStatement().execute("INSERT INTO a VALUES (1)"));
    assertSame(cause, thrown);
    assertEquals(0, thrown.getSuppressed().length);
    assertEquals(stack.length, thrown.getStackTrace().length);
    assertEquals(List.of("postgresql|fake|INSERT a||23505"), watch.recorded());
  }

  @Test
  void an_error_is_its_sqlstate_or_else_the_class_of_its_cause() {
    assertEquals("23505", errorOf(new SQLException("x", "23505")));
    assertEquals("08001", errorOf(new RuntimeException(new SQLException("x", "08001"))));
    assertEquals("java.io.IOException", errorOf(new SQLException(new java.io.IOException("x"))));
    assertEquals("java.sql.SQLException", errorOf(new SQLException("x", "s3cr3t in a state")));
    assertEquals("java.sql.SQLException", errorOf(new SQLException("x", "ab'c1")));
    assertEquals(
        "java.sql.SQLTimeoutException", errorOf(new java.sql.SQLTimeoutException("s3cr3t")));
    assertEquals("java.lang.StackOverflowError", errorOf(new StackOverflowError()));
  }

  @Test
  void a_driver_that_declines_a_url_has_not_connected() throws Exception {
    assertEquals(null, new org.h2.Driver().connect("jdbc:other:x", new java.util.Properties()));
    assertEquals(List.of(), watch.recorded());
    assertThrows(
        SQLException.class,
        () -> DriverManager.getConnection("jdbc:h2:mem:locked;IFEXISTS=TRUE", "sa", "s3cr3t"));
    assertEquals(List.of("h2database|locked||connect|90146"), watch.recorded());
  }

  @Test
  void a_hundred_thousand_texts_do_not_grow_the_dictionaries_without_end() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:many");
        Statement statement = connection.createStatement()) {
      watch.recorded();
      int other = 0;
      for (int i = 0; i < 20_000; i++) {
        String table = "t" + i;
        assertThrows(SQLException.class, () -> statement.execute("SELECT * FROM " + table));
        if (i % 1_000 == 999) {
          for (String call : watch.recorded()) {
            other += call.startsWith("h2database|many||") ? 1 : 0;
          }
        }
      }
      assertTrue(other >= 20_000 - 4_100 && other < 20_000, "overflowed: " + other);
    }
  }

  @Test
  void recording_a_known_statement_allocates_nothing() throws Exception {
    Dictionary none = new Dictionary(8, 8);
    Recorder recorder =
        new Recorder(
            7,
            new HttpRecorder(watch.events, none, none),
            watch.jdbc,
            new CacheRecorder(7, 0L),
            new RedisRecorder(7),
            new PoolRecorder(watch.events),
            new ExecutorRecorder(7),
            1,
            (i, t) -> {});
    Connection connection = new FakeDatabase().connection();
    Statement direct = connection.createStatement();
    PreparedStatement prepared = connection.prepareStatement("SELECT 1 FROM b WHERE c = ?");
    int kind = Kind.JDBC_EXECUTE;
    recorder.close(
        7,
        Kind.JDBC_CONNECT,
        recorder.open(7, Kind.JDBC_CONNECT),
        null,
        "jdbc:postgresql://localhost/shop",
        connection,
        null);
    recorder.note(7, Kind.JDBC_CREATE, connection, null, direct, 1);
    recorder.note(7, Kind.JDBC_PREPARE, connection, "SELECT 1 FROM b WHERE c = ?", prepared, 1);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertNotNull(threads);
    String sql = "SELECT * FROM orders WHERE id = ?";
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 30; round++) {
      int calls = 4_000;
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < calls; i++) {
        recorder.close(7, kind, recorder.open(7, kind), direct, sql, null, null);
      }
      for (int i = 0; i < calls; i++) {
        recorder.close(7, kind + 1, recorder.open(7, kind + 1), prepared, null, null, null);
      }
      allocated =
          Math.min(
              allocated, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
      watch.events.drain((attributes, nanos) -> {});
    }
    assertTrue(allocated < 8_000, "bytes for 8,000 calls: " + allocated);
  }

  private String errorOf(Throwable thrown) {
    return JdbcMetadata.errorType(thrown);
  }
}
