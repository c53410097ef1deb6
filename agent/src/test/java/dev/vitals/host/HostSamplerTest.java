package dev.vitals.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.prometheus.MetricCatalog;
import dev.vitals.exporter.prometheus.Naming;
import dev.vitals.exporter.prometheus.SpareMetrics;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class HostSamplerTest {
  @TempDir Path folder;

  @Test
  void reads_the_whole_table_but_what_this_machine_may_not_have() {
    List<String> lines = new ArrayList<>();
    try (HostSampler sampler = new HostSampler(lines::add, Naming.OTEL)) {
      sampler.sample();
      System.gc();
      spinUntilProcessorTimePassed();
      Set<String> missing =
          MetricCatalog.ALL.stream()
              .map(metric -> metric.name())
              .filter(name -> name.matches("(jvm|process|system|vitals_container)_.*"))
              .collect(Collectors.toCollection(TreeSet::new));
      HostReading reading = awaitCollection(sampler);
      missing.removeAll(names(reading));
      missing.removeIf(name -> name.matches("vitals_container_.*|system_(disk|network)_.*"));
      assertEquals(Set.of(), missing);
      assertEquals(List.of(), lines);
      assertTrue(reading.resources().systemCpuRatio() >= 0);
      assertTrue(reading.resources().processCpuRatio() > 0);
    }
  }

  @Test
  void reads_what_another_naming_has_names_for() {
    List<String> lines = new ArrayList<>();
    try (HostSampler sampler = new HostSampler(lines::add, Naming.MICROMETER)) {
      Set<String> missing =
          SpareMetrics.ALL.stream()
              .map(metric -> metric.name())
              .collect(Collectors.toCollection(TreeSet::new));
      missing.removeAll(names(sampler.sample()));
      assertEquals(Set.of(), missing);
      assertEquals(List.of(), lines);
    }
    try (HostSampler sampler = new HostSampler(lines::add, Naming.OTEL)) {
      Set<String> names = names(sampler.sample());
      SpareMetrics.ALL.forEach(metric -> assertFalse(names.contains(metric.name()), metric.name()));
    }
  }

  @Test
  void a_source_that_cannot_be_read_costs_only_its_own_families_and_one_line() {
    List<String> lines = new ArrayList<>();
    try (HostSampler sampler = new HostSampler(folder.toFile(), System::nanoTime, lines::add)) {
      for (int i = 0; i < 3; i++) {
        Set<String> names = names(sampler.sample());
        assertTrue(names.contains("jvm_memory_used_bytes"), names.toString());
        assertTrue(names.contains("process_cpu_seconds_total"), names.toString());
        assertFalse(names.contains("system_memory_limit_bytes"), names.toString());
        assertFalse(names.contains("process_resident_memory_bytes"), names.toString());
      }
    }
    assertEquals(
        List.of("container", "process", "host-cpu", "host-memory", "host-volumes", "host-network"),
        lines.stream().map(line -> line.replaceAll("no (.*) metrics: .*", "$1")).toList());
  }

  @Test
  void a_source_that_comes_back_is_read_again() {
    List<String> lines = new ArrayList<>();
    Tree tree = new Tree(folder).with("proc/uptime", "5 5");
    try (HostSampler sampler = new HostSampler(folder.toFile(), System::nanoTime, lines::add)) {
      assertFalse(names(sampler.sample()).contains("system_uptime_seconds"));
      tree.with("proc/stat", "cpu  1 2 3 4 5 6 7 8 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\n");
      assertTrue(names(sampler.sample()).contains("system_uptime_seconds"));
    }
    assertEquals(1, lines.stream().filter(line -> line.startsWith("no host-cpu")).count());
  }

  @Test
  void slow_sources_repeat_their_numbers_in_between() {
    AtomicLong nanos = new AtomicLong();
    Tree tree = new Tree(folder).with("proc/self/mounts", "/dev/a / ext4 rw 0 0\n");
    try (HostSampler sampler = new HostSampler(folder.toFile(), nanos::get, line -> {})) {
      assertEquals("/dev/a", device(sampler.sample()));
      tree.with("proc/self/mounts", "/dev/b / ext4 rw 0 0\n");
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(29));
      assertEquals("/dev/a", device(sampler.sample()));
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
      assertEquals("/dev/b", device(sampler.sample()));
    }
  }

  @Test
  void disks_wait_until_the_host_has_started() {
    AtomicLong nanos = new AtomicLong();
    List<String> lines = new ArrayList<>();
    try (HostSampler sampler = new HostSampler(folder.toFile(), nanos::get, lines::add)) {
      assertFalse(names(sampler.sample()).contains("system_disk_io_bytes_total"));
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(15));
      assumeTrue(hasDisks(), "no disks here");
      assertTrue(names(sampler.sample()).contains("system_disk_io_bytes_total"));
    }
  }

  private static boolean hasDisks() {
    return !new oshi.nativefree.SystemInfo().getHardware().getDiskStores().isEmpty();
  }

  private static String device(HostReading reading) {
    for (Family family : reading.families()) {
      if (family.metric().name().equals("system_filesystem_limit_bytes")) {
        return family.samples().get(0).labelValues().get(0);
      }
    }
    return null;
  }

  /** Utilisation needs two samples with something between them, on clocks that tick in 10 ms. */
  private static void spinUntilProcessorTimePassed() {
    double before = total();
    while (total() - before < 0.1) {
      Thread.onSpinWait();
    }
  }

  private static double total() {
    try {
      double sum = 0;
      for (double seconds : new LinuxMachine(new File("/")).cpuSeconds()) {
        sum += seconds;
      }
      return sum;
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static HostReading awaitCollection(HostSampler sampler) {
    long deadlineNanos = System.nanoTime() + 10_000_000_000L;
    HostReading reading = sampler.sample();
    while (!names(reading).contains("jvm_gc_duration_seconds")
        && System.nanoTime() < deadlineNanos) {
      spinUntilProcessorTimePassed();
      reading = sampler.sample();
    }
    return reading;
  }

  private static Set<String> names(HostReading reading) {
    return reading.families().stream()
        .map(family -> family.metric().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
