package dev.vitals.host;

import com.sun.management.OperatingSystemMXBean;
import dev.vitals.exporter.prometheus.HostMetrics;
import dev.vitals.exporter.prometheus.JvmMetrics;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** CPU time of this process, and how much of what it may use it used since the last sample. */
final class JvmCpu implements Source {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final LongSupplier nanoClock;
  private final DoubleSupplier limitCores;
  private long lastCpuNanos = -1;
  private long lastNanos;

  /**
   * @param limitCores what the container allows; NaN where it does not say
   */
  JvmCpu(LongSupplier nanoClock, DoubleSupplier limitCores) {
    this.nanoClock = nanoClock;
    this.limitCores = limitCores;
  }

  @Override
  public void read(Readout out) {
    int processors = Runtime.getRuntime().availableProcessors();
    out.point(JvmMetrics.JVM_CPU_COUNT, processors);
    long cpuNanos = system.getProcessCpuTime();
    if (cpuNanos < 0) {
      return;
    }
    long nowNanos = nanoClock.getAsLong();
    cpuNanos = Math.max(cpuNanos, lastCpuNanos);
    out.point(HostMetrics.PROCESS_CPU_SECONDS_TOTAL, cpuNanos / 1e9);
    out.point(JvmMetrics.JVM_CPU_TIME_SECONDS_TOTAL, cpuNanos / 1e9);
    if (lastCpuNanos >= 0 && nowNanos > lastNanos) {
      // The JVM rounds a quota of half a processor up to one; the quota itself is the truth.
      double limit = limitCores.getAsDouble();
      double cores = limit > 0 ? Math.min(limit, processors) : processors;
      double ratio = (cpuNanos - lastCpuNanos) / ((nowNanos - lastNanos) * cores);
      double bounded = Math.min(1, Math.max(0, ratio));
      out.point(JvmMetrics.JVM_CPU_RECENT_UTILIZATION_RATIO, bounded);
      out.processCpuRatio(bounded);
    }
    lastCpuNanos = cpuNanos;
    lastNanos = nowNanos;
  }
}
