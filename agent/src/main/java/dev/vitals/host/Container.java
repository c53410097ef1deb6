package dev.vitals.host;

import dev.vitals.exporter.prometheus.HostMetrics;
import java.io.IOException;

/** The limits of the control group, and how near the process is to them. */
final class Container implements Source {
  private final Cgroup cgroup;
  private double cpuLimitCores = Double.NaN;

  Container(Cgroup cgroup) {
    this.cgroup = cgroup;
  }

  @Override
  public void read(Readout out) throws IOException {
    CgroupReading reading = cgroup.read();
    cpuLimitCores = reading.cpuLimitCores();
    out.point(HostMetrics.VITALS_CONTAINER_CPU_LIMIT_CORES, reading.cpuLimitCores());
    out.point(HostMetrics.VITALS_CONTAINER_MEMORY_LIMIT_BYTES, known(reading.memoryLimitBytes()));
    out.point(HostMetrics.VITALS_CONTAINER_MEMORY_USED_BYTES, known(reading.memoryUsedBytes()));
    out.point(HostMetrics.VITALS_CONTAINER_CPU_THROTTLED_SECONDS_TOTAL, reading.throttledSeconds());
    out.containerMemoryRatio(reading.memoryRatio());
  }

  /** The newest limit, NaN where there is none. */
  double cpuLimitCores() {
    return cpuLimitCores;
  }

  private static double known(long number) {
    return number < 0 ? Double.NaN : number;
  }
}
