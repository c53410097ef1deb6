package dev.vitals.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.RecentMaximum;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class JvmSourcesTest {
  @Test
  void counts_every_collection_with_its_duration() throws Exception {
    GcPauses pauses = gcPauses();
    try {
      long before = collections();
      for (int i = 0; i < 5; i++) {
        System.gc();
      }
      long deadlineNanos = System.nanoTime() + 10_000_000_000L;
      while (counted(pauses) < collections() - before && System.nanoTime() < deadlineNanos) {
        Thread.onSpinWait();
      }
      assertTrue(counted(pauses) >= 5);
      assertEquals(collections() - before, counted(pauses));
      for (Sample sample : samples(pauses, "jvm_gc_duration_seconds")) {
        Sample.Distribution durations = (Sample.Distribution) sample;
        long[] counts = durations.cumulativeCounts();
        assertEquals(durations.count(), counts[counts.length - 1], "all took less than 10 s");
        assertTrue(durations.sum() < 10.0 * durations.count());
      }
    } finally {
      pauses.close();
    }
  }

  @Test
  void hears_of_no_collection_after_it_was_closed() throws Exception {
    GcPauses pauses = gcPauses();
    pauses.close();
    pauses.close();
    GcPauses witness = gcPauses();
    try {
      System.gc();
      long deadlineNanos = System.nanoTime() + 10_000_000_000L;
      while (counted(witness) == 0 && System.nanoTime() < deadlineNanos) {
        Thread.onSpinWait();
      }
      assertTrue(counted(witness) > 0);
      assertEquals(0, counted(pauses));
    } finally {
      witness.close();
    }
  }

  @Test
  void remembers_the_longest_collection_for_a_minute_or_two() throws Exception {
    AtomicLong clock = new AtomicLong();
    GcPauses pauses = new GcPauses(clock::get, false);
    try {
      System.gc();
      long deadlineNanos = System.nanoTime() + 10_000_000_000L;
      while (counted(pauses) == 0 && System.nanoTime() < deadlineNanos) {
        Thread.onSpinWait();
      }
      double longest = longest(pauses);
      assertTrue(longest > 0);
      int reads = 0;
      while (longest > 0 && System.nanoTime() < deadlineNanos) {
        clock.addAndGet(RecentMaximum.TURN_NANOS);
        longest = longest(pauses);
        reads++;
      }
      assertEquals(0, longest);
      assertTrue(reads > 2, "it is forgotten at the second turn, after that was read");
    } finally {
      pauses.close();
    }
  }

  @Test
  void counts_collections_before_there_was_one() {
    GcPauses pauses = gcPauses();
    try {
      Readout readout = new Readout();
      pauses.read(readout);
      assertTrue(
          readout.reading().families().stream()
              .anyMatch(family -> family.metric().name().equals("jvm_gc_duration_seconds")));
    } finally {
      pauses.close();
    }
  }

  @Test
  void tells_of_promotion_only_where_it_is_shown() throws Exception {
    GcPauses shown = new GcPauses(System::nanoTime, true);
    GcPauses hidden = gcPauses();
    try {
      assertEquals(1, samples(shown, "jvm_gc_promoted_bytes_total").size());
      assertEquals(List.of(), samples(hidden, "jvm_gc_promoted_bytes_total"));
    } finally {
      shown.close();
      hidden.close();
    }
  }

  @Test
  void the_areas_of_memory_are_those_of_the_jvm() {
    Readout readout = new Readout();
    new JvmSpare().read(readout);
    List<Sample> limits = samples(readout, "jvm_memory_area_max_bytes");
    assertEquals(List.of("heap"), limits.get(0).labelValues());
    assertEquals(Runtime.getRuntime().maxMemory(), ((Sample.Point) limits.get(0)).value());
    assertEquals(
        List.of(List.of("heap"), List.of("nonheap")),
        samples(readout, "jvm_memory_area_used_bytes").stream().map(Sample::labelValues).toList());
    double started = point(readout, "jvm_threads_started_total");
    assertTrue(started >= point(readout, "jvm_threads_peak"), "started " + started);
    assertTrue(point(readout, "jvm_memory_objects_pending_finalization") >= 0);
  }

  @Test
  void knows_the_heap_after_a_collection() {
    System.gc();
    Readout readout = new Readout();
    new JvmMemory().read(readout);
    double ratio = readout.reading().resources().heapAfterGcRatio();
    assertTrue(ratio > 0 && ratio < 1, "ratio " + ratio);
    double used =
        samples(readout, "jvm_memory_used_after_last_gc_bytes").stream()
            .filter(sample -> sample.labelValues().contains("heap"))
            .mapToDouble(sample -> ((Sample.Point) sample).value())
            .sum();
    assertEquals(used / Runtime.getRuntime().maxMemory(), ratio, 0.05);
  }

  @Test
  void threads_by_state_add_up_to_all_threads() {
    Readout readout = new Readout();
    new JvmThreads(JvmThreads.MAXIMUM_THREADS_BY_STATE).read(readout);
    List<Sample> threads = samples(readout, "jvm_thread_count");
    double sum = threads.stream().mapToDouble(sample -> ((Sample.Point) sample).value()).sum();
    assertEquals(ManagementFactory.getThreadMXBean().getThreadCount(), sum, 3);
    assertTrue(
        threads.stream().anyMatch(s -> s.labelValues().equals(List.of("runnable", "false"))));
    assertEquals(8, threads.size());
  }

  @Test
  void shows_only_totals_for_many_threads() {
    Readout readout = new Readout();
    new JvmThreads(1).read(readout);
    List<Sample> threads = samples(readout, "jvm_thread_count");
    assertEquals(
        List.of(List.of("", "true"), List.of("", "false")),
        threads.stream().map(Sample::labelValues).toList());
    double sum = threads.stream().mapToDouble(sample -> ((Sample.Point) sample).value()).sum();
    assertEquals(ManagementFactory.getThreadMXBean().getThreadCount(), sum, 3);
  }

  @Test
  void finds_threads_that_wait_for_each_other() throws Exception {
    ReentrantLock one = new ReentrantLock();
    ReentrantLock other = new ReentrantLock();
    CountDownLatch bothHold = new CountDownLatch(2);
    Thread first = locking(one, other, bothHold);
    Thread second = locking(other, one, bothHold);
    try {
      JvmDeadlocks deadlocks = new JvmDeadlocks();
      double found = 0;
      long deadlineNanos = System.nanoTime() + 10_000_000_000L;
      while (found != 2 && System.nanoTime() < deadlineNanos) {
        Readout readout = new Readout();
        deadlocks.read(readout);
        found = point(readout, "jvm_threads_deadlocked");
        assertEquals(0, point(readout, "jvm_threads_deadlocked_monitor"));
      }
      assertEquals(2, found);
    } finally {
      first.interrupt();
      second.interrupt();
      first.join();
      second.join();
    }
  }

  @Test
  void a_quota_of_half_a_processor_makes_the_process_twice_as_busy() throws Exception {
    AtomicLong clock = new AtomicLong();
    JvmCpu whole = new JvmCpu(clock::get, () -> 1);
    JvmCpu half = new JvmCpu(clock::get, () -> 0.5);
    whole.read(new Readout());
    half.read(new Readout());
    long startNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - startNanos
        < 300_000_000) {
      Thread.onSpinWait();
    }
    clock.addAndGet(10_000_000_000L);
    Readout ofWhole = new Readout();
    whole.read(ofWhole);
    Readout ofHalf = new Readout();
    half.read(ofHalf);
    double ratio = point(ofWhole, "jvm_cpu_recent_utilization_ratio");
    assertTrue(ratio >= 0.03 && ratio <= 1, "ratio " + ratio);
    assertEquals(2, point(ofHalf, "jvm_cpu_recent_utilization_ratio") / ratio, 0.3);
    assertEquals(ratio, ofWhole.reading().resources().processCpuRatio());
  }

  private static GcPauses gcPauses() {
    return new GcPauses(System::nanoTime, false);
  }

  private static double longest(GcPauses pauses) {
    return samples(pauses, "jvm_gc_duration_seconds").stream()
        .mapToDouble(sample -> ((Sample.Distribution) sample).recentMaximum())
        .max()
        .orElseThrow();
  }

  private static Thread locking(ReentrantLock mine, ReentrantLock wanted, CountDownLatch bothHold) {
    Thread thread =
        new Thread(
            () -> {
              mine.lock();
              try {
                bothHold.countDown();
                bothHold.await();
                wanted.lockInterruptibly();
              } catch (InterruptedException e) {
                return;
              } finally {
                mine.unlock();
              }
            });
    thread.start();
    return thread;
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static long counted(GcPauses pauses) {
    return samples(pauses, "jvm_gc_duration_seconds").stream()
        .mapToLong(sample -> ((Sample.Distribution) sample).count())
        .sum();
  }

  private static List<Sample> samples(GcPauses pauses, String name) {
    Readout readout = new Readout();
    pauses.read(readout);
    return samples(readout, name);
  }

  private static List<Sample> samples(Readout readout, String name) {
    for (Family family : readout.reading().families()) {
      if (family.metric().name().equals(name)) {
        return family.samples();
      }
    }
    return List.of();
  }

  private static double point(Readout readout, String name) {
    return ((Sample.Point) samples(readout, name).get(0)).value();
  }
}
