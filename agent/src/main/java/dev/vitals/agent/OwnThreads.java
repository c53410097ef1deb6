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
import java.util.concurrent.ThreadFactory;

/**
 * What the agent's own threads cost: CPU and allocation by what they do.
 *
 * <p><i>Threads:</i> {@link #add} any, {@link #collect} the aggregator. <i>Errors:</i> where the
 * JVM does not measure threads, or java.management is missing, the families stay empty.
 */
final class OwnThreads {
  private static final long LONGEST_JOIN_NANOS = 2_000_000_000L;

  private final List<Owned> threads = new CopyOnWriteArrayList<>();

  /** What threads used that have ended, by component. */
  private final Map<String, Usage> ended = new LinkedHashMap<>();

  void add(String component, Thread thread) {
    threads.add(new Owned(component, thread));
  }

  /** A factory whose threads count as ours. */
  ThreadFactory adding(String component, ThreadFactory threads) {
    return work -> {
      Thread thread = threads.newThread(work);
      add(component, thread);
      return thread;
    };
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
    try {
      for (Owned owned : threads) {
        boolean lives = owned.thread.isAlive();
        alive += lives ? 1 : 0;
        if (lives && !Measured.read(owned)) {
          continue;
        }
        if (!lives && owned.thread.getState() == Thread.State.TERMINATED) {
          // What it used since it was last looked at is lost, but nothing that was ever shown.
          ended.computeIfAbsent(owned.component, component -> new Usage()).add(owned.usage);
          threads.remove(owned);
          continue;
        }
        owned.usage.addTo(owned.component, cpuSeconds, allocatedBytes);
      }
      ended.forEach((component, usage) -> usage.addTo(component, cpuSeconds, allocatedBytes));
    } catch (LinkageError | UnsupportedOperationException | SecurityException unavailable) {
      cpuSeconds.clear();
      allocatedBytes.clear();
      alive = (int) threads.stream().filter(owned -> owned.thread.isAlive()).count();
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

  /** Not a record: comparing one would make the JVM remember this class for longer than we stay. */
  private static final class Owned {
    private final String component;
    private final Thread thread;
    private final Usage usage = new Usage();

    Owned(String component, Thread thread) {
      this.component = component;
      this.thread = thread;
    }
  }

  /** What a thread used up to when it was last looked at; never falls. */
  private static final class Usage {
    private long cpuNanos;
    private long allocatedBytes;

    void add(Usage other) {
      cpuNanos += other.cpuNanos;
      allocatedBytes += other.allocatedBytes;
    }

    void addTo(String component, Map<String, Double> seconds, Map<String, Double> bytes) {
      seconds.merge(component, cpuNanos / 1e9, Double::sum);
      bytes.merge(component, (double) allocatedBytes, Double::sum);
    }
  }

  /** Apart, because the module of these beans may be missing. */
  private static final class Measured {
    /** False where the JVM does not measure. */
    private static boolean read(Owned owned) {
      if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean)) {
        return false;
      }
      // -1 when it has ended meanwhile.
      long id = id(owned.thread);
      Usage usage = owned.usage;
      usage.cpuNanos = Math.max(usage.cpuNanos, bean.getThreadCpuTime(id));
      usage.allocatedBytes = Math.max(usage.allocatedBytes, bean.getThreadAllocatedBytes(id));
      return true;
    }

    @SuppressWarnings("deprecation") // threadId() is newer than our oldest JVM
    private static long id(Thread thread) {
      return thread.getId();
    }
  }
}
