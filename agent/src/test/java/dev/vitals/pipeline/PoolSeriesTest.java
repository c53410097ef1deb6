package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.SaturationWindow;
import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the events and readings of pools. */
class PoolSeriesTest {
  private static final long MILLI = 1_000_000;

  private final PoolWatch watch = new PoolWatch();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    watch.close();
  }

  @Test
  void pools_of_one_name_are_one() throws Exception {
    Object first = pool("twins", 2);
    Object second = pool("twins", 3);
    waited(first, MILLI, null);
    waited(second, MILLI, null);
    assertEquals(5, watch.value("db_client_connection_max", "twins"));
    assertEquals(2, watch.value("db_client_connection_wait_time_seconds", "twins"));
  }

  @Test
  void a_wait_that_was_given_up_is_a_wait_and_an_error_and_another_failure_is_neither()
      throws Exception {
    Object pool = pool("shop", 2);
    waited(pool, MILLI, null);
    waited(pool, 400 * MILLI, new SQLTransientConnectionException("too late"));
    waited(pool, 90 * MILLI, new IllegalStateException("closed"));
    watch.tick();
    List<OperationWindow> waits = new ArrayList<>();
    watch.series.waits(1, 10, waits);
    assertEquals(1, waits.size());
    assertEquals(2, waits.get(0).count());
    assertEquals(1, waits.get(0).errors());
    assertEquals(0.4, waits.get(0).maxSeconds(), 0.01);
    assertEquals(1, watch.value("db_client_connection_timeouts_total", "shop"));
  }

  @Test
  void the_window_is_the_mean_of_the_looks_in_it() throws Exception {
    HikariDataSource source = source("shop", 4);
    Object pool = source.getHikariPoolMXBean();
    waited(pool, MILLI, null);
    watch.tick();
    try (Connection one = source.getConnection();
        Connection two = source.getConnection()) {
      watch.tick();
      assertTrue(one.isValid(1) && two.isValid(1));
      List<SaturationWindow> windows = new ArrayList<>();
      watch.series.saturations(1, 10, windows);
      assertEquals(
          List.of(new SaturationWindow(SaturationWindow.Kind.POOL, "shop", 10, 2, 4, 0)), windows);
      assertEquals(0.5, windows.get(0).utilisation());
      assertEquals(0, windows.get(0).queue());
    }
  }

  private void waited(Object pool, long nanos, Throwable thrown) {
    Object settings = ((HikariPool) pool).config;
    watch.recorder.exit(Frame.current(), Kind.POOL_GET, nanos, pool, settings, thrown);
  }

  private Object pool(String name, int connections) {
    return source(name, connections).getHikariPoolMXBean();
  }

  private HikariDataSource source(String name, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:");
    config.setPoolName(name);
    config.setMaximumPoolSize(connections);
    HikariDataSource source = new HikariDataSource(config);
    open.add(source);
    return source;
  }
}
