package dev.vitals.host;

import dev.vitals.exporter.prometheus.JvmMetrics;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * Memory and buffer pools, and how full the heap is once garbage is gone.
 *
 * <p>The heap after collection is the sum of what each heap pool held after its own last
 * collection. It is unknown until the old generation, which is the heap pool that supports a usage
 * threshold, was collected for the first time: what lies in it until then may all be garbage.
 */
final class JvmMemory implements Source {
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
  private final List<BufferPoolMXBean> buffers =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);

  @Override
  public void read(Readout out) {
    long afterGcBytes = 0;
    boolean oldWasCollected = true;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage usage = pool.getUsage();
      if (usage == null) {
        continue;
      }
      boolean isHeap = pool.getType() == MemoryType.HEAP;
      String name = pool.getName();
      String type = isHeap ? "heap" : "non_heap";
      out.point(JvmMetrics.JVM_MEMORY_USED_BYTES, usage.getUsed(), name, type);
      out.point(JvmMetrics.JVM_MEMORY_COMMITTED_BYTES, usage.getCommitted(), name, type);
      if (usage.getMax() > 0) {
        out.point(JvmMetrics.JVM_MEMORY_LIMIT_BYTES, usage.getMax(), name, type);
      }
      MemoryUsage afterGc = pool.getCollectionUsage();
      if (afterGc != null) {
        out.point(JvmMetrics.JVM_MEMORY_USED_AFTER_LAST_GC_BYTES, afterGc.getUsed(), name, type);
        if (isHeap) {
          afterGcBytes += afterGc.getUsed();
          boolean neverCollected = afterGc.getUsed() == 0 && usage.getUsed() > 0;
          oldWasCollected &= !(pool.isUsageThresholdSupported() && neverCollected);
        }
      }
    }
    long maximumBytes = memory.getHeapMemoryUsage().getMax();
    if (oldWasCollected && afterGcBytes > 0 && maximumBytes > 0) {
      out.heapAfterGcRatio(Math.min(1, (double) afterGcBytes / maximumBytes));
    }
    for (BufferPoolMXBean pool : buffers) {
      String name = pool.getName();
      out.point(JvmMetrics.JVM_BUFFER_MEMORY_USED_BYTES, pool.getMemoryUsed(), name);
      out.point(JvmMetrics.JVM_BUFFER_MEMORY_LIMIT_BYTES, pool.getTotalCapacity(), name);
      out.point(JvmMetrics.JVM_BUFFER_COUNT, pool.getCount(), name);
    }
  }
}
