package dev.vitals.exporter.prometheus;

import static dev.vitals.exporter.prometheus.Metrics.counter;
import static dev.vitals.exporter.prometheus.Metrics.gauge;
import static dev.vitals.exporter.prometheus.Metrics.histogram;

import dev.vitals.exporter.model.Metric;
import java.util.List;

/** What the Java virtual machine says about itself. */
public final class JvmMetrics {
  private JvmMetrics() {}

  public static final Metric JVM_MEMORY_USED_BYTES =
      gauge(
          "jvm_memory_used_bytes",
          "Memory in use by a memory pool.",
          "jvm_memory_pool_name",
          "jvm_memory_type");

  public static final Metric JVM_MEMORY_COMMITTED_BYTES =
      gauge(
          "jvm_memory_committed_bytes",
          "Memory a memory pool is guaranteed to have.",
          "jvm_memory_pool_name",
          "jvm_memory_type");

  public static final Metric JVM_MEMORY_LIMIT_BYTES =
      gauge(
          "jvm_memory_limit_bytes",
          "Most memory a memory pool may use; absent where it is unlimited.",
          "jvm_memory_pool_name",
          "jvm_memory_type");

  public static final Metric JVM_MEMORY_USED_AFTER_LAST_GC_BYTES =
      gauge(
          "jvm_memory_used_after_last_gc_bytes",
          "Memory in use by a memory pool just after its last collection.",
          "jvm_memory_pool_name",
          "jvm_memory_type");

  public static final Metric JVM_MEMORY_POOL_ALLOCATED_BYTES_TOTAL =
      counter(
          "jvm_memory_pool_allocated_bytes_total",
          "Bytes allocated in a memory pool, as seen between collections.",
          "pool");

  public static final Metric JVM_GC_DURATION_SECONDS =
      histogram(
          "jvm_gc_duration_seconds",
          "Time of a garbage collection.",
          "jvm_gc_name",
          "jvm_gc_action");

  public static final Metric JVM_THREAD_COUNT =
      gauge(
          "jvm_thread_count",
          "Platform threads alive; from 500 threads on the state is empty.",
          "jvm_thread_state",
          "jvm_thread_daemon");

  public static final Metric JVM_THREADS_DEADLOCKED =
      gauge(
          "jvm_threads_deadlocked",
          "Threads that wait for each other's monitors or ownable synchronizers; searched for every 30 s, absent above 2,000 threads.");

  public static final Metric JVM_THREADS_DEADLOCKED_MONITOR =
      gauge(
          "jvm_threads_deadlocked_monitor",
          "Threads that wait for each other's monitors; searched for every 30 s, absent above 2,000 threads.");

  public static final Metric JVM_CLASS_COUNT = gauge("jvm_class_count", "Classes loaded now.");

  public static final Metric JVM_CLASS_LOADED_TOTAL =
      counter("jvm_class_loaded_total", "Classes loaded since the JVM started.");

  public static final Metric JVM_CLASS_UNLOADED_TOTAL =
      counter("jvm_class_unloaded_total", "Classes unloaded since the JVM started.");

  public static final Metric JVM_BUFFER_MEMORY_USED_BYTES =
      gauge(
          "jvm_buffer_memory_used_bytes",
          "Memory in use by a buffer pool.",
          "jvm_buffer_pool_name");

  public static final Metric JVM_BUFFER_MEMORY_LIMIT_BYTES =
      gauge(
          "jvm_buffer_memory_limit_bytes",
          "Capacity of the buffers in a buffer pool.",
          "jvm_buffer_pool_name");

  public static final Metric JVM_BUFFER_COUNT =
      gauge("jvm_buffer_count", "Buffers in a buffer pool.", "jvm_buffer_pool_name");

  public static final Metric JVM_CPU_TIME_SECONDS_TOTAL =
      counter(
          "jvm_cpu_time_seconds_total", "CPU time the process has used, as the JVM reports it.");

  public static final Metric JVM_CPU_COUNT =
      gauge("jvm_cpu_count", "Processors the JVM may use, container limits taken into account.");

  public static final Metric JVM_CPU_RECENT_UTILIZATION_RATIO =
      gauge(
          "jvm_cpu_recent_utilization_ratio",
          "CPU the process used lately, of the processors the JVM may use.");

  public static final Metric JVM_COMPILATION_TIME_SECONDS_TOTAL =
      counter("jvm_compilation_time_seconds_total", "Time spent in just-in-time compilation.");

  static final List<Metric> ALL =
      List.of(
          JVM_MEMORY_USED_BYTES,
          JVM_MEMORY_COMMITTED_BYTES,
          JVM_MEMORY_LIMIT_BYTES,
          JVM_MEMORY_USED_AFTER_LAST_GC_BYTES,
          JVM_MEMORY_POOL_ALLOCATED_BYTES_TOTAL,
          JVM_GC_DURATION_SECONDS,
          JVM_THREAD_COUNT,
          JVM_THREADS_DEADLOCKED,
          JVM_THREADS_DEADLOCKED_MONITOR,
          JVM_CLASS_COUNT,
          JVM_CLASS_LOADED_TOTAL,
          JVM_CLASS_UNLOADED_TOTAL,
          JVM_BUFFER_MEMORY_USED_BYTES,
          JVM_BUFFER_MEMORY_LIMIT_BYTES,
          JVM_BUFFER_COUNT,
          JVM_CPU_TIME_SECONDS_TOTAL,
          JVM_CPU_COUNT,
          JVM_CPU_RECENT_UTILIZATION_RATIO,
          JVM_COMPILATION_TIME_SECONDS_TOTAL);
}
