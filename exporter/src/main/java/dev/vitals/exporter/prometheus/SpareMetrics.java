package dev.vitals.exporter.prometheus;

import static dev.vitals.exporter.prometheus.Metrics.counter;
import static dev.vitals.exporter.prometheus.Metrics.gauge;

import dev.vitals.exporter.model.Metric;
import java.util.List;

/**
 * What only a {@link Naming} other than our own has names for: measured where one is chosen, shown
 * under its names, and left out where it has none.
 */
public final class SpareMetrics {
  private SpareMetrics() {}

  public static final Metric JVM_MEMORY_AREA_USED_BYTES =
      gauge("jvm_memory_area_used_bytes", "Memory in use, heap or not.", "area");

  public static final Metric JVM_MEMORY_AREA_COMMITTED_BYTES =
      gauge("jvm_memory_area_committed_bytes", "Memory the JVM is guaranteed to have.", "area");

  public static final Metric JVM_MEMORY_AREA_MAX_BYTES =
      gauge(
          "jvm_memory_area_max_bytes",
          "Most memory the JVM may use; absent where it is unlimited.",
          "area");

  public static final Metric JVM_MEMORY_OBJECTS_PENDING_FINALIZATION =
      gauge("jvm_memory_objects_pending_finalization", "Objects that wait for their finalizer.");

  public static final Metric JVM_GC_PROMOTED_BYTES_TOTAL =
      counter("jvm_gc_promoted_bytes_total", "Growth of the old generation during collections.");

  public static final Metric JVM_THREADS_PEAK =
      gauge("jvm_threads_peak", "Most platform threads alive at once since the JVM started.");

  public static final Metric JVM_THREADS_STARTED_TOTAL =
      counter("jvm_threads_started_total", "Platform threads started since the JVM started.");

  public static final Metric PROCESS_SWAP_BYTES =
      gauge("process_swap_bytes", "Swap space of the process.");

  public static final Metric PROCESS_THREADS =
      gauge("process_threads", "Threads of the process as the operating system counts them.");

  public static final List<Metric> ALL =
      List.of(
          JVM_MEMORY_AREA_USED_BYTES,
          JVM_MEMORY_AREA_COMMITTED_BYTES,
          JVM_MEMORY_AREA_MAX_BYTES,
          JVM_MEMORY_OBJECTS_PENDING_FINALIZATION,
          JVM_GC_PROMOTED_BYTES_TOTAL,
          JVM_THREADS_PEAK,
          JVM_THREADS_STARTED_TOTAL,
          PROCESS_SWAP_BYTES,
          PROCESS_THREADS);
}
