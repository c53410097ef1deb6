package dev.vitals.fleet;

import static dev.vitals.fleet.Panel.graph;

/** Memory, collections, threads and classes. */
final class JvmDashboard {
  private static final String HEAP = "jvm_memory_type=\"heap\"";

  private JvmDashboard() {}

  static Dashboard dashboard() {
    return new Dashboard(
            "jvm", "Vitals / JVM", "Memory, garbage collection, threads and classes of each JVM.")
        .row("Memory")
        .add(
            graph(
                    "Heap after collection",
                    "percentunit",
                    "What is left of the heap when garbage is gone. A line that rises over days is"
                        + " a leak: compare two class histograms (jcmd GC.class_histogram).")
                .limits(0.9, 0.95)
                .of(
                    "sum by (instance) (jvm_memory_used_after_last_gc_bytes{@,"
                        + HEAP
                        + "}) / sum by (instance) (jvm_memory_limit_bytes{@,"
                        + HEAP
                        + ",jvm_memory_pool_name!~\"(ZGC|Shenandoah) Young Gen.*\"})",
                    "{{instance}}"))
        .add(
            graph(
                    "Heap in use",
                    "bytes",
                    "With garbage, and what the JVM holds for it. Used may come near committed;"
                        + " committed at the limit together with long collections is too small a"
                        + " heap.")
                .of(
                    "sum by (instance) (jvm_memory_used_bytes{@," + HEAP + "})",
                    "used {{instance}}")
                .of(
                    "sum by (instance) (jvm_memory_committed_bytes{@," + HEAP + "})",
                    "committed {{instance}}"))
        .add(
            graph(
                    "Pools",
                    "bytes",
                    "Memory by pool. Metaspace that rises for ever: classes are made at run time"
                        + " or a class loader leaks.")
                .of(
                    "max by (jvm_memory_pool_name) (jvm_memory_used_bytes{@})",
                    "{{jvm_memory_pool_name}}"))
        .add(
            graph(
                    "Allocation",
                    "Bps",
                    "Bytes allocated, as seen between collections. The more, the more often is"
                        + " collected: profile allocations before tuning the collector.")
                .of(
                    "sum by (instance)"
                        + " (rate(jvm_memory_pool_allocated_bytes_total{@}[$__rate_interval]))",
                    "{{instance}}"))
        .row("Garbage collection")
        .add(
            graph(
                    "Time in collections",
                    "percentunit",
                    "Share of the time in collections, pauses and concurrent work alike. Above 10 %:"
                        + " more heap, or less garbage.")
                .of(
                    "sum by (instance, jvm_gc_name)"
                        + " (rate(jvm_gc_duration_seconds_sum{@}[$__rate_interval]))",
                    "{{instance}} {{jvm_gc_name}}"))
        .add(
            graph(
                    "p99 of collections",
                    "s",
                    "99 of 100 collections are shorter. Longer than your slowest acceptable"
                        + " request: try another collector (ZGC) or a smaller live set.")
                .of(
                    "histogram_quantile(0.99, sum by (jvm_gc_name, jvm_gc_action, le)"
                        + " (rate(jvm_gc_duration_seconds_bucket{@}[$__rate_interval])))",
                    "{{jvm_gc_name}} {{jvm_gc_action}}"))
        .add(
            graph(
                    "Collections",
                    "ops",
                    "Collections per second by kind. Full ones in normal operation are a heap that"
                        + " is too small, or System.gc().")
                .of(
                    "sum by (jvm_gc_name, jvm_gc_action)"
                        + " (rate(jvm_gc_duration_seconds_count{@}[$__rate_interval]))",
                    "{{jvm_gc_name}} {{jvm_gc_action}}"))
        .add(
            graph(
                    "CPU",
                    "percentunit",
                    "CPU of the processors a JVM may use. High without load: look at collections"
                        + " and compilation, then profile.")
                .limits(0.8, 0.9)
                .of("max by (instance) (jvm_cpu_recent_utilization_ratio{@})", "{{instance}}"))
        .row("Threads and classes")
        .add(
            graph(
                    "Threads",
                    "short",
                    "Platform threads by state. Many blocked: one lock holds up all, take a thread"
                        + " dump; ever more: a pool without a limit.")
                .stacked()
                .of("sum by (jvm_thread_state) (jvm_thread_count{@})", "{{jvm_thread_state}}"))
        .add(
            graph(
                    "Threads in a deadlock",
                    "short",
                    "Threads that wait for each other. Anything above 0 never ends by itself: take"
                        + " a thread dump (jcmd Thread.print), then restart.")
                .limits(1, 1)
                .of("max by (instance) (jvm_threads_deadlocked{@})", "{{instance}}")
                .of(
                    "max by (instance) (jvm_threads_deadlocked_monitor{@})",
                    "monitors only, {{instance}}"))
        .add(
            graph(
                    "Classes",
                    "short",
                    "Classes loaded now. A line that never levels off: proxies or scripts are made"
                        + " again and again.")
                .of("max by (instance) (jvm_class_count{@})", "{{instance}}"))
        .add(
            graph(
                    "Class loading",
                    "ops",
                    "Classes loaded and unloaded per second. Both high in steady operation cost"
                        + " CPU for nothing.")
                .of(
                    "sum by (instance) (rate(jvm_class_loaded_total{@}[$__rate_interval]))",
                    "loaded {{instance}}")
                .of(
                    "sum by (instance) (rate(jvm_class_unloaded_total{@}[$__rate_interval]))",
                    "unloaded {{instance}}"))
        .add(
            graph(
                    "Compilation",
                    "percentunit",
                    "Share of the time the compilers work; normal after a start. For ever: the code"
                        + " cache is full or code is made at run time.")
                .of(
                    "sum by (instance)"
                        + " (rate(jvm_compilation_time_seconds_total{@}[$__rate_interval]))",
                    "{{instance}}"))
        .add(
            graph(
                    "Buffers outside the heap",
                    "bytes",
                    "Direct and mapped buffers. Direct ones that only rise are a leak that no heap"
                        + " dump shows: look at who allocates them.")
                .of(
                    "max by (instance, jvm_buffer_pool_name) (jvm_buffer_memory_used_bytes{@})",
                    "{{instance}} {{jvm_buffer_pool_name}}"));
  }
}
