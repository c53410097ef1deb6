package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Metric;

/**
 * The default upper bounds of every histogram, without +Inf. Each set contains the bounds
 * OpenTelemetry advises, so that queries written for those stay exact.
 */
public final class Buckets {
  private Buckets() {}

  /** Shared arrays; whoever adds a bound copies first. */
  public static final double[] HTTP = {
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.3, 0.5, 0.75, 1, 2, 2.5, 5, 7.5, 10
  };

  public static final double[] DB = {0.001, 0.005, 0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10};
  public static final double[] CACHE = {
    0.000001, 0.000005, 0.00001, 0.00005, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 1
  };
  public static final double[] GC = {0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10};
  public static final double[] POOL = {
    0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30
  };
  public static final double[] SIZE = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};

  /** The default bounds of a histogram of the catalogue. */
  public static double[] of(Metric histogram) {
    return switch (histogram.name()) {
      case "http_server_request_duration_seconds" -> HTTP;
      case "db_client_operation_duration_seconds" -> DB;
      case "vitals_cache_load_duration_seconds" -> CACHE;
      case "jvm_gc_duration_seconds" -> GC;
      case "vitals_scrape_duration_seconds",
          "db_client_connection_create_time_seconds",
          "db_client_connection_wait_time_seconds",
          "db_client_connection_use_time_seconds",
          "executor_seconds",
          "executor_idle_seconds" ->
          POOL;
      default -> throw new IllegalArgumentException(histogram.name() + " has no default bounds");
    };
  }
}
