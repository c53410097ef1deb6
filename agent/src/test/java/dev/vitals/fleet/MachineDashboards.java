package dev.vitals.fleet;

import static dev.vitals.fleet.Panel.graph;
import static dev.vitals.fleet.Panel.stat;
import static dev.vitals.fleet.Panel.table;

/** What the application runs on: its JVM, its machine, and the agent beside it. */
final class MachineDashboards {
  private static final String HEAP = "jvm_memory_type=\"heap\"";

  private MachineDashboards() {}

  private static final String EXECUTOR = "{{job}} {{name}}";

  static Dashboard jvm() {
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
                    "{{instance}} {{jvm_buffer_pool_name}}"))
        .row("Executors")
        .add(
            graph(
                    "Threads in use",
                    "percentunit",
                    "Share of the threads an executor may have that run a task, by executor. At"
                        + " 100 %: look at its queue.")
                .of(
                    "sum by (job, name) (executor_active_threads{@})"
                        + " / sum by (job, name) (executor_pool_max_threads{@})",
                    EXECUTOR))
        .add(
            graph(
                    "Queued",
                    "short",
                    "Tasks that wait for a thread, by executor. Those of a batch may; those of a"
                        + " server (http, qtp) are requests. A scheduled one keeps what has time.")
                .of("sum by (job, name) (executor_queued_tasks{@})", EXECUTOR))
        .add(
            graph(
                    "Wait for a thread",
                    "s",
                    "95 of 100 tasks begin faster, by executor. It is not part of the duration of"
                        + " requests where they are what waits.")
                .of(executorTime("executor_idle_seconds"), EXECUTOR))
        .add(
            graph(
                    "Run time",
                    "s",
                    "95 of 100 tasks are done faster, by executor. Longer, with a queue that"
                        + " grows: what the tasks call became slow.")
                .of(executorTime("executor_seconds"), EXECUTOR))
        .add(
            graph(
                    "Completed",
                    "ops",
                    "Tasks that ended, however they did, by executor. None while some are queued:"
                        + " its threads hang, take a thread dump.")
                .of(
                    "sum by (job, name) (rate(executor_completed_tasks_total{@}[$__rate_interval]))",
                    EXECUTOR))
        .add(
            graph(
                    "Rejected",
                    "ops",
                    "Tasks an executor had no room for, and those of them whose giver got an"
                        + " exception: each of these is work that was not done.")
                .of(
                    "sum by (job, name)"
                        + " (rate(vitals_executor_rejected_tasks_total{@}[$__rate_interval]))",
                    EXECUTOR)
                .of(
                    "sum by (job, name)"
                        + " (rate(vitals_executor_refused_tasks_total{@}[$__rate_interval]))",
                    "refused " + EXECUTOR));
  }

  private static String executorTime(String histogram) {
    return "histogram_quantile(0.95, sum by (job, name, le) (rate("
        + histogram
        + "_bucket{@}[$__rate_interval])))";
  }

  static Dashboard host() {
    String by = "sum by (instance, ";
    return new Dashboard(
            "host",
            "Vitals / Host",
            "Process, container and machine. Instances on one machine show the same machine.")
        .row("Container and process")
        .add(
            graph(
                    "Memory of the container",
                    "percentunit",
                    "Working set of what the container may use. At 100 % the kernel kills it: give"
                        + " more, or a smaller heap (-XX:MaxRAMPercentage).")
                .limits(0.9, 0.95)
                .of(
                    "max by (instance) (vitals_container_memory_used_bytes{@})"
                        + " / max by (instance) (vitals_container_memory_limit_bytes{@})",
                    "{{instance}}"))
        .add(
            graph(
                    "Throttled",
                    "percentunit",
                    "Share of the time the container wanted to run and was not allowed to. Requests"
                        + " become slow although the CPU looks idle: raise the CPU limit.")
                .of(
                    "max by (instance) (rate(vitals_container_cpu_throttled_seconds_total{@}"
                        + "[$__rate_interval]))",
                    "{{instance}}"))
        .add(
            graph(
                    "Memory of the process",
                    "bytes",
                    "Physical memory. More than heap and metaspace explain: buffers, threads, or a"
                        + " native leak (-XX:NativeMemoryTracking).")
                .of("max by (instance) (process_resident_memory_bytes{@})", "{{instance}}"))
        .add(
            graph(
                    "File descriptors",
                    "percentunit",
                    "Open of those the process may open. Near 100 % no connection can be accepted:"
                        + " find what is not closed before raising the limit.")
                .limits(0.8, 0.9)
                .of(
                    "max by (instance) (process_open_fds{@})"
                        + " / max by (instance) (process_max_fds{@})",
                    "{{instance}}"))
        .row("CPU and memory of the machine")
        .add(
            graph(
                    "CPU by what for",
                    "percentunit",
                    "CPU of the machine. Much iowait: disks; much steal: the neighbours on the"
                        + " same hardware.")
                .stacked()
                .of(
                    "avg by (cpu_mode) (system_cpu_utilization_ratio{@,cpu_mode!=\"idle\"})",
                    "{{cpu_mode}}"))
        .add(
            graph(
                    "Load per processor",
                    "short",
                    "Threads that want to run, for each processor. Above 1 for long: they wait for"
                        + " each other, the machine is too small or too full.")
                .of(
                    "max by (instance) (jvm_system_cpu_load_1m{@})"
                        + " / max by (instance) (system_cpu_logical_count{@})",
                    "{{instance}}"))
        .add(
            graph(
                    "Memory",
                    "percentunit",
                    "Memory in use, without caches that would be given back. Near 100 % the machine"
                        + " swaps or kills: fewer or smaller processes.")
                .limits(0.9, 0.95)
                .of(
                    "max by (instance)"
                        + " (system_memory_utilization_ratio{@,system_memory_state=\"used\"})",
                    "{{instance}}"))
        .add(
            graph(
                    "Swapping",
                    "ops",
                    "Pages moved from and to swap space. A JVM that swaps stands still at every"
                        + " collection: give the machine memory.")
                .of(
                    by
                        + "system_paging_direction)"
                        + " (rate(system_paging_operations_total{@}[$__rate_interval]))",
                    "{{instance}} {{system_paging_direction}}"))
        .row("Disks and network")
        .add(
            graph(
                    "File systems",
                    "percentunit",
                    "Used share. Full means no log and no temporary file: rotate logs, remove what"
                        + " is old.")
                .limits(0.85, 0.95)
                .of(
                    "max by (instance, system_filesystem_mountpoint)"
                        + " (system_filesystem_utilization_ratio{@})",
                    "{{instance}} {{system_filesystem_mountpoint}}"))
        .add(
            graph(
                    "Disks busy",
                    "percentunit",
                    "Share of the time a disk works. Near 100 %: whoever writes synchronously waits,"
                        + " databases and logs first.")
                .of(
                    by
                        + "system_device) (rate(system_disk_io_time_seconds_total{@}"
                        + "[$__rate_interval]))",
                    "{{instance}} {{system_device}}"))
        .add(
            graph(
                    "Disk traffic",
                    "Bps",
                    "Bytes read and written. Reads after a start are normal; reads for ever are a"
                        + " page cache that is too small.")
                .of(
                    by
                        + "disk_io_direction) (rate(system_disk_io_bytes_total{@}[$__rate_interval]))",
                    "{{instance}} {{disk_io_direction}}"))
        .add(
            graph(
                    "Disk operations",
                    "iops",
                    "Reads and writes. A flat top is the limit of the disk or of its plan in the"
                        + " cloud.")
                .of(
                    by
                        + "disk_io_direction)"
                        + " (rate(system_disk_operations_total{@}[$__rate_interval]))",
                    "{{instance}} {{disk_io_direction}}"))
        .add(
            graph(
                    "Network traffic",
                    "Bps",
                    "Bytes received and sent. A flat top is the limit of the network; compress, or"
                        + " send less.")
                .of(
                    by
                        + "network_io_direction)"
                        + " (rate(system_network_io_bytes_total{@}[$__rate_interval]))",
                    "{{instance}} {{network_io_direction}}"))
        .add(
            graph(
                    "Network trouble",
                    "pps",
                    "Packets with errors and packets dropped. Anything but zero for long: the"
                        + " machine's network, not the application.")
                .of(
                    by
                        + "network_interface_name)"
                        + " (rate(system_network_errors_total{@}[$__rate_interval]))",
                    "errors {{instance}} {{network_interface_name}}")
                .of(
                    by
                        + "network_interface_name)"
                        + " (rate(system_network_packet_dropped_total{@}[$__rate_interval]))",
                    "dropped {{instance}} {{network_interface_name}}"));
  }

  static Dashboard agent() {
    return new Dashboard(
            "agent",
            "Vitals / Agent",
            "Vitals itself: what it costs, and whether its numbers are whole.")
        .row("Are the numbers whole")
        .add(
            stat(
                    "Events lost",
                    "short",
                    "Events given up in the last hour so that the application never waits. Above 0"
                        + " counts are too low: raise queue.capacity.")
                .limits(1, 1000)
                .wide(6)
                .of("sum(increase(vitals_events_dropped_total{@}[1h]))", ""))
        .add(
            stat(
                    "Without a series of their own",
                    "short",
                    "Observations of the last hour that went to an overflow series. Above 0: raise"
                        + " metrics.limits.series, or find the label with too many values.")
                .limits(1, 1000)
                .wide(6)
                .of("sum(increase(vitals_series_overflow_total{@}[1h]))", ""))
        .add(
            stat(
                    "Failures of instrumentations",
                    "short",
                    "Since the start; the application never sees them. Above 0: status of the"
                        + " instance names the reason, report it.")
                .limits(1, 100)
                .wide(6)
                .of("sum(vitals_instrumentation_errors_total{@})", ""))
        .add(
            stat(
                    "Objects refused",
                    "short",
                    "Uses of caches and the like in the last hour beyond as many as are remembered."
                        + " Above 0: an application makes one for every request.")
                .limits(1, 1000)
                .wide(6)
                .of("sum(increase(vitals_objects_refused_total{@}[1h]))", ""))
        .add(
            graph(
                    "Events",
                    "ops",
                    "Events that reached their series, and those that were dropped. Dropped ones in"
                        + " peaks: raise queue.capacity; always: tell us.")
                .of(
                    "sum by (type) (rate(vitals_events_aggregated_total{@}[$__rate_interval]))",
                    "{{type}}")
                .of(
                    "sum by (type, reason)"
                        + " (rate(vitals_events_dropped_total{@}[$__rate_interval]))",
                    "dropped {{type}} {{reason}}"))
        .add(
            graph(
                    "Queue",
                    "percentunit",
                    "How full the queue of events is. Near 100 % events are dropped soon.")
                .limits(0.5, 0.9)
                .of(
                    "max by (instance, queue) (vitals_queue_size{@})"
                        + " / max by (instance, queue) (vitals_queue_capacity{@})",
                    "{{instance}} {{queue}}"))
        .add(
            graph(
                    "Age of the oldest event",
                    "s",
                    "How long an event waits. Seconds: the aggregator gets no CPU, the machine is"
                        + " too full.")
                .of("max by (instance) (vitals_drain_lag_seconds{@})", "{{instance}}"))
        .add(
            graph(
                    "Series",
                    "short",
                    "Lines with a value in an exposition. Near metrics.limits.series new ones go to"
                        + " overflow series.")
                .of("max by (instance) (vitals_exposed_series{@})", "{{instance}}"))
        .row("What it costs")
        .add(
            graph(
                    "CPU",
                    "percentunit",
                    "CPU of the agent's threads, of one processor; what woven code costs is not in"
                        + " it. Above 5 %: scrape less often, or look which component it is.")
                .of(
                    "sum by (instance, component)"
                        + " (rate(vitals_cpu_seconds_total{@}[$__rate_interval]))",
                    "{{instance}} {{component}}"))
        .add(
            graph(
                    "Allocation",
                    "Bps",
                    "Bytes the agent's threads allocate, scrapes for the most part. Scrape less"
                        + " often where it matters.")
                .of(
                    "sum by (instance, component)"
                        + " (rate(vitals_allocated_bytes_total{@}[$__rate_interval]))",
                    "{{instance}} {{component}}"))
        .add(
            graph(
                    "Time to answer a scrape",
                    "s",
                    "99 of 100 scrapes are faster. More than a second: too many series, or a JVM"
                        + " that hardly runs.")
                .of(
                    "histogram_quantile(0.99, sum by (instance, le)"
                        + " (rate(vitals_scrape_duration_seconds_bucket{@}[$__rate_interval])))",
                    "{{instance}}"))
        .add(
            graph(
                    "Size of a scrape",
                    "bytes",
                    "Body as it was sent. Large and not compressed: something between Prometheus"
                        + " and the agent takes Accept-Encoding away.")
                .of("max by (instance) (vitals_scrape_size_bytes{@})", "{{instance}}"))
        .row("Whom it tells, what it keeps")
        .add(
            graph(
                    "Messages",
                    "ops",
                    "Messages to receivers of alerts. Failures without success: nobody is told"
                        + " there; the log of the agent names the reason, once.")
                .of(
                    "sum by (instance, receiver, result)"
                        + " (rate(vitals_notifications_total{@}[$__rate_interval]))",
                    "{{instance}} {{receiver}} {{result}}"))
        .add(
            graph(
                    "Past that was not kept",
                    "ops",
                    "Intervals that did not reach the directory of history. Above 0: the disk is"
                        + " full, slow or gone; the log of the agent says which.")
                .of(
                    "sum by (instance, result)"
                        + " (rate(vitals_history_intervals_total{@,result!=\"written\"}[$__rate_interval]))",
                    "{{instance}} {{result}}"))
        .row("What it does")
        .add(
            graph(
                    "Alerts",
                    "short",
                    "Changes of state of rules within five minutes. The same rule again and again"
                        + " flaps: give it a longer hold or another limit.")
                .of(
                    "sum by (rule, to) (increase(vitals_alert_transitions_total{@}[5m]))",
                    "{{rule}} {{to}}"))
        .add(
            graph(
                    "Scrapes",
                    "ops",
                    "Scrapes by status code. 401: the token is wrong; 421: the host name is not in"
                        + " server.allowed-hosts.")
                .of("sum by (code) (rate(vitals_scrapes_total{@}[$__rate_interval]))", "{{code}}"))
        .add(
            graph(
                    "Weaving",
                    "s",
                    "Time spent weaving classes per second; over soon after a start. For ever:"
                        + " classes are loaded for ever, exclude them (exclude-classes).")
                .of(
                    "sum by (instance) (rate(vitals_transform_seconds_total{@}[$__rate_interval]))",
                    "{{instance}}"))
        .add(
            graph(
                    "Threads of the agent",
                    "short",
                    "At most a handful. More: tell us which, with a thread dump.")
                .of("max by (instance) (vitals_threads{@})", "{{instance}}"))
        .add(
            table(
                    "Classes woven",
                    "short",
                    "Classes by instrumentation. An application that uses a library and has 0 here:"
                        + " its version may not be known, see docs.")
                .wide(12)
                .of("sum by (job, instrumentation) (vitals_classes_transformed_total{@}) > 0", ""))
        .add(
            table(
                    "Versions",
                    "short",
                    "Which version of Vitals runs where. Different ones for long: finish the"
                        + " roll-out.")
                .wide(12)
                .of("count by (job, version) (vitals_build_info{@})", ""));
  }
}
