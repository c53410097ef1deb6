package dev.vitals.host;

import dev.vitals.exporter.prometheus.HostMetrics;
import java.io.IOException;

/** Memory and swap space of the whole machine; memory that caches would give back is free. */
final class HostMemory implements Source {
  private final Machine machine;

  HostMemory(Machine machine) {
    this.machine = machine;
  }

  @Override
  public void read(Readout out) throws IOException {
    Machine.Memory memory = machine.memory();
    long total = memory.totalBytes();
    long free = memory.availableBytes();
    out.point(HostMetrics.SYSTEM_MEMORY_USAGE_BYTES, total - free, "used");
    out.point(HostMetrics.SYSTEM_MEMORY_USAGE_BYTES, free, "free");
    out.point(HostMetrics.SYSTEM_MEMORY_LIMIT_BYTES, total);
    if (total > 0) {
      out.point(
          HostMetrics.SYSTEM_MEMORY_UTILIZATION_RATIO, (double) (total - free) / total, "used");
      out.point(HostMetrics.SYSTEM_MEMORY_UTILIZATION_RATIO, (double) free / total, "free");
    }
    long swapUsed = memory.swapUsedBytes();
    out.point(HostMetrics.SYSTEM_PAGING_USAGE_BYTES, swapUsed, "used");
    out.point(HostMetrics.SYSTEM_PAGING_USAGE_BYTES, memory.swapTotalBytes() - swapUsed, "free");
    if (memory.pagesIn() >= 0 && memory.pagesOut() >= 0) {
      out.point(HostMetrics.SYSTEM_PAGING_OPERATIONS_TOTAL, memory.pagesIn(), "in");
      out.point(HostMetrics.SYSTEM_PAGING_OPERATIONS_TOTAL, memory.pagesOut(), "out");
    }
  }
}
