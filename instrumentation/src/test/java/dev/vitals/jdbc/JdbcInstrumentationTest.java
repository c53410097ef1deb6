package dev.vitals.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.Exclusions;
import dev.vitals.weave.RecordingReport;
import dev.vitals.weave.RecordingSink;
import dev.vitals.weave.Weaver;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which calls of a real driver are seen, and as what. */
class JdbcInstrumentationTest {
  private static final int SESSION = 5;

  private final RecordingSink sink = new RecordingSink();
  private final RecordingReport report = new RecordingReport();
  private final Weaver weaver =
      new Weaver(
          ByteBuddyAgent.install(),
          SESSION,
          List.of(new JdbcInstrumentation()),
          Exclusions.NONE,
          report);
  private Connection connection;

  @BeforeEach
  void weave() throws Exception {
    Probe.deliverTo(sink);
    weaver.install(true);
    connection = DriverManager.getConnection("jdbc:h2:mem:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE a (id INT GENERATED ALWAYS AS IDENTITY, n INT)");
    }
    sink.calls.clear();
  }

  @AfterEach
  void reset() throws Exception {
    connection.close();
    weaver.reset();
    Probe.deliverTo(null);
    assertEquals(List.of(), report.failures);
  }

  @Test
  void sees_the_text_of_every_way_to_execute_one() throws Exception {
    String insert = "INSERT INTO a (n) VALUES (1)";
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT 1").close();
      statement.execute(insert);
      statement.execute(insert, Statement.RETURN_GENERATED_KEYS);
      statement.execute(insert, new int[] {1});
      statement.execute(insert, new String[] {"ID"});
      statement.executeUpdate(insert);
      statement.executeUpdate(insert, Statement.RETURN_GENERATED_KEYS);
      statement.executeUpdate(insert, new int[] {1});
      statement.executeUpdate(insert, new String[] {"ID"});
      statement.executeLargeUpdate(insert);
      statement.executeLargeUpdate(insert, Statement.RETURN_GENERATED_KEYS);
      statement.executeLargeUpdate(insert, new int[] {1});
      statement.executeLargeUpdate(insert, new String[] {"ID"});
    }
    List<String> expected = new ArrayList<>();
    expected.add("close 5 " + Kind.JDBC_EXECUTE + " SELECT 1 null");
    for (int i = 0; i < 12; i++) {
      expected.add("close 5 " + Kind.JDBC_EXECUTE + " " + insert + " null");
    }
    assertEquals(expected, calls("close"));
    assertEquals(13, calls("open").size());
  }

  @Test
  void sees_what_every_prepared_statement_was_prepared_with() throws Exception {
    String sql = "SELECT n FROM a";
    int forward = ResultSet.TYPE_FORWARD_ONLY;
    int readOnly = ResultSet.CONCUR_READ_ONLY;
    int hold = ResultSet.HOLD_CURSORS_OVER_COMMIT;
    connection.prepareStatement(sql).executeQuery();
    connection.prepareStatement(sql, Statement.NO_GENERATED_KEYS).execute();
    connection.prepareStatement(sql, new int[] {1}).execute();
    connection.prepareStatement(sql, new String[] {"ID"}).execute();
    connection.prepareStatement(sql, forward, readOnly).execute();
    connection.prepareStatement(sql, forward, readOnly, hold).execute();
    connection.prepareCall(sql).execute();
    connection.prepareCall(sql, forward, readOnly).execute();
    connection.prepareCall(sql, forward, readOnly, hold).execute();
    try (PreparedStatement update = connection.prepareStatement("UPDATE a SET n = 2")) {
      update.executeUpdate();
      update.executeLargeUpdate();
    }
    assertEquals(10, calls("note 5 " + Kind.JDBC_PREPARE).size(), () -> sink.calls.toString());
    assertEquals(9, calls("note 5 " + Kind.JDBC_PREPARE + " " + sql).size());
    assertEquals(11, calls("close 5 " + Kind.JDBC_EXECUTE_PREPARED + " null null").size());
    assertTrue(calls("note 5 " + Kind.JDBC_CLOSE).size() >= 1);
  }

  @Test
  void sees_batches_transactions_and_connects() throws Exception {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO a (n) VALUES (1)");
      statement.executeBatch();
      statement.addBatch("DELETE FROM a");
      statement.executeLargeBatch();
    }
    connection.commit();
    connection.rollback();
    connection.rollback(connection.setSavepoint());
    DriverManager.getConnection("jdbc:h2:mem:").close();
    assertEquals(2, calls("note 5 " + Kind.JDBC_BATCH).size());
    assertTrue(calls("close 5 " + Kind.JDBC_BATCH).size() >= 2);
    assertEquals(1, calls("close 5 " + Kind.JDBC_COMMIT).size());
    assertEquals(2, calls("close 5 " + Kind.JDBC_ROLLBACK).size());
    assertEquals(1, calls("close 5 " + Kind.JDBC_CONNECT + " jdbc:h2:mem:").size());
  }

  @Test
  void a_failed_execution_ends_with_what_was_thrown() throws Exception {
    try (Statement statement = connection.createStatement()) {
      SQLException thrown =
          assertThrows(SQLException.class, () -> statement.execute("SELECT * FROM missing"));
      assertEquals(
          List.of("close 5 " + Kind.JDBC_EXECUTE + " SELECT * FROM missing " + thrown),
          calls("close"));
      assertEquals(0, thrown.getSuppressed().length);
    }
  }

  private List<String> calls(String prefix) {
    List<String> calls = new ArrayList<>(sink.calls);
    calls.removeIf(call -> !call.startsWith(prefix));
    return calls;
  }
}
