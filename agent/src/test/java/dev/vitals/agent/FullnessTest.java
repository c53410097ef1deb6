package dev.vitals.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.SaturationWindow;
import dev.vitals.exporter.prometheus.HostMetrics;
import dev.vitals.exporter.prometheus.JvmMetrics;
import dev.vitals.exporter.prometheus.Naming;
import dev.vitals.host.HostReading;
import dev.vitals.host.HostSampler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class FullnessTest {
  private static final double UNKNOWN = Double.NaN;

  @Test
  void a_level_is_what_is_used_of_a_limit_that_is_known() {
    HostReading host =
        new HostReading(
            List.of(
                family(HostMetrics.PROCESS_OPEN_FDS, point(256)),
                family(HostMetrics.PROCESS_MAX_FDS, point(1_024)),
                family(
                    JvmMetrics.JVM_MEMORY_USED_BYTES,
                    point(9, "G1 Old Gen", "heap"),
                    point(30, "Metaspace", "non_heap"),
                    point(5, "Compressed Class Space", "non_heap")),
                family(
                    JvmMetrics.JVM_MEMORY_LIMIT_BYTES,
                    point(10, "G1 Old Gen", "heap"),
                    point(40, "Compressed Class Space", "non_heap"))),
            new ResourceWindow(0.5, UNKNOWN, 0.9, 0.9, 0.75));
    List<SaturationWindow> saturations =
        List.of(
            new SaturationWindow(SaturationWindow.Kind.POOL, "orders", 10, 6, 10, 0),
            new SaturationWindow(SaturationWindow.Kind.POOL, "endless", 10, 6, UNKNOWN, 0),
            new SaturationWindow(SaturationWindow.Kind.EXECUTOR, "mails", 10, 4, 4, 9));
    assertEquals(
        Map.of(
            "heap", 0.5,
            "disk", 0.75,
            "file-descriptors", 0.25,
            "class-space", 0.125,
            "pool orders", 0.6),
        Fullness.of(host, saturations));
    assertEquals(Map.of(), Fullness.of(HostReading.NONE, List.of()));
  }

  @Test
  void of_this_jvm_the_real_names_are_found() {
    try (HostSampler sampler = new HostSampler(Assertions::fail, Naming.OTEL)) {
      Map<String, Double> levels = Fullness.of(sampler.sample(), List.of());
      for (String resource : List.of("class-space", "disk", "file-descriptors")) {
        Double level = levels.get(resource);
        assertTrue(level != null && level > 0 && level < 1, resource + ": " + levels);
      }
    }
  }

  private static Family family(Metric metric, Sample... samples) {
    return new Family(metric, List.of(samples));
  }

  private static Sample point(double value, String... labels) {
    return new Sample.Point(List.of(labels), value);
  }
}
