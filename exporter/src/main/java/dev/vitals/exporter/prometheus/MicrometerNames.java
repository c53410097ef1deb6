package dev.vitals.exporter.prometheus;

import static dev.vitals.exporter.prometheus.NamingRow.kept;
import static dev.vitals.exporter.prometheus.NamingRow.row;

import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.prometheus.NamingRow.Column;
import dev.vitals.exporter.prometheus.NamingRow.Labels;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The names of Micrometer as Spring Boot exposes them to Prometheus, those of micrometer-jvm-extras
 * among them. Requests are in {@link SpringRequests}.
 */
final class MicrometerNames {
  private static final String POOL = "jvm_memory_pool_name";
  private static final String STATE = "jvm_thread_state";
  private static final String COLLECTOR = "jvm_gc_name";
  private static final String PAUSES = "collectors that stop the application";
  private static final String PHASES = "collectors that run beside the application";

  private static final Column AREA =
      Column.of(
          "area",
          "jvm_memory_type",
          "`non_heap` is `nonheap`",
          type -> type.equals("non_heap") ? "nonheap" : type);
  private static final Column ID = Column.of("id", POOL);
  private static final Column BUFFER_ID = Column.of("id", "jvm_buffer_pool_name");
  private static final Column GC = Column.of("gc", COLLECTOR);
  private static final Column ACTION = Column.of("action", "jvm_gc_action");
  private static final Column POOL_OF_CONNECTIONS = Column.of("pool", PoolMetrics.POOL);

  static final NamingTable TABLE =
      new NamingTable(
          Stream.of(SpringRequests.ROWS, memory(), collections(), threads(), runtime(), pools())
              .flatMap(List::stream)
              .toList());

  private MicrometerNames() {}

  private static List<NamingRow> memory() {
    return List.of(
        row(JvmMetrics.JVM_MEMORY_USED_BYTES, "jvm_memory_used_bytes", AREA, ID),
        row(JvmMetrics.JVM_MEMORY_COMMITTED_BYTES, "jvm_memory_committed_bytes", AREA, ID),
        row(JvmMetrics.JVM_MEMORY_LIMIT_BYTES, "jvm_memory_max_bytes", AREA, ID),
        kept(JvmMetrics.JVM_MEMORY_USED_AFTER_LAST_GC_BYTES),
        row(JvmMetrics.JVM_MEMORY_USED_AFTER_LAST_GC_BYTES, "jvm_gc_live_data_size_bytes")
            .only("pools of the old generation", labels -> HeapPools.isLongLived(labels.get(POOL)))
            .help("Memory in use by the old generation just after its last collection."),
        row(JvmMetrics.JVM_BUFFER_MEMORY_USED_BYTES, "jvm_buffer_memory_used_bytes", BUFFER_ID),
        row(JvmMetrics.JVM_BUFFER_MEMORY_LIMIT_BYTES, "jvm_buffer_total_capacity_bytes", BUFFER_ID),
        row(JvmMetrics.JVM_BUFFER_COUNT, "jvm_buffer_count_buffers", BUFFER_ID));
  }

  private static List<NamingRow> collections() {
    return List.of(
        row(JvmMetrics.JVM_MEMORY_POOL_ALLOCATED_BYTES_TOTAL, "jvm_gc_memory_allocated_bytes_total")
            .only("pools of the young generation", l -> HeapPools.isAllocatedIn(l.get("pool")))
            .help("Bytes allocated in the young generation, as seen between collections."),
        row(SpareMetrics.JVM_GC_PROMOTED_BYTES_TOTAL, "jvm_gc_memory_promoted_bytes_total"),
        pause("jvm_gc_pause_seconds"),
        pause("jvm_gc_pause_seconds_max")
            .recentMaximum("Longest garbage collection of the last one or two minutes."),
        phase("jvm_gc_concurrent_phase_time_seconds"),
        phase("jvm_gc_concurrent_phase_time_seconds_max")
            .recentMaximum("Longest concurrent phase of the last one or two minutes."));
  }

  private static NamingRow pause(String name) {
    return row(JvmMetrics.JVM_GC_DURATION_SECONDS, name, GC, ACTION)
        .only(PAUSES, labels -> !isConcurrent(labels.get(COLLECTOR)));
  }

  private static NamingRow phase(String name) {
    return row(JvmMetrics.JVM_GC_DURATION_SECONDS, name, GC, ACTION)
        .only(PHASES, labels -> isConcurrent(labels.get(COLLECTOR)))
        .help("Time of a phase of a collection during which the application went on.");
  }

  private static boolean isConcurrent(String collector) {
    return collector.equals("G1 Concurrent GC")
        || collector.equals("Shenandoah Cycles")
        || collector.startsWith("ZGC") && collector.endsWith("Cycles");
  }

  private static List<NamingRow> threads() {
    return List.of(
        row(JvmMetrics.JVM_THREAD_COUNT, "jvm_threads_live_threads")
            .help("Platform threads alive."),
        row(JvmMetrics.JVM_THREAD_COUNT, "jvm_threads_daemon_threads")
            .only("daemons", labels -> labels.get("jvm_thread_daemon").equals("true"))
            .help("Platform threads alive that are daemons."),
        row(
                JvmMetrics.JVM_THREAD_COUNT,
                "jvm_threads_states_threads",
                Column.of(
                    "state",
                    STATE,
                    "`timed_waiting` is `timed-waiting`",
                    state -> state.toLowerCase(Locale.ROOT).replace('_', '-')))
            .only("threads whose state is known", MicrometerNames::hasState)
            .help("Platform threads alive by state; absent from 500 threads on."),
        row(SpareMetrics.JVM_THREADS_PEAK, "jvm_threads_peak_threads"),
        row(SpareMetrics.JVM_THREADS_STARTED_TOTAL, "jvm_threads_started_threads_total"));
  }

  private static boolean hasState(Labels labels) {
    return !labels.get(STATE).isEmpty();
  }

  private static List<NamingRow> runtime() {
    return List.of(
        row(JvmMetrics.JVM_CLASS_COUNT, "jvm_classes_loaded_classes"),
        row(JvmMetrics.JVM_CLASS_UNLOADED_TOTAL, "jvm_classes_unloaded_classes_total"),
        row(JvmMetrics.JVM_CPU_COUNT, "system_cpu_count"),
        row(JvmMetrics.JVM_CPU_RECENT_UTILIZATION_RATIO, "process_cpu_usage"),
        row(HostMetrics.SYSTEM_CPU_UTILIZATION_RATIO, "system_cpu_usage")
            .only("modes other than `idle` and `iowait`, added up", MicrometerNames::isBusy)
            .help("CPU of the whole host that was busy, over the last sampling interval."),
        row(HostMetrics.JVM_SYSTEM_CPU_LOAD_1M, "system_load_average_1m"),
        kept(HostMetrics.PROCESS_START_TIME_SECONDS),
        row(HostMetrics.PROCESS_START_TIME_SECONDS, "process_uptime_seconds")
            .elapsed("Time since the process started."),
        row(HostMetrics.PROCESS_OPEN_FDS, "process_files_open_files"),
        row(HostMetrics.PROCESS_MAX_FDS, "process_files_max_files"),
        row(HostMetrics.PROCESS_RESIDENT_MEMORY_BYTES, "process_memory_rss_bytes"),
        row(HostMetrics.PROCESS_VIRTUAL_MEMORY_BYTES, "process_memory_vss_bytes"),
        row(SpareMetrics.PROCESS_SWAP_BYTES, "process_memory_swap_bytes"),
        kept(SpareMetrics.PROCESS_THREADS));
  }

  private static boolean isBusy(Labels labels) {
    String mode = labels.get("cpu_mode");
    return !mode.equals("idle") && !mode.equals("iowait");
  }

  private static List<NamingRow> pools() {
    return List.of(
        row(PoolMetrics.DB_CLIENT_CONNECTION_COUNT, "hikaricp_connections", POOL_OF_CONNECTIONS)
            .help("Connections of a pool."),
        inState("used", "hikaricp_connections_active"),
        inState("idle", "hikaricp_connections_idle"),
        pool(PoolMetrics.DB_CLIENT_CONNECTION_MAX, "hikaricp_connections_max"),
        pool(PoolMetrics.DB_CLIENT_CONNECTION_IDLE_MIN, "hikaricp_connections_min"),
        pool(PoolMetrics.DB_CLIENT_CONNECTION_PENDING_REQUESTS, "hikaricp_connections_pending"),
        pool(PoolMetrics.DB_CLIENT_CONNECTION_TIMEOUTS_TOTAL, "hikaricp_connections_timeout_total"),
        pool(
            PoolMetrics.DB_CLIENT_CONNECTION_CREATE_TIME_SECONDS,
            "hikaricp_connections_creation_seconds"),
        pool(
            PoolMetrics.DB_CLIENT_CONNECTION_WAIT_TIME_SECONDS,
            "hikaricp_connections_acquire_seconds"),
        pool(
            PoolMetrics.DB_CLIENT_CONNECTION_USE_TIME_SECONDS,
            "hikaricp_connections_usage_seconds"));
  }

  private static NamingRow pool(Metric from, String name) {
    return row(from, name, POOL_OF_CONNECTIONS);
  }

  private static NamingRow inState(String state, String name) {
    return pool(PoolMetrics.DB_CLIENT_CONNECTION_COUNT, name)
        .only("`" + state + "`", labels -> labels.get(PoolMetrics.STATE).equals(state))
        .help("Connections of a pool that are " + state + ".");
  }
}
