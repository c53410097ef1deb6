package dev.vitals.exporter.prometheus;

import static dev.vitals.exporter.prometheus.Metrics.counter;
import static dev.vitals.exporter.prometheus.Metrics.gauge;
import static dev.vitals.exporter.prometheus.Metrics.histogram;

import dev.vitals.exporter.model.Metric;
import java.util.List;

/**
 * What pools of database connections are and do, by the names of OpenTelemetry. Pools of one name
 * are shown as one.
 */
public final class PoolMetrics {
  static final String POOL = "db_client_connection_pool_name";

  static final String STATE = "db_client_connection_state";

  private PoolMetrics() {}

  public static final Metric DB_CLIENT_CONNECTION_COUNT =
      gauge("db_client_connection_count", "Connections by state, idle or used.", POOL, STATE);

  public static final Metric DB_CLIENT_CONNECTION_MAX =
      gauge(
          "db_client_connection_max",
          "Most connections a pool may have; absent where there is no limit.",
          POOL);

  public static final Metric DB_CLIENT_CONNECTION_IDLE_MIN =
      gauge("db_client_connection_idle_min", "Fewest idle connections a pool keeps.", POOL);

  public static final Metric DB_CLIENT_CONNECTION_IDLE_MAX =
      gauge("db_client_connection_idle_max", "Most idle connections a pool keeps.", POOL);

  public static final Metric DB_CLIENT_CONNECTION_PENDING_REQUESTS =
      gauge("db_client_connection_pending_requests", "Threads that wait for a connection.", POOL);

  public static final Metric DB_CLIENT_CONNECTION_TIMEOUTS_TOTAL =
      counter(
          "db_client_connection_timeouts_total",
          "Waits for a connection that were given up.",
          POOL);

  public static final Metric DB_CLIENT_CONNECTION_CREATE_TIME_SECONDS =
      histogram(
          "db_client_connection_create_time_seconds",
          "Time a pool needed to open a connection; failures are left out.",
          POOL);

  public static final Metric DB_CLIENT_CONNECTION_WAIT_TIME_SECONDS =
      histogram(
          "db_client_connection_wait_time_seconds",
          "Time to get a connection from a pool, or to give up; failures to open one are left out.",
          POOL);

  public static final Metric DB_CLIENT_CONNECTION_USE_TIME_SECONDS =
      histogram(
          "db_client_connection_use_time_seconds",
          "Time from getting a connection to giving it back to its pool.",
          POOL);

  static final List<Metric> ALL =
      List.of(
          DB_CLIENT_CONNECTION_COUNT,
          DB_CLIENT_CONNECTION_MAX,
          DB_CLIENT_CONNECTION_IDLE_MIN,
          DB_CLIENT_CONNECTION_IDLE_MAX,
          DB_CLIENT_CONNECTION_PENDING_REQUESTS,
          DB_CLIENT_CONNECTION_TIMEOUTS_TOTAL,
          DB_CLIENT_CONNECTION_CREATE_TIME_SECONDS,
          DB_CLIENT_CONNECTION_WAIT_TIME_SECONDS,
          DB_CLIENT_CONNECTION_USE_TIME_SECONDS);
}
