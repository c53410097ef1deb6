package dev.vitals.fleet;

import static dev.vitals.fleet.Panel.graph;

/** Process, container and machine. */
final class HostDashboard {
  private HostDashboard() {}

  static Dashboard dashboard() {
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
}
