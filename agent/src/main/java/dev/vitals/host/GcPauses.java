package dev.vitals.host;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.Buckets;
import dev.vitals.exporter.prometheus.HeapPools;
import dev.vitals.exporter.prometheus.JvmMetrics;
import dev.vitals.exporter.prometheus.RecentMaximum;
import dev.vitals.exporter.prometheus.SpareMetrics;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Every garbage collection since the agent started, exactly: the JVM tells of each one.
 *
 * <p>The collector beans emit notifications themselves; neither the platform MBean server nor
 * java.util.logging is initialised by them (a test looks at what the JVM initialises). Durations
 * have the millisecond resolution the JVM gives them.
 *
 * <p><i>Threads:</i> notifications come on a thread of the JVM, never one of the application's.
 */
final class GcPauses implements Source, NotificationListener {
  private static final double[] BOUNDS = Buckets.GC;

  private final Map<List<String>, Pauses> pausesByLabels = new TreeMap<>(GcPauses::compare);
  private final Map<String, Allocated> allocatedByPool = new TreeMap<>();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final LongSupplier nanoClock;
  private final boolean showsPromotion;
  private long promotedBytes;
  private long turnedNanos;

  /**
   * <i>Errors:</i> a {@link LinkageError} without the module jdk.management, which tells.
   *
   * @param showsPromotion whether to tell how the old generation grows, which our own names leave
   *     out
   */
  GcPauses(LongSupplier nanoClock, boolean showsPromotion) {
    this.nanoClock = nanoClock;
    this.showsPromotion = showsPromotion;
    this.turnedNanos = nanoClock.getAsLong();
    for (GarbageCollectorMXBean collector : collectors) {
      if (collector instanceof com.sun.management.GarbageCollectorMXBean
          && collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(this, null, null);
      }
    }
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    try {
      if (GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(
          notification.getType())) {
        GarbageCollectionNotificationInfo info =
            GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
        record(info.getGcName(), info.getGcAction(), info.getGcInfo());
      }
    } catch (Throwable t) {
      // A collection that cannot be read is not worth a trace on the JVM's own thread.
      return;
    }
  }

  synchronized void record(String collector, String action, GcInfo info) {
    pausesByLabels
        .computeIfAbsent(List.of(collector, action), ignored -> new Pauses())
        .add(info.getDuration() / 1e3);
    Map<String, MemoryUsage> before = info.getMemoryUsageBeforeGc();
    Map<String, MemoryUsage> after = info.getMemoryUsageAfterGc();
    before.forEach(
        (pool, usage) -> {
          MemoryUsage left = after.get(pool);
          if (left != null) {
            allocatedByPool
                .computeIfAbsent(pool, ignored -> new Allocated(usage.getUsed()))
                .collected(usage.getUsed(), left.getUsed());
            if (HeapPools.isOld(pool)) {
              promotedBytes += Math.max(0, left.getUsed() - usage.getUsed());
            }
          }
        });
  }

  @Override
  public synchronized void read(Readout out) {
    allocatedByPool.forEach(
        (pool, allocated) ->
            out.point(JvmMetrics.JVM_MEMORY_POOL_ALLOCATED_BYTES_TOTAL, allocated.bytes, pool));
    if (showsPromotion) {
      out.point(SpareMetrics.JVM_GC_PROMOTED_BYTES_TOTAL, promotedBytes);
    }
    out.counts(JvmMetrics.JVM_GC_DURATION_SECONDS);
    pausesByLabels.forEach(
        (labels, pauses) -> out.add(JvmMetrics.JVM_GC_DURATION_SECONDS, pauses.sample(labels)));
    long nowNanos = nanoClock.getAsLong();
    if (nowNanos - turnedNanos >= RecentMaximum.TURN_NANOS) {
      turnedNanos = nowNanos;
      pausesByLabels.values().forEach(pauses -> pauses.longest.turn());
    }
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean collector : collectors) {
      if (collector instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(this);
        } catch (ListenerNotFoundException e) {
          // Closed twice: nothing is left to take back.
          continue;
        }
      }
    }
  }

  private static int compare(List<String> one, List<String> other) {
    int byName = one.get(0).compareTo(other.get(0));
    return byName != 0 ? byName : one.get(1).compareTo(other.get(1));
  }

  /** Collections of one kind. */
  private static final class Pauses {
    private final long[] cumulativeCounts = new long[BOUNDS.length];
    private final RecentMaximum longest = new RecentMaximum();
    private long count;
    private double sumSeconds;

    void add(double seconds) {
      longest.record(seconds);
      for (int i = 0; i < BOUNDS.length; i++) {
        if (seconds <= BOUNDS[i]) {
          cumulativeCounts[i]++;
        }
      }
      count++;
      sumSeconds += seconds;
    }

    Sample sample(List<String> labels) {
      return new Sample.Distribution(
          labels, BOUNDS, cumulativeCounts.clone(), count, sumSeconds, longest.value());
    }
  }

  /** What was put into one pool, counted at collections only. */
  private static final class Allocated {
    private long lastUsedBytes;
    private long bytes;

    Allocated(long usedBytes) {
      this.lastUsedBytes = usedBytes;
    }

    void collected(long beforeBytes, long afterBytes) {
      bytes += Math.max(0, beforeBytes - lastUsedBytes);
      lastUsedBytes = afterBytes;
    }
  }
}
