package dev.vitals.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
import dev.vitals.weave.Exclusions;
import dev.vitals.weave.RecordingReport;
import dev.vitals.weave.RecordingSink;
import dev.vitals.weave.Weaver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the probe is told by real pools. */
class PoolInstrumentationsTest {
  private static final int SESSION = 5;
  private static final String URL = "jdbc:h2:mem:";

  private final RecordingSink sink = new RecordingSink();
  private final RecordingReport report = new RecordingReport();
  private final Weaver weaver =
      new Weaver(
          ByteBuddyAgent.install(),
          SESSION,
          List.of(
              new HikariInstrumentation(),
              new TomcatJdbcInstrumentation(),
              new Dbcp2Instrumentation()),
          Exclusions.NONE,
          report);

  @BeforeEach
  void weave() {
    Probe.deliverTo(sink);
    weaver.install(true);
  }

  @AfterEach
  void reset() {
    weaver.reset();
    Probe.deliverTo(null);
    assertEquals(List.of(), report.failures);
  }

  @Test
  void hikari_tells_who_asks_what_is_lent_and_what_comes_back() throws Exception {
    try (HikariDataSource source = new HikariDataSource()) {
      source.setJdbcUrl(URL);
      source.setMaximumPoolSize(1);
      source.setConnectionTimeout(250);
      lendTwiceAndGiveUpOnce(source, Kind.POOL_GET, 2);
      assertEquals(1, calls("note 5 " + Kind.POOL_CREATED).size());
    }
  }

  @Test
  void tomcat_tells_it_too() throws Exception {
    PoolProperties properties = new PoolProperties();
    properties.setUrl(URL);
    properties.setDriverClassName("org.h2.Driver");
    properties.setMaxActive(1);
    properties.setInitialSize(0);
    properties.setMaxWait(100);
    var source = new org.apache.tomcat.jdbc.pool.DataSource(properties);
    try {
      lendTwiceAndGiveUpOnce(source, Kind.POOL_GET, 2);
      assertEquals(1, calls("note 5 " + Kind.POOL_CREATED).size());
    } finally {
      source.close();
    }
  }

  @Test
  void dbcp_tells_it_too_and_who_has_asked() throws Exception {
    try (BasicDataSource source = new BasicDataSource()) {
      source.setUrl(URL);
      source.setMaxTotal(1);
      source.setMaxWait(java.time.Duration.ofMillis(100));
      // It also wakes one to find out whether it can open any: that one goes to nobody.
      lendTwiceAndGiveUpOnce(source, Kind.POOL_GET_ASKED, 3);
      assertEquals(3, calls("note 5 " + Kind.POOL_ASKING).size());
      assertEquals(1, calls("note 5 " + Kind.POOL_CREATED).size());
    }
  }

  private void lendTwiceAndGiveUpOnce(DataSource source, int kind, int woken) throws SQLException {
    source.getConnection().close();
    try (Connection only = source.getConnection()) {
      SQLException thrown = assertThrows(SQLException.class, source::getConnection);
      assertEquals(0, thrown.getSuppressed().length);
      assertEquals(false, only.isClosed());
    }
    assertEquals(3, calls("open 5 " + kind).size(), sink.calls.toString());
    assertEquals(3, calls("close 5 " + kind).size());
    assertEquals(woken, calls("note 5 " + Kind.POOL_LENT).size());
    assertEquals(2, calls("note 5 " + Kind.POOL_RETURNED).size());
    assertEquals(true, calls("close 5 " + Kind.POOL_OPEN).size() >= 1);
  }

  private List<String> calls(String prefix) {
    List<String> calls = new ArrayList<>(sink.calls);
    calls.removeIf(call -> !call.startsWith(prefix));
    return calls;
  }
}
