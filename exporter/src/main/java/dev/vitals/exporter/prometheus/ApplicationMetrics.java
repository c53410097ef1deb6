package dev.vitals.exporter.prometheus;

import static dev.vitals.exporter.prometheus.Metrics.counter;
import static dev.vitals.exporter.prometheus.Metrics.gauge;
import static dev.vitals.exporter.prometheus.Metrics.histogram;

import dev.vitals.exporter.model.Metric;
import java.util.List;

/** What the application does: requests it serves, statements it sends, caches it asks. */
public final class ApplicationMetrics {
  private ApplicationMetrics() {}

  public static final Metric HTTP_SERVER_REQUEST_DURATION_SECONDS =
      histogram(
          "http_server_request_duration_seconds",
          "Time to serve a request, from the first filter or servlet to the end of the response,"
              + " asynchronous parts included.",
          "http_request_method",
          "url_scheme",
          "http_route",
          "http_response_status_code",
          "error_type");

  public static final Metric HTTP_SERVER_ACTIVE_REQUESTS =
      gauge(
          "http_server_active_requests",
          "Requests being served now.",
          "http_request_method",
          "url_scheme");

  public static final Metric DB_CLIENT_OPERATION_DURATION_SECONDS =
      histogram(
          "db_client_operation_duration_seconds",
          "Time of a JDBC call as the application saw it, once however many pools and proxies wrap"
              + " the driver; a batch is one operation.",
          "db_system_name",
          "db_namespace",
          "db_query_summary",
          "db_operation_name",
          "error_type");

  public static final Metric VITALS_DB_SLOW_OPERATIONS_TOTAL =
      counter(
          "vitals_db_slow_operations_total",
          "JDBC calls that took longer than the configured limit (100 ms by default).",
          "db_system_name",
          "db_namespace",
          "db_query_summary",
          "db_operation_name");

  public static final Metric CACHE_GETS_TOTAL =
      counter(
          "cache_gets_total",
          "Lookups of a cache by result, hit or miss.",
          "cache",
          "cache_level",
          "cache_system",
          "result");

  public static final Metric CACHE_PUTS_TOTAL =
      counter(
          "cache_puts_total",
          "Entries put into a cache, those of a bulk load included, single loads not.",
          "cache",
          "cache_level",
          "cache_system");

  public static final Metric CACHE_EVICTIONS_TOTAL =
      counter(
          "cache_evictions_total",
          "Entries a cache gave up by itself: size, weight, age or a collected reference.",
          "cache",
          "cache_level",
          "cache_system");

  public static final Metric VITALS_CACHE_REMOVALS_TOTAL =
      counter(
          "vitals_cache_removals_total",
          "Entries the application removed from a cache.",
          "cache",
          "cache_level",
          "cache_system");

  public static final Metric CACHE_SIZE =
      gauge(
          "cache_size",
          "Entries in a cache as the cache itself estimates them.",
          "cache",
          "cache_level",
          "cache_system");

  public static final Metric VITALS_CACHE_MAX_SIZE =
      gauge(
          "vitals_cache_max_size",
          "Most entries a cache may have; absent where it has no such limit or weighs its entries.",
          "cache",
          "cache_level",
          "cache_system");

  public static final Metric CACHE_LOAD_TOTAL =
      counter(
          "cache_load_total",
          "Values a cache loaded by result, success or failure.",
          "cache",
          "cache_level",
          "cache_system",
          "result");

  public static final Metric VITALS_CACHE_LOAD_DURATION_SECONDS =
      histogram(
          "vitals_cache_load_duration_seconds",
          "Time a cache spent loading a value, failed loads included.",
          "cache",
          "cache_level",
          "cache_system");

  static final List<Metric> ALL =
      List.of(
          HTTP_SERVER_REQUEST_DURATION_SECONDS,
          HTTP_SERVER_ACTIVE_REQUESTS,
          DB_CLIENT_OPERATION_DURATION_SECONDS,
          VITALS_DB_SLOW_OPERATIONS_TOTAL,
          CACHE_GETS_TOTAL,
          CACHE_PUTS_TOTAL,
          CACHE_EVICTIONS_TOTAL,
          VITALS_CACHE_REMOVALS_TOTAL,
          CACHE_SIZE,
          VITALS_CACHE_MAX_SIZE,
          CACHE_LOAD_TOTAL,
          VITALS_CACHE_LOAD_DURATION_SECONDS);
}
