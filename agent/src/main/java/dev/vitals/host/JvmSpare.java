package dev.vitals.host;

import dev.vitals.exporter.prometheus.SpareMetrics;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;

/** What the JVM says of itself that only other namings than our own show. */
final class JvmSpare implements Source {
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public void read(Readout out) {
    area(out, "heap", memory.getHeapMemoryUsage());
    area(out, "nonheap", memory.getNonHeapMemoryUsage());
    out.point(
        SpareMetrics.JVM_MEMORY_OBJECTS_PENDING_FINALIZATION,
        memory.getObjectPendingFinalizationCount());
    out.point(SpareMetrics.JVM_THREADS_PEAK, threads.getPeakThreadCount());
    out.point(SpareMetrics.JVM_THREADS_STARTED_TOTAL, threads.getTotalStartedThreadCount());
  }

  private static void area(Readout out, String area, MemoryUsage usage) {
    out.point(SpareMetrics.JVM_MEMORY_AREA_USED_BYTES, usage.getUsed(), area);
    out.point(SpareMetrics.JVM_MEMORY_AREA_COMMITTED_BYTES, usage.getCommitted(), area);
    if (usage.getMax() > 0) {
      out.point(SpareMetrics.JVM_MEMORY_AREA_MAX_BYTES, usage.getMax(), area);
    }
  }
}
