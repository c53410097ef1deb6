package dev.vitals.exporter.prometheus;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** A snapshot with the label values that a Spring application on a JVM with G1 has. */
final class LifelikeSnapshot {
  static final long EPOCH_MILLIS = 1_700_000_100_500L;

  private final List<Family> families = new ArrayList<>();

  private LifelikeSnapshot() {}

  /** As the agent makes it for this naming. */
  static Snapshot of(Naming naming) {
    LifelikeSnapshot snapshot = new LifelikeSnapshot();
    snapshot.requests();
    snapshot.pools();
    snapshot.executors();
    snapshot.memory();
    snapshot.collections();
    snapshot.threads();
    snapshot.runtime();
    if (naming.wantsSpares()) {
      snapshot.spares();
    }
    return new Snapshot(EPOCH_MILLIS, snapshot.families, List.of());
  }

  private void requests() {
    add(
        ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS,
        distribution(0.9, "GET", "http", "/orders/{id}", "200", ""),
        distribution(0.2, "GET", "https", "/orders/{id}", "200", ""),
        distribution(0.4, "POST", "http", "/orders", "500", "java.lang.IllegalStateException"),
        distribution(0.1, "GET", "http", "", "404", ""),
        distribution(0.1, "GET", "http", "", "302", ""),
        distribution(0.1, "_OTHER", "", "", "", "com.example.Client$Gone"),
        distribution(0.1, "GET", "http", "/busy", "503", "503"),
        distribution(7, Sample.OVERFLOW));
    add(
        ApplicationMetrics.HTTP_SERVER_ACTIVE_REQUESTS,
        new Sample.Point(List.of("GET", "http"), 2));
  }

  private void pools() {
    add(PoolMetrics.DB_CLIENT_CONNECTION_COUNT, point(3, "shop", "used"), point(7, "shop", "idle"));
    add(PoolMetrics.DB_CLIENT_CONNECTION_MAX, point(12, "shop"));
    add(PoolMetrics.DB_CLIENT_CONNECTION_IDLE_MIN, point(10, "shop"));
    add(PoolMetrics.DB_CLIENT_CONNECTION_PENDING_REQUESTS, point(1, "shop"));
    add(PoolMetrics.DB_CLIENT_CONNECTION_TIMEOUTS_TOTAL, point(2, "shop"));
    add(PoolMetrics.DB_CLIENT_CONNECTION_CREATE_TIME_SECONDS, distribution(0.2, "shop"));
    add(PoolMetrics.DB_CLIENT_CONNECTION_WAIT_TIME_SECONDS, distribution(2.5, "shop"));
    add(PoolMetrics.DB_CLIENT_CONNECTION_USE_TIME_SECONDS, distribution(5, "shop"));
  }

  private void executors() {
    add(ExecutorMetrics.EXECUTOR_ACTIVE_THREADS, point(3, "mails"));
    add(ExecutorMetrics.EXECUTOR_POOL_SIZE_THREADS, point(4, "mails"));
    add(ExecutorMetrics.EXECUTOR_POOL_CORE_THREADS, point(4, "mails"));
    add(ExecutorMetrics.EXECUTOR_POOL_MAX_THREADS, point(4, "mails"));
    add(ExecutorMetrics.EXECUTOR_QUEUED_TASKS, point(2, "mails"));
    add(ExecutorMetrics.EXECUTOR_COMPLETED_TASKS_TOTAL, point(300, "mails"));
    add(ExecutorMetrics.VITALS_EXECUTOR_REJECTED_TASKS_TOTAL, point(4, "mails"));
    add(ExecutorMetrics.VITALS_EXECUTOR_REFUSED_TASKS_TOTAL, point(3, "mails"));
    add(ExecutorMetrics.VITALS_EXECUTOR_FAILED_TASKS_TOTAL, point(2, "mails"));
    add(ExecutorMetrics.EXECUTOR_SECONDS, distribution(0.2, "mails"));
    add(ExecutorMetrics.EXECUTOR_IDLE_SECONDS, distribution(0.05, "mails"));
  }

  private void memory() {
    add(
        JvmMetrics.JVM_MEMORY_USED_BYTES,
        point(40, "G1 Eden Space", "heap"),
        point(4, "G1 Survivor Space", "heap"),
        point(100, "G1 Old Gen", "heap"),
        point(60, "Metaspace", "non_heap"),
        point(20, "CodeHeap 'profiled nmethods'", "non_heap"));
    add(
        JvmMetrics.JVM_MEMORY_COMMITTED_BYTES,
        point(80, "G1 Eden Space", "heap"),
        point(8, "G1 Survivor Space", "heap"),
        point(200, "G1 Old Gen", "heap"),
        point(64, "Metaspace", "non_heap"));
    add(
        JvmMetrics.JVM_MEMORY_LIMIT_BYTES,
        point(512, "G1 Old Gen", "heap"),
        point(48, "CodeHeap 'profiled nmethods'", "non_heap"));
    add(
        JvmMetrics.JVM_MEMORY_USED_AFTER_LAST_GC_BYTES,
        point(0, "G1 Eden Space", "heap"),
        point(4, "G1 Survivor Space", "heap"),
        point(90, "G1 Old Gen", "heap"));
    add(JvmMetrics.JVM_BUFFER_MEMORY_USED_BYTES, point(16, "direct"), point(0, "mapped"));
    add(JvmMetrics.JVM_BUFFER_MEMORY_LIMIT_BYTES, point(16, "direct"), point(0, "mapped"));
    add(JvmMetrics.JVM_BUFFER_COUNT, point(3, "direct"), point(0, "mapped"));
  }

  private void collections() {
    add(
        JvmMetrics.JVM_MEMORY_POOL_ALLOCATED_BYTES_TOTAL,
        point(5000, "G1 Eden Space"),
        point(70, "G1 Old Gen"));
    add(
        JvmMetrics.JVM_GC_DURATION_SECONDS,
        distribution(0.02, "G1 Young Generation", "end of minor GC"),
        distribution(0.3, "G1 Old Generation", "end of major GC"),
        distribution(0.01, "G1 Concurrent GC", "end of concurrent GC pause"));
  }

  private void threads() {
    add(
        JvmMetrics.JVM_THREAD_COUNT,
        point(2, "runnable", "true"),
        point(3, "runnable", "false"),
        point(0, "blocked", "true"),
        point(1, "blocked", "false"),
        point(5, "waiting", "true"),
        point(0, "waiting", "false"),
        point(4, "timed_waiting", "true"),
        point(1, "timed_waiting", "false"));
    add(JvmMetrics.JVM_THREADS_DEADLOCKED, point(0));
    add(JvmMetrics.JVM_THREADS_DEADLOCKED_MONITOR, point(0));
  }

  private void runtime() {
    add(JvmMetrics.JVM_CLASS_COUNT, point(900));
    add(JvmMetrics.JVM_CLASS_LOADED_TOTAL, point(1000));
    add(JvmMetrics.JVM_CLASS_UNLOADED_TOTAL, point(100));
    add(JvmMetrics.JVM_CPU_TIME_SECONDS_TOTAL, point(12));
    add(JvmMetrics.JVM_CPU_COUNT, point(4));
    add(JvmMetrics.JVM_CPU_RECENT_UTILIZATION_RATIO, point(0.25));
    add(JvmMetrics.JVM_COMPILATION_TIME_SECONDS_TOTAL, point(9));
    add(HostMetrics.PROCESS_CPU_SECONDS_TOTAL, point(12));
    add(HostMetrics.PROCESS_RESIDENT_MEMORY_BYTES, point(300));
    add(HostMetrics.PROCESS_VIRTUAL_MEMORY_BYTES, point(3000));
    add(HostMetrics.PROCESS_OPEN_FDS, point(30));
    add(HostMetrics.PROCESS_MAX_FDS, point(1024));
    add(HostMetrics.PROCESS_START_TIME_SECONDS, point(1_700_000_000.25));
    add(
        HostMetrics.SYSTEM_CPU_UTILIZATION_RATIO,
        point(0.25, "user"),
        point(0.125, "system"),
        point(0.5, "idle"),
        point(0.125, "iowait"));
    add(HostMetrics.JVM_SYSTEM_CPU_LOAD_1M, point(1.5));
  }

  private void spares() {
    add(SpareMetrics.JVM_MEMORY_AREA_USED_BYTES, point(144, "heap"), point(80, "nonheap"));
    add(SpareMetrics.JVM_MEMORY_AREA_COMMITTED_BYTES, point(288, "heap"), point(90, "nonheap"));
    add(SpareMetrics.JVM_MEMORY_AREA_MAX_BYTES, point(512, "heap"));
    add(SpareMetrics.JVM_MEMORY_OBJECTS_PENDING_FINALIZATION, point(0));
    add(SpareMetrics.JVM_GC_PROMOTED_BYTES_TOTAL, point(400));
    add(SpareMetrics.JVM_THREADS_PEAK, point(20));
    add(SpareMetrics.JVM_THREADS_STARTED_TOTAL, point(33));
    add(SpareMetrics.PROCESS_SWAP_BYTES, point(0));
    add(SpareMetrics.PROCESS_THREADS, point(40));
  }

  private void add(Metric metric, Sample... samples) {
    families.add(new Family(metric, List.of(samples)));
  }

  private static Sample point(double value, String... labelValues) {
    return new Sample.Point(List.of(labelValues), value);
  }

  private static Sample distribution(double recentMaximum, String... labelValues) {
    return distribution(recentMaximum, List.of(labelValues));
  }

  /** Counts that differ from series to series, so that none can be taken for another. */
  private static Sample distribution(double recentMaximum, List<String> labelValues) {
    long first = 1 + String.join("", labelValues).length();
    return new Sample.Distribution(
        labelValues,
        new double[] {0.1, 0.5, 1},
        new long[] {first, 2 * first, 3 * first},
        3 * first + 1,
        first / 2.0,
        recentMaximum);
  }
}
