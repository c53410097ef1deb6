package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.AgentMetrics;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OwnThreadsTest {
  private final OwnThreads threads = new OwnThreads();

  @Test
  void what_a_thread_used_stays_when_it_has_ended() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = Threads.start("test", () -> burn(busy, end));
    threads.add("drain", thread);
    busy.await();
    double cpuBefore = value("vitals_cpu_seconds_total");
    double allocatedBefore = value("vitals_allocated_bytes_total");
    assertTrue(cpuBefore > 0.0 && allocatedBefore >= 1_000_000.0, cpuBefore + " s");
    assertEquals(1.0, value("vitals_threads"));

    end.countDown();
    thread.join();

    for (int look = 0; look < 3; look++) {
      assertTrue(value("vitals_cpu_seconds_total") >= cpuBefore);
      assertTrue(value("vitals_allocated_bytes_total") >= allocatedBefore);
      assertEquals(0.0, value("vitals_threads"));
    }
  }

  @Test
  void what_comes_after_adds_to_what_has_ended() throws InterruptedException {
    double last = 0.0;
    for (int round = 0; round < 5; round++) {
      CountDownLatch busy = new CountDownLatch(1);
      CountDownLatch end = new CountDownLatch(1);
      Thread thread = Threads.start("test", () -> burn(busy, end));
      threads.add("export", thread);
      busy.await();
      double now = value("vitals_cpu_seconds_total");
      assertTrue(now > last, now + " after " + last);
      last = now;
      end.countDown();
      thread.join();
    }
  }

  @Test
  void a_thread_that_is_not_started_yet_costs_nothing() {
    threads.add("export", Threads.factory("test").newThread(() -> {}));
    assertEquals(0.0, value("vitals_cpu_seconds_total"));
    assertEquals(0.0, value("vitals_threads"));
  }

  private static void burn(CountDownLatch busy, CountDownLatch end) {
    long[] ballast = new long[200_000];
    var bean = ManagementFactory.getThreadMXBean();
    while (bean.getCurrentThreadCpuTime() < 20_000_000L) {
      ballast[(int) (bean.getCurrentThreadCpuTime() % ballast.length)]++;
    }
    busy.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double value(String name) {
    List<Family> families = new ArrayList<>();
    threads.collect(families);
    assertEquals(AgentMetrics.VITALS_CPU_SECONDS_TOTAL, families.get(0).metric());
    for (Family family : families) {
      if (family.metric().name().equals(name)) {
        return family.samples().stream()
            .mapToDouble(sample -> ((Sample.Point) sample).value())
            .sum();
      }
    }
    throw new AssertionError(name);
  }
}
