package dev.vitals.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MicrometerNamesTest {
  private static final String REQUESTS = "http_server_requests_seconds";

  private final NamedSeries series = series(LifelikeSnapshot.of(Naming.MICROMETER));

  @Test
  void requests_have_the_labels_of_spring_and_no_others() {
    String count = REQUESTS + "_count";
    assertEquals(
        Set.of("method", "uri", "status", "outcome", "exception"),
        series.of(count).get(0).labels().keySet());
    for (String[] labels :
        new String[][] {
          {"method=GET", "uri=/orders/{id}", "status=200", "outcome=SUCCESS", "exception=none"},
          {
            "method=POST",
            "uri=/orders",
            "status=500",
            "outcome=SERVER_ERROR",
            "exception=IllegalStateException"
          },
          {"uri=NOT_FOUND", "status=404", "outcome=CLIENT_ERROR", "exception=none"},
          {"uri=REDIRECTION", "status=302", "outcome=REDIRECTION", "exception=none"},
          {"method=UNKNOWN", "uri=UNKNOWN", "status=UNKNOWN", "outcome=UNKNOWN", "exception=Gone"},
          {"uri=/busy", "status=503", "outcome=SERVER_ERROR", "exception=none"},
          {MetricCatalog.OVERFLOW_LABEL + "=true"}
        }) {
      series.value(count, labels);
    }
    assertEquals(7, series.of(count).size());
    assertEquals(List.of(), series.of("http_server_request_duration_seconds_count"));
  }

  @Test
  void requests_that_differ_in_the_scheme_only_are_one_series_with_exact_buckets() {
    Snapshot snapshot =
        FullSnapshot.of(
            ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS,
            request("http", "200", "", new long[] {1, 3}, 4, 2.5, 0.75),
            request("https", "200", "", new long[] {10, 30}, 40, 25, 1.5),
            request("http", "500", "a.Broken", new long[] {0, 1}, 1, 0.5, 0.5),
            request("http", "500", "b.Broken", new long[] {0, 0}, 2, 8, 5));
    NamedSeries shown = series(snapshot);
    assertEquals(11, shown.value(REQUESTS + "_bucket", "status=200", "le=0.1"));
    assertEquals(33, shown.value(REQUESTS + "_bucket", "status=200", "le=1.0"));
    assertEquals(44, shown.value(REQUESTS + "_bucket", "status=200", "le=+Inf"));
    assertEquals(44, shown.value(REQUESTS + "_count", "status=200"));
    assertEquals(27.5, shown.value(REQUESTS + "_sum", "status=200"));
    assertEquals(1.5, shown.value(REQUESTS + "_max", "status=200"));
    assertEquals(3, shown.value(REQUESTS + "_count", "exception=Broken"));
    assertEquals(5, shown.value(REQUESTS + "_max", "exception=Broken"));
  }

  @Test
  void an_exception_without_a_name_of_its_own_keeps_the_whole_name() {
    Snapshot snapshot =
        FullSnapshot.of(
            ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS,
            request("http", "500", "com.example.Shop$1", new long[] {0, 0}, 1, 1, 1),
            request("http", "500", "_OTHER", new long[] {0, 0}, 1, 1, 1));
    series(snapshot).value(REQUESTS + "_count", "exception=com.example.Shop$1");
    series(snapshot).value(REQUESTS + "_count", "exception=_OTHER");
  }

  @Test
  void a_maximum_that_nobody_remembers_is_absent() {
    Snapshot snapshot =
        FullSnapshot.of(
            ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS,
            request("http", "200", "", new long[] {0, 0}, 1, 1, Double.NaN));
    assertEquals(List.of(), series(snapshot).of(REQUESTS + "_max"));
  }

  @Test
  void pools_of_memory_have_an_area_and_an_id() {
    assertEquals(40, series.value("jvm_memory_used_bytes", "area=heap", "id=G1 Eden Space"));
    assertEquals(60, series.value("jvm_memory_used_bytes", "area=nonheap", "id=Metaspace"));
    assertEquals(200, series.value("jvm_memory_committed_bytes", "area=heap", "id=G1 Old Gen"));
    assertEquals(512, series.value("jvm_memory_max_bytes", "area=heap"));
    assertEquals(90, series.value("jvm_gc_live_data_size_bytes"));
    assertEquals(Set.of("area", "id"), series.of("jvm_memory_used_bytes").get(0).labels().keySet());
    assertEquals(16, series.value("jvm_buffer_total_capacity_bytes", "id=direct"));
    assertEquals(3, series.value("jvm_buffer_count_buffers", "id=direct"));
  }

  @Test
  void threads_are_counted_in_all_and_by_what_they_are() {
    assertEquals(16, series.value("jvm_threads_live_threads"));
    assertEquals(11, series.value("jvm_threads_daemon_threads"));
    assertEquals(20, series.value("jvm_threads_peak_threads"));
    assertEquals(5, series.value("jvm_threads_states_threads", "state=timed-waiting"));
    assertEquals(5, series.value("jvm_threads_states_threads", "state=runnable"));
    assertEquals(4, series.of("jvm_threads_states_threads").size());
  }

  @Test
  void many_threads_are_counted_without_their_states() {
    Snapshot snapshot =
        FullSnapshot.of(
            JvmMetrics.JVM_THREAD_COUNT,
            new Sample.Point(List.of("", "true"), 400),
            new Sample.Point(List.of("", "false"), 200));
    NamedSeries shown = series(snapshot);
    assertEquals(600, shown.value("jvm_threads_live_threads"));
    assertEquals(400, shown.value("jvm_threads_daemon_threads"));
    assertEquals(List.of(), shown.of("jvm_threads_states_threads"));
  }

  @Test
  void only_collections_that_stop_the_application_are_pauses() {
    assertEquals(2, series.of("jvm_gc_pause_seconds_count").size());
    assertEquals(0.02, series.value("jvm_gc_pause_seconds_max", "gc=G1 Young Generation"));
    series.value("jvm_gc_pause_seconds_sum", "action=end of major GC");
    series.value("jvm_gc_concurrent_phase_time_seconds_count", "gc=G1 Concurrent GC");
    for (String concurrent : List.of("ZGC Major Cycles", "ZGC Cycles", "Shenandoah Cycles")) {
      NamedSeries shown = series(collection(concurrent));
      assertEquals(List.of(), shown.of("jvm_gc_pause_seconds_count"));
      assertEquals(1, shown.of("jvm_gc_concurrent_phase_time_seconds_count").size());
    }
    for (String pause : List.of("ZGC Minor Pauses", "Shenandoah Pauses", "PS Scavenge", "Copy")) {
      assertEquals(1, series(collection(pause)).of("jvm_gc_pause_seconds_count").size());
    }
  }

  @Test
  void what_is_allocated_is_that_of_the_young_generation() {
    assertEquals(5000, series.value("jvm_gc_memory_allocated_bytes_total"));
    assertEquals(400, series.value("jvm_gc_memory_promoted_bytes_total"));
  }

  @Test
  void the_process_and_the_host_are_as_micrometer_shows_them() {
    assertEquals(100.25, series.value("process_uptime_seconds"));
    assertEquals(1_700_000_000.25, series.value("process_start_time_seconds"));
    assertEquals(0.25, series.value("process_cpu_usage"));
    assertEquals(0.375, series.value("system_cpu_usage"));
    assertEquals(4, series.value("system_cpu_count"));
    assertEquals(1.5, series.value("system_load_average_1m"));
    assertEquals(30, series.value("process_files_open_files"));
    assertEquals(1024, series.value("process_files_max_files"));
  }

  @Test
  void pools_of_connections_are_shown_as_hikari_shows_its_own() {
    NamedSeries shown =
        series(
            FullSnapshot.of(
                List.of(
                    family(
                        PoolMetrics.DB_CLIENT_CONNECTION_COUNT,
                        new Sample.Point(List.of("shop", "used"), 3),
                        new Sample.Point(List.of("shop", "idle"), 7)),
                    family(
                        PoolMetrics.DB_CLIENT_CONNECTION_MAX,
                        new Sample.Point(List.of("shop"), 12)),
                    family(
                        PoolMetrics.DB_CLIENT_CONNECTION_PENDING_REQUESTS,
                        new Sample.Point(List.of("shop"), 1)),
                    family(
                        PoolMetrics.DB_CLIENT_CONNECTION_TIMEOUTS_TOTAL,
                        new Sample.Point(List.of("shop"), 2)),
                    family(
                        PoolMetrics.DB_CLIENT_CONNECTION_WAIT_TIME_SECONDS,
                        new Sample.Distribution(
                            List.of("shop"), new double[] {1}, new long[] {5}, 5, 2.5)))));
    assertEquals(10, shown.value("hikaricp_connections", "pool=shop"));
    assertEquals(3, shown.value("hikaricp_connections_active", "pool=shop"));
    assertEquals(7, shown.value("hikaricp_connections_idle", "pool=shop"));
    assertEquals(12, shown.value("hikaricp_connections_max", "pool=shop"));
    assertEquals(1, shown.value("hikaricp_connections_pending", "pool=shop"));
    assertEquals(2, shown.value("hikaricp_connections_timeout_total", "pool=shop"));
    assertEquals(2.5, shown.value("hikaricp_connections_acquire_seconds_sum", "pool=shop"));
    assertEquals(Map.of("pool", "shop"), shown.of("hikaricp_connections").get(0).labels());
  }

  private static NamedSeries series(Snapshot snapshot) {
    return NamedSeries.text(snapshot, Naming.MICROMETER);
  }

  private static Family family(Metric metric, Sample... samples) {
    return new Family(metric, List.of(samples));
  }

  private static Snapshot collection(String collector) {
    return FullSnapshot.of(
        JvmMetrics.JVM_GC_DURATION_SECONDS,
        new Sample.Distribution(
            List.of(collector, "end"), new double[] {1}, new long[] {1}, 1, 0.5));
  }

  private static Sample request(
      String scheme,
      String status,
      String errorType,
      long[] cumulativeCounts,
      long count,
      double sum,
      double recentMaximum) {
    return new Sample.Distribution(
        List.of("GET", scheme, "/orders", status, errorType),
        new double[] {0.1, 1},
        cumulativeCounts,
        count,
        sum,
        recentMaximum);
  }
}
