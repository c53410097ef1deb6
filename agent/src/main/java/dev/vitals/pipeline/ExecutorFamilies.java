package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.ExecutorMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics of executors, being put together for one snapshot. */
final class ExecutorFamilies {
  private static final List<Metric> METRICS =
      List.of(
          ExecutorMetrics.EXECUTOR_ACTIVE_THREADS,
          ExecutorMetrics.EXECUTOR_POOL_SIZE_THREADS,
          ExecutorMetrics.EXECUTOR_POOL_CORE_THREADS,
          ExecutorMetrics.EXECUTOR_POOL_MAX_THREADS,
          ExecutorMetrics.EXECUTOR_QUEUED_TASKS,
          ExecutorMetrics.EXECUTOR_QUEUE_REMAINING_TASKS,
          ExecutorMetrics.EXECUTOR_COMPLETED_TASKS_TOTAL,
          ExecutorMetrics.VITALS_EXECUTOR_REJECTED_TASKS_TOTAL,
          ExecutorMetrics.VITALS_EXECUTOR_REFUSED_TASKS_TOTAL,
          ExecutorMetrics.VITALS_EXECUTOR_FAILED_TASKS_TOTAL,
          ExecutorMetrics.EXECUTOR_SECONDS,
          ExecutorMetrics.EXECUTOR_IDLE_SECONDS,
          ExecutorMetrics.VITALS_EXECUTOR_STEALS_TOTAL);

  private final Map<String, Family> families = new LinkedHashMap<>();

  ExecutorFamilies() {
    for (Metric metric : METRICS) {
      families.put(metric.name(), new Family(metric, new ArrayList<>()));
    }
  }

  void add(List<String> labelValues, ExecutorLine line) {
    ExecutorReading reading = line.reading;
    known(ExecutorMetrics.EXECUTOR_ACTIVE_THREADS, labelValues, reading.active);
    known(ExecutorMetrics.EXECUTOR_POOL_SIZE_THREADS, labelValues, reading.size);
    known(ExecutorMetrics.EXECUTOR_POOL_CORE_THREADS, labelValues, reading.core);
    known(ExecutorMetrics.EXECUTOR_POOL_MAX_THREADS, labelValues, reading.max);
    known(ExecutorMetrics.EXECUTOR_QUEUED_TASKS, labelValues, reading.queued);
    known(ExecutorMetrics.EXECUTOR_QUEUE_REMAINING_TASKS, labelValues, reading.remaining);
    ExecutorTotals now = line.now;
    if (now.steals > 0L) {
      known(ExecutorMetrics.VITALS_EXECUTOR_STEALS_TOTAL, labelValues, now.steals);
    }
    if (!now.countsTasks()) {
      return;
    }
    known(ExecutorMetrics.EXECUTOR_COMPLETED_TASKS_TOTAL, labelValues, now.completed());
    known(ExecutorMetrics.VITALS_EXECUTOR_REJECTED_TASKS_TOTAL, labelValues, now.rejected);
    known(ExecutorMetrics.VITALS_EXECUTOR_REFUSED_TASKS_TOTAL, labelValues, now.refused);
    if (now.hasRuns()) {
      known(ExecutorMetrics.VITALS_EXECUTOR_FAILED_TASKS_TOTAL, labelValues, now.failed);
      add(ExecutorMetrics.EXECUTOR_SECONDS, now.runs(labelValues));
    }
    if (now.hasWaits()) {
      add(ExecutorMetrics.EXECUTOR_IDLE_SECONDS, now.waits(labelValues));
    }
  }

  void addTo(List<Family> into) {
    into.addAll(families.values());
  }

  private void known(Metric metric, List<String> labelValues, long value) {
    if (value >= 0L) {
      add(metric, new Sample.Point(labelValues, value));
    }
  }

  private void add(Metric metric, Sample sample) {
    families.get(metric.name()).samples().add(sample);
  }
}
