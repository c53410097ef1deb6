package dev.vitals.host;

import dev.vitals.exporter.prometheus.HostMetrics;
import java.io.IOException;

/** The processors of the whole machine. */
final class HostCpu implements Source {
  private static final int IDLE = Machine.CPU_MODES.indexOf("idle");
  private static final int IO_WAIT = Machine.CPU_MODES.indexOf("iowait");
  private static final double MOST_BACK_SECONDS = 1;

  private final Machine machine;
  private double[] last;

  HostCpu(Machine machine) {
    this.machine = machine;
  }

  @Override
  public void read(Readout out) throws IOException {
    double[] now = machine.cpuSeconds();
    if (last != null && hasRestarted(now)) {
      // Another machine, or other processors: what it does can be said from the next sample on.
      last = null;
    }
    double[] passed = new double[now.length];
    double total = 0;
    for (int i = 0; i < now.length; i++) {
      // The kernel's iowait may go back, idle a little; a counter must not.
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

  /** Kept at its last value, an idle time that began anew would look like no idle time for days. */
  private boolean hasRestarted(double[] now) {
    for (int i = 0; i < now.length; i++) {
      if (i != IO_WAIT && last[i] - now[i] > MOST_BACK_SECONDS) {
        return true;
      }
    }
    return false;
  }
}
