package dev.vitals.agent;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.model.SaturationWindow;
import dev.vitals.exporter.prometheus.HostMetrics;
import dev.vitals.exporter.prometheus.JvmMetrics;
import dev.vitals.host.HostReading;
import dev.vitals.judge.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How full everything is that can run out, from 0 to 1; what is not known, or has no limit, is left
 * out.
 */
final class Fullness {
  private Fullness() {}

  static Map<String, Double> of(HostReading host, List<SaturationWindow> saturations) {
    Map<String, Double> levels = new LinkedHashMap<>();
    put(levels, Evidence.Filling.HEAP, host.resources().heapAfterGcRatio());
    put(levels, Evidence.Filling.CONTAINER, host.resources().containerMemoryRatio());
    put(levels, Evidence.Filling.DISK, host.resources().diskRatio());
    put(
        levels,
        Evidence.Filling.FILES,
        value(host, HostMetrics.PROCESS_OPEN_FDS, "")
            / value(host, HostMetrics.PROCESS_MAX_FDS, ""));
    put(levels, Evidence.Filling.METASPACE, memory(host, "Metaspace"));
    put(levels, Evidence.Filling.CLASS_SPACE, memory(host, "Compressed Class Space"));
    for (SaturationWindow window : saturations) {
      if (window.kind() == SaturationWindow.Kind.POOL) {
        put(levels, Evidence.Filling.POOL + window.scope(), window.utilisation());
      }
    }
    return levels;
  }

  private static double memory(HostReading host, String pool) {
    return value(host, JvmMetrics.JVM_MEMORY_USED_BYTES, pool)
        / value(host, JvmMetrics.JVM_MEMORY_LIMIT_BYTES, pool);
  }

  /**
   * @param first the first label; empty where there is none
   */
  private static double value(HostReading host, Metric metric, String first) {
    for (Family family : host.families()) {
      if (family.metric() == metric) {
        for (Sample sample : family.samples()) {
          boolean isIt = first.isEmpty() || sample.labelValues().get(0).equals(first);
          if (isIt && sample instanceof Sample.Point point) {
            return point.value();
          }
        }
      }
    }
    return Double.NaN;
  }

  private static void put(Map<String, Double> levels, String resource, double level) {
    if (Double.isFinite(level)) {
      levels.put(resource, Math.max(0, Math.min(1, level)));
    }
  }
}
