package dev.vitals.host;

import dev.vitals.exporter.prometheus.HostMetrics;
import java.io.IOException;

/** The processors of the whole machine. */
final class HostCpu implements Source {
  private static final int IDLE = Machine.CPU_MODES.indexOf("idle");
  private static final int IO_WAIT = Machine.CPU_MODES.indexOf("iowait");

  private final Machine machine;
  private double[] last;

  HostCpu(Machine machine) {
    this.machine = machine;
  }

  @Override
  public void read(Readout out) throws IOException {
    double[] now = machine.cpuSeconds();
    double[] passed = new double[now.length];
    double total = 0;
    for (int i = 0; i < now.length; i++) {
      // The kernel's iowait may go back; a counter must not.
      now[i] = last == null ? now[i] : Math.max(now[i], last[i]);
      passed[i] = last == null ? 0 : now[i] - last[i];
      total += passed[i];
      out.point(HostMetrics.SYSTEM_CPU_TIME_SECONDS_TOTAL, now[i], Machine.CPU_MODES.get(i));
    }
    if (total > 0) {
      for (int i = 0; i < now.length; i++) {
        out.point(
            HostMetrics.SYSTEM_CPU_UTILIZATION_RATIO, passed[i] / total, Machine.CPU_MODES.get(i));
      }
      out.systemCpuRatio(1 - (passed[IDLE] + passed[IO_WAIT]) / total);
    }
    last = now;
    out.point(HostMetrics.SYSTEM_CPU_LOGICAL_COUNT, machine.logicalProcessors());
    out.point(HostMetrics.SYSTEM_UPTIME_SECONDS, machine.uptimeSeconds());
  }
}
