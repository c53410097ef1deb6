package dev.vitals.api;

import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import dev.vitals.exporter.prometheus.JvmMetrics;
import dev.vitals.exporter.prometheus.PoolMetrics;
import dev.vitals.judge.Standing;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is measured now: the names of guide S3 first, then by scope. */
final class MetricsDocument {
  private static final String HEAP = "heap";
  private static final double NANOS_PER_SECOND = 1e9;

  private MetricsDocument() {}

  /**
   * @param most how many scopes a list shows
   */
  static Map<String, Object> of(Standing standing, Snapshot snapshot, int most) {
    Families families = new Families(snapshot);
    Operations operations = new Operations(standing.evidence());
    Map<String, Object> data = new LinkedHashMap<>();
    double cpu = standing.evidence().resources().processCpuRatio();
    data.put("cpu_usage_percent", Numbers.percent(cpu));
    data.put("goroutine_count", null);
    data.put("thread_count", Numbers.whole(families.measured(JvmMetrics.JVM_THREAD_COUNT)));
    data.put(
        "heap_alloc_bytes",
        Numbers.whole(families.measured(JvmMetrics.JVM_MEMORY_USED_AFTER_LAST_GC_BYTES, HEAP)));
    data.put(
        "heap_sys_bytes",
        Numbers.whole(families.measured(JvmMetrics.JVM_MEMORY_COMMITTED_BYTES, HEAP)));
    data.put(
        "heap_inuse_bytes",
        Numbers.whole(families.measured(JvmMetrics.JVM_MEMORY_USED_BYTES, HEAP)));
    data.put("gc_count", Numbers.whole(families.counted(JvmMetrics.JVM_GC_DURATION_SECONDS)));
    data.put(
        "gc_pause_avg_ns",
        Numbers.whole(families.mean(JvmMetrics.JVM_GC_DURATION_SECONDS) * NANOS_PER_SECOND));
    data.put(
        "active_requests",
        Numbers.whole(families.counted(ApplicationMetrics.HTTP_SERVER_ACTIVE_REQUESTS)));
    addRequests(data, operations.all(OperationWindow.Kind.HTTP_SERVER));
    data.put(
        "db_connections", Numbers.whole(families.measured(PoolMetrics.DB_CLIENT_CONNECTION_COUNT)));
    data.put(
        "db_idle_connections",
        Numbers.whole(families.measured(PoolMetrics.DB_CLIENT_CONNECTION_COUNT, "idle")));
    data.put(
        "db_queries_count",
        Numbers.whole(families.counted(ApplicationMetrics.DB_CLIENT_OPERATION_DURATION_SECONDS)));
    data.put(
        "db_slow_queries_count",
        Numbers.whole(families.counted(ApplicationMetrics.VITALS_DB_SLOW_OPERATIONS_TOTAL)));
    CacheFigures caches = CacheDocuments.together(snapshot);
    data.put("cache_hit_rate", Numbers.rounded(caches.hitRatio()));
    data.put("cache_size_bytes", null);
    data.put("window_seconds", Numbers.rounded(operations.windowSeconds()));
    data.put("http", operations.list(OperationWindow.Kind.HTTP_SERVER, most));
    data.put("database", operations.list(OperationWindow.Kind.DB_CLIENT, most));
    data.put("caches", operations.caches(most));
    data.put("pools", operations.pools(most));
    data.put("executors", operations.executors(most));
    data.put("resources", Resources.fields(standing.evidence().resources()));
    return data;
  }

  private static void addRequests(Map<String, Object> data, OperationWindow requests) {
    boolean isKnown = requests != null;
    data.put("request_latency_p50_ms", isKnown ? Numbers.ms(requests.p50Seconds()) : null);
    data.put("request_latency_p95_ms", isKnown ? Numbers.ms(requests.p95Seconds()) : null);
    data.put("request_latency_p99_ms", isKnown ? Numbers.ms(requests.p99Seconds()) : null);
    data.put("throughput_rps", isKnown ? Numbers.rounded(Operations.rate(requests)) : null);
  }
}
