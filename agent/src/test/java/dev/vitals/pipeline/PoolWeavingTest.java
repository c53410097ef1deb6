package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real pools, in many versions: what they say of themselves and what we saw is the same. */
class PoolWeavingTest {
  private final PoolWatch watch = new PoolWatch();

  @AfterEach
  void reset() {
    watch.close();
    assertEquals(List.of(), watch.failures);
  }

  @ParameterizedTest
  @EnumSource
  void tells_how_full_a_pool_is_and_who_waits(PoolVersion version) throws Exception {
    watch.weave();
    try (PoolHost host = new PoolHost(version, "shop", 2, 10_000)) {
      DataSource pool = host.pool();
      Connection first = pool.getConnection();
      String name = watch.onlyPool();
      assertEquals(1, watch.value("db_client_connection_count", name, "used"));
      assertEquals(2, watch.value("db_client_connection_max", name));
      assertEquals(0, watch.value("db_client_connection_pending_requests", name));
      Connection second = pool.getConnection();
      assertEquals(2, watch.value("db_client_connection_count", name, "used"));
      assertEquals(0, watch.value("db_client_connection_count", name, "idle"));

      CompletableFuture<Connection> third = CompletableFuture.supplyAsync(() -> get(pool));
      until(() -> watch.value("db_client_connection_pending_requests", name) == 1);
      first.close();
      third.get(10, TimeUnit.SECONDS).close();
      assertEquals(0, watch.value("db_client_connection_pending_requests", name));
      assertEquals(1, watch.value("db_client_connection_count", name, "used"));
      assertEquals(1, watch.value("db_client_connection_count", name, "idle"));
      second.close();
      assertEquals(3, watch.value("db_client_connection_wait_time_seconds", name));
      assertEquals(3, watch.value("db_client_connection_use_time_seconds", name));
      assertTrue(watch.value("db_client_connection_create_time_seconds", name) >= 2);
      assertEquals(0, watch.value("db_client_connection_timeouts_total", name));
      assertEquals(version.isNamed() ? "shop" : "dbcp2-1", name);
    }
    assertNull(watch.value("db_client_connection_max", watch.onlyPool()), "it is closed");
  }

  @ParameterizedTest
  @EnumSource
  void who_gives_up_is_counted_and_gets_the_exception_of_the_library(PoolVersion version)
      throws Exception {
    watch.weave();
    try (PoolHost host = new PoolHost(version, "shop", 1, 300)) {
      DataSource pool = host.pool();
      try (Connection only = pool.getConnection()) {
        SQLException thrown = assertThrows(SQLException.class, pool::getConnection);
        assertEquals(0, thrown.getSuppressed().length);
        assertTrue(only.isValid(1));
      }
      String name = watch.onlyPool();
      assertEquals(1, watch.value("db_client_connection_timeouts_total", name));
      assertEquals(2, watch.value("db_client_connection_wait_time_seconds", name));
      assertTrue(watch.sum("db_client_connection_wait_time_seconds", name) >= 0.3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_pool_that_was_there_before_is_found_when_it_is_asked(PoolVersion version)
      throws Exception {
    try (PoolHost host = new PoolHost(version, "older", 3, 1_000)) {
      DataSource pool = host.pool();
      Connection lentBefore = pool.getConnection();
      watch.weave();
      pool.getConnection().close();
      String name = watch.onlyPool();
      assertEquals(3, watch.value("db_client_connection_max", name));
      assertEquals(1, watch.value("db_client_connection_count", name, "used"));
      lentBefore.close();
      assertEquals(0, watch.value("db_client_connection_count", name, "used"));
      assertEquals(1, watch.value("db_client_connection_use_time_seconds", name));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HIKARI_3_0", "HIKARI_7", "TOMCAT_11", "DBCP_2_13"})
  void neither_a_pool_nor_its_class_loader_is_kept(PoolVersion version) throws Exception {
    watch.weave();
    WeakReference<ClassLoader> loader = used(version);
    until(
        () -> {
          System.gc();
          watch.tick();
          return loader.get() == null;
        });
    String name = watch.onlyPool();
    assertEquals(1, watch.value("db_client_connection_wait_time_seconds", name));
  }

  private WeakReference<ClassLoader> used(PoolVersion version) throws Exception {
    try (PoolHost host = new PoolHost(version, "gone", 2, 1_000)) {
      host.pool().getConnection().close();
      assertEquals(2, watch.value("db_client_connection_max", watch.onlyPool()));
      return new WeakReference<>(host.loader());
    }
  }

  private static Connection get(DataSource pool) {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "too late");
      Thread.onSpinWait();
    }
  }
}
