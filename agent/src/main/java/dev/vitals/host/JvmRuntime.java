package dev.vitals.host;

import dev.vitals.exporter.prometheus.HostMetrics;
import dev.vitals.exporter.prometheus.JvmMetrics;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** Classes, just-in-time compilation, the load average and when all began. */
final class JvmRuntime implements Source {
  private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
  private final CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
  private final long startEpochMillis = ManagementFactory.getRuntimeMXBean().getStartTime();

  @Override
  public void read(Readout out) {
    out.point(JvmMetrics.JVM_CLASS_COUNT, classes.getLoadedClassCount());
    out.point(JvmMetrics.JVM_CLASS_LOADED_TOTAL, classes.getTotalLoadedClassCount());
    out.point(JvmMetrics.JVM_CLASS_UNLOADED_TOTAL, classes.getUnloadedClassCount());
    if (compilation != null && compilation.isCompilationTimeMonitoringSupported()) {
      out.point(
          JvmMetrics.JVM_COMPILATION_TIME_SECONDS_TOTAL,
          compilation.getTotalCompilationTime() / 1e3);
    }
    out.point(HostMetrics.PROCESS_START_TIME_SECONDS, startEpochMillis / 1e3);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    out.point(HostMetrics.JVM_SYSTEM_CPU_LOAD_1M, load < 0 ? Double.NaN : load);
  }
}
