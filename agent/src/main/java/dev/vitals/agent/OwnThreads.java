package dev.vitals.agent;

import com.sun.management.ThreadMXBean;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.AgentMetrics;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the agent's own threads cost: CPU and allocation by what they do.
 *
 * <p><i>Threads:</i> {@link #add} any, {@link #collect} the aggregator. <i>Errors:</i> where the
 * JVM does not measure threads, or java.management is missing, the families stay empty.
 */
final class OwnThreads {
  private static final long LONGEST_JOIN_NANOS = 2_000_000_000L;

  private record Owned(String component, Thread thread) {}

  private final List<Owned> threads = new CopyOnWriteArrayList<>();

  void add(String component, Thread thread) {
    threads.add(new Owned(component, thread));
  }

  /** Waits until they have ended, two seconds at most. */
  void join() {
    long deadlineNanos = System.nanoTime() + LONGEST_JOIN_NANOS;
    for (Owned owned : threads) {
      long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000L;
      try {
        owned.thread.join(Math.max(1L, leftMillis));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  void collect(List<Family> into) {
    Map<String, Double> cpuSeconds = new LinkedHashMap<>();
    Map<String, Double> allocatedBytes = new LinkedHashMap<>();
    int alive = 0;
    for (Owned owned : threads) {
      alive += owned.thread.isAlive() ? 1 : 0;
    }
    try {
      Measured.sum(threads, cpuSeconds, allocatedBytes);
    } catch (LinkageError | UnsupportedOperationException | SecurityException unavailable) {
      cpuSeconds.clear();
      allocatedBytes.clear();
    }
    into.add(new Family(AgentMetrics.VITALS_CPU_SECONDS_TOTAL, points(cpuSeconds)));
    into.add(new Family(AgentMetrics.VITALS_ALLOCATED_BYTES_TOTAL, points(allocatedBytes)));
    into.add(
        new Family(
            AgentMetrics.VITALS_THREADS, List.of(new Sample.Point(List.<String>of(), alive))));
  }

  private static List<Sample> points(Map<String, Double> values) {
    List<Sample> samples = new ArrayList<>();
    for (Map.Entry<String, Double> value : values.entrySet()) {
      samples.add(new Sample.Point(List.of(value.getKey()), value.getValue()));
    }
    return samples;
  }

  /** Apart, because the module of these beans may be missing. */
  private static final class Measured {
    private static void sum(
        List<Owned> threads, Map<String, Double> cpuSeconds, Map<String, Double> allocatedBytes) {
      if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean)) {
        return;
      }
      for (Owned owned : threads) {
        if (!owned.thread().isAlive()) {
          continue;
        }
        long id = id(owned.thread());
        cpuSeconds.merge(
            owned.component(), Math.max(0, bean.getThreadCpuTime(id)) / 1e9, Double::sum);
        allocatedBytes.merge(
            owned.component(), (double) Math.max(0, bean.getThreadAllocatedBytes(id)), Double::sum);
      }
    }

    @SuppressWarnings("deprecation") // threadId() is newer than our oldest JVM
    private static long id(Thread thread) {
      return thread.getId();
    }
  }
}
