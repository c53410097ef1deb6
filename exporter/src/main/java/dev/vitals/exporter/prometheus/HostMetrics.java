package dev.vitals.exporter.prometheus;

import static dev.vitals.exporter.prometheus.Metrics.counter;
import static dev.vitals.exporter.prometheus.Metrics.gauge;

import dev.vitals.exporter.model.Metric;
import java.util.List;

/** What the operating system says about the process, the container and the machine. */
public final class HostMetrics {
  private HostMetrics() {}

  public static final Metric PROCESS_CPU_SECONDS_TOTAL =
      counter("process_cpu_seconds_total", "User and system CPU time of the process.");

  public static final Metric PROCESS_RESIDENT_MEMORY_BYTES =
      gauge("process_resident_memory_bytes", "Physical memory of the process.");

  public static final Metric PROCESS_VIRTUAL_MEMORY_BYTES =
      gauge("process_virtual_memory_bytes", "Address space of the process.");

  public static final Metric PROCESS_OPEN_FDS =
      gauge("process_open_fds", "File descriptors the process has open.");

  public static final Metric PROCESS_MAX_FDS =
      gauge("process_max_fds", "File descriptors the process may open.");

  public static final Metric PROCESS_START_TIME_SECONDS =
      gauge("process_start_time_seconds", "Start of the process, since the Unix epoch.");

  public static final Metric SYSTEM_CPU_TIME_SECONDS_TOTAL =
      counter("system_cpu_time_seconds_total", "CPU time of the whole host by mode.", "cpu_mode");

  public static final Metric SYSTEM_CPU_UTILIZATION_RATIO =
      gauge(
          "system_cpu_utilization_ratio",
          "CPU of the whole host by mode, over the last sampling interval.",
          "cpu_mode");

  public static final Metric SYSTEM_CPU_LOGICAL_COUNT =
      gauge("system_cpu_logical_count", "Logical processors of the host.");

  public static final Metric JVM_SYSTEM_CPU_LOAD_1M =
      gauge("jvm_system_cpu_load_1m", "Load average of the host over one minute.");

  public static final Metric SYSTEM_UPTIME_SECONDS =
      gauge("system_uptime_seconds", "Time since the host started.");

  public static final Metric SYSTEM_MEMORY_USAGE_BYTES =
      gauge("system_memory_usage_bytes", "Memory of the host by state.", "system_memory_state");

  public static final Metric SYSTEM_MEMORY_LIMIT_BYTES =
      gauge("system_memory_limit_bytes", "Memory the host has.");

  public static final Metric SYSTEM_MEMORY_UTILIZATION_RATIO =
      gauge(
          "system_memory_utilization_ratio",
          "Share of the host's memory by state.",
          "system_memory_state");

  public static final Metric SYSTEM_PAGING_USAGE_BYTES =
      gauge("system_paging_usage_bytes", "Swap space by state.", "system_paging_state");

  public static final Metric SYSTEM_PAGING_OPERATIONS_TOTAL =
      counter(
          "system_paging_operations_total",
          "Pages moved from and to swap space.",
          "system_paging_direction");

  public static final Metric SYSTEM_FILESYSTEM_USAGE_BYTES =
      gauge(
          "system_filesystem_usage_bytes",
          "Space of a file system by state.",
          "system_device",
          "system_filesystem_mountpoint",
          "system_filesystem_type",
          "system_filesystem_state");

  public static final Metric SYSTEM_FILESYSTEM_LIMIT_BYTES =
      gauge(
          "system_filesystem_limit_bytes",
          "Size of a file system.",
          "system_device",
          "system_filesystem_mountpoint",
          "system_filesystem_type");

  public static final Metric SYSTEM_FILESYSTEM_UTILIZATION_RATIO =
      gauge(
          "system_filesystem_utilization_ratio",
          "Used share of a file system.",
          "system_device",
          "system_filesystem_mountpoint",
          "system_filesystem_type");

  public static final Metric SYSTEM_DISK_IO_BYTES_TOTAL =
      counter(
          "system_disk_io_bytes_total",
          "Bytes read from and written to a disk.",
          "system_device",
          "disk_io_direction");

  public static final Metric SYSTEM_DISK_OPERATIONS_TOTAL =
      counter(
          "system_disk_operations_total",
          "Reads and writes of a disk.",
          "system_device",
          "disk_io_direction");

  public static final Metric SYSTEM_DISK_IO_TIME_SECONDS_TOTAL =
      counter("system_disk_io_time_seconds_total", "Time a disk was busy.", "system_device");

  public static final Metric SYSTEM_NETWORK_IO_BYTES_TOTAL =
      counter(
          "system_network_io_bytes_total",
          "Bytes through a network interface.",
          "network_interface_name",
          "network_io_direction");

  public static final Metric SYSTEM_NETWORK_PACKET_COUNT_TOTAL =
      counter(
          "system_network_packet_count_total",
          "Packets through a network interface.",
          "network_interface_name",
          "network_io_direction");

  public static final Metric SYSTEM_NETWORK_ERRORS_TOTAL =
      counter(
          "system_network_errors_total",
          "Errors of a network interface.",
          "network_interface_name",
          "network_io_direction");

  public static final Metric SYSTEM_NETWORK_PACKET_DROPPED_TOTAL =
      counter(
          "system_network_packet_dropped_total",
          "Packets a network interface dropped.",
          "network_interface_name",
          "network_io_direction");

  public static final Metric VITALS_CONTAINER_CPU_LIMIT_CORES =
      gauge(
          "vitals_container_cpu_limit_cores",
          "Processors the cgroup may use; absent where it is unlimited.");

  public static final Metric VITALS_CONTAINER_MEMORY_LIMIT_BYTES =
      gauge(
          "vitals_container_memory_limit_bytes",
          "Memory the cgroup may use; absent where it is unlimited.");

  public static final Metric VITALS_CONTAINER_MEMORY_USED_BYTES =
      gauge(
          "vitals_container_memory_used_bytes",
          "Working set of the cgroup: its memory without inactive file pages.");

  public static final Metric VITALS_CONTAINER_CPU_THROTTLED_SECONDS_TOTAL =
      counter(
          "vitals_container_cpu_throttled_seconds_total",
          "Time the cgroup wanted to run and was not allowed to.");

  static final List<Metric> ALL =
      List.of(
          PROCESS_CPU_SECONDS_TOTAL,
          PROCESS_RESIDENT_MEMORY_BYTES,
          PROCESS_VIRTUAL_MEMORY_BYTES,
          PROCESS_OPEN_FDS,
          PROCESS_MAX_FDS,
          PROCESS_START_TIME_SECONDS,
          SYSTEM_CPU_TIME_SECONDS_TOTAL,
          SYSTEM_CPU_UTILIZATION_RATIO,
          SYSTEM_CPU_LOGICAL_COUNT,
          JVM_SYSTEM_CPU_LOAD_1M,
          SYSTEM_UPTIME_SECONDS,
          SYSTEM_MEMORY_USAGE_BYTES,
          SYSTEM_MEMORY_LIMIT_BYTES,
          SYSTEM_MEMORY_UTILIZATION_RATIO,
          SYSTEM_PAGING_USAGE_BYTES,
          SYSTEM_PAGING_OPERATIONS_TOTAL,
          SYSTEM_FILESYSTEM_USAGE_BYTES,
          SYSTEM_FILESYSTEM_LIMIT_BYTES,
          SYSTEM_FILESYSTEM_UTILIZATION_RATIO,
          SYSTEM_DISK_IO_BYTES_TOTAL,
          SYSTEM_DISK_OPERATIONS_TOTAL,
          SYSTEM_DISK_IO_TIME_SECONDS_TOTAL,
          SYSTEM_NETWORK_IO_BYTES_TOTAL,
          SYSTEM_NETWORK_PACKET_COUNT_TOTAL,
          SYSTEM_NETWORK_ERRORS_TOTAL,
          SYSTEM_NETWORK_PACKET_DROPPED_TOTAL,
          VITALS_CONTAINER_CPU_LIMIT_CORES,
          VITALS_CONTAINER_MEMORY_LIMIT_BYTES,
          VITALS_CONTAINER_MEMORY_USED_BYTES,
          VITALS_CONTAINER_CPU_THROTTLED_SECONDS_TOTAL);
}
