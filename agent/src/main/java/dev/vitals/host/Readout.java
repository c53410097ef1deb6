package dev.vitals.host;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.exporter.model.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the sources have read so far; one source's own until it is done, then part of the whole. */
final class Readout {
  private final Map<Metric, List<Sample>> samples = new LinkedHashMap<>();
  private double heapAfterGcRatio = Double.NaN;
  private double containerMemoryRatio = Double.NaN;
  private double processCpuRatio = Double.NaN;
  private double systemCpuRatio = Double.NaN;
  private double diskRatio = Double.NaN;

  /** Notes one number; nothing when it is NaN, which is how sources say that they do not know. */
  void point(Metric metric, double value, String... labelValues) {
    if (!Double.isNaN(value)) {
      add(metric, new Sample.Point(List.of(labelValues), value));
    }
  }

  /** Notes that something is counted of which nothing was seen so far. */
  void counts(Metric metric) {
    samples.computeIfAbsent(metric, ignored -> new ArrayList<>());
  }

  void add(Metric metric, Sample sample) {
    if (sample.labelValues().size() != metric.labels().size()) {
      throw new IllegalArgumentException(
          metric.name() + " has the labels " + metric.labels() + ", not " + sample.labelValues());
    }
    samples.computeIfAbsent(metric, ignored -> new ArrayList<>()).add(sample);
  }

  void heapAfterGcRatio(double ratio) {
    heapAfterGcRatio = ratio;
  }

  void containerMemoryRatio(double ratio) {
    containerMemoryRatio = ratio;
  }

  void processCpuRatio(double ratio) {
    processCpuRatio = ratio;
  }

  void systemCpuRatio(double ratio) {
    systemCpuRatio = ratio;
  }

  void diskRatio(double ratio) {
    diskRatio = ratio;
  }

  /** Takes over all that another one has. */
  void absorb(Readout part) {
    part.samples.forEach(
        (metric, values) ->
            samples.computeIfAbsent(metric, ignored -> new ArrayList<>()).addAll(values));
    heapAfterGcRatio = known(part.heapAfterGcRatio, heapAfterGcRatio);
    containerMemoryRatio = known(part.containerMemoryRatio, containerMemoryRatio);
    processCpuRatio = known(part.processCpuRatio, processCpuRatio);
    systemCpuRatio = known(part.systemCpuRatio, systemCpuRatio);
    diskRatio = known(part.diskRatio, diskRatio);
  }

  HostReading reading() {
    List<Family> families = new ArrayList<>(samples.size());
    samples.forEach((metric, values) -> families.add(new Family(metric, List.copyOf(values))));
    return new HostReading(
        families,
        new ResourceWindow(
            heapAfterGcRatio, containerMemoryRatio, processCpuRatio, systemCpuRatio, diskRatio));
  }

  private static double known(double newer, double older) {
    return Double.isNaN(newer) ? older : newer;
  }
}
