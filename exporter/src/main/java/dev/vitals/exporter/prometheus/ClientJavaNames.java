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
 * The names of Prometheus' Java client from 1.0 and of jmx_exporter from 1.0.1. Memory has those of
 * the older client, too: they differ in the place of a word only, and dashboards ask for either.
 */
final class ClientJavaNames {
  private static final String STATE = "jvm_thread_state";
  private static final Column AREA = Column.of("area", "area");
  private static final Column POOL = Column.of("pool", "jvm_memory_pool_name");
  private static final Column BUFFER_POOL = Column.of("pool", "jvm_buffer_pool_name");

  static final NamingTable TABLE =
      new NamingTable(Stream.of(memory(), threads(), others()).flatMap(List::stream).toList());

  private ClientJavaNames() {}

  private static List<NamingRow> memory() {
    return List.of(
        row(JvmMetrics.JVM_MEMORY_USED_BYTES, "jvm_memory_pool_used_bytes", POOL),
        row(JvmMetrics.JVM_MEMORY_USED_BYTES, "jvm_memory_pool_bytes_used", POOL),
        row(JvmMetrics.JVM_MEMORY_COMMITTED_BYTES, "jvm_memory_pool_committed_bytes", POOL),
        row(JvmMetrics.JVM_MEMORY_COMMITTED_BYTES, "jvm_memory_pool_bytes_committed", POOL),
        row(JvmMetrics.JVM_MEMORY_LIMIT_BYTES, "jvm_memory_pool_max_bytes", POOL),
        row(JvmMetrics.JVM_MEMORY_LIMIT_BYTES, "jvm_memory_pool_bytes_max", POOL),
        row(
            JvmMetrics.JVM_MEMORY_USED_AFTER_LAST_GC_BYTES,
            "jvm_memory_pool_collection_used_bytes",
            POOL),
        area(SpareMetrics.JVM_MEMORY_AREA_USED_BYTES, "jvm_memory_used_bytes"),
        area(SpareMetrics.JVM_MEMORY_AREA_USED_BYTES, "jvm_memory_bytes_used"),
        area(SpareMetrics.JVM_MEMORY_AREA_COMMITTED_BYTES, "jvm_memory_committed_bytes"),
        area(SpareMetrics.JVM_MEMORY_AREA_COMMITTED_BYTES, "jvm_memory_bytes_committed"),
        area(SpareMetrics.JVM_MEMORY_AREA_MAX_BYTES, "jvm_memory_max_bytes"),
        area(SpareMetrics.JVM_MEMORY_AREA_MAX_BYTES, "jvm_memory_bytes_max"),
        kept(SpareMetrics.JVM_MEMORY_OBJECTS_PENDING_FINALIZATION));
  }

  private static NamingRow area(Metric from, String name) {
    return row(from, name, AREA);
  }

  private static List<NamingRow> threads() {
    return List.of(
        row(JvmMetrics.JVM_THREAD_COUNT, "jvm_threads_current").help("Platform threads alive."),
        row(JvmMetrics.JVM_THREAD_COUNT, "jvm_threads_daemon")
            .only("daemons", labels -> labels.get("jvm_thread_daemon").equals("true"))
            .help("Platform threads alive that are daemons."),
        row(
                JvmMetrics.JVM_THREAD_COUNT,
                "jvm_threads_state",
                Column.of("state", STATE, "in capitals", state -> state.toUpperCase(Locale.ROOT)))
            .only("threads whose state is known", ClientJavaNames::hasState)
            .help("Platform threads alive by state; absent from 500 threads on."),
        kept(SpareMetrics.JVM_THREADS_PEAK),
        kept(SpareMetrics.JVM_THREADS_STARTED_TOTAL));
  }

  private static boolean hasState(Labels labels) {
    return !labels.get(STATE).isEmpty();
  }

  private static List<NamingRow> others() {
    return List.of(
        row(
            JvmMetrics.JVM_GC_DURATION_SECONDS,
            "jvm_gc_collection_seconds",
            Column.of("gc", "jvm_gc_name")),
        row(JvmMetrics.JVM_CLASS_COUNT, "jvm_classes_currently_loaded"),
        row(JvmMetrics.JVM_CLASS_LOADED_TOTAL, "jvm_classes_loaded_total"),
        row(JvmMetrics.JVM_CLASS_UNLOADED_TOTAL, "jvm_classes_unloaded_total"),
        row(JvmMetrics.JVM_BUFFER_MEMORY_USED_BYTES, "jvm_buffer_pool_used_bytes", BUFFER_POOL),
        row(
            JvmMetrics.JVM_BUFFER_MEMORY_LIMIT_BYTES,
            "jvm_buffer_pool_capacity_bytes",
            BUFFER_POOL),
        row(JvmMetrics.JVM_BUFFER_COUNT, "jvm_buffer_pool_used_buffers", BUFFER_POOL));
  }
}
