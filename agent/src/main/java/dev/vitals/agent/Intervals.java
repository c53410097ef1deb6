package dev.vitals.agent;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import dev.vitals.exporter.prometheus.JudgementMetrics;
import dev.vitals.history.Interval;
import dev.vitals.history.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * What one tick leaves to history.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
final class Intervals {
  private static final String HTTP = ApplicationMetrics.HTTP_SERVER_REQUEST_DURATION_SECONDS.name();
  private static final String DB = ApplicationMetrics.DB_CLIENT_OPERATION_DURATION_SECONDS.name();
  private static final String SCORE = JudgementMetrics.VITALS_HEALTH_SCORE_RATIO.name();
  private static final int NEWEST_TICK = 1;

  private final Intake intake;

  Intervals(Intake intake) {
    this.intake = intake;
  }

  /**
   * @param endEpochMillis wall clock at the end of the tick
   * @param seconds the tick was long, by a clock that does not jump
   * @param score from 0 to 100
   */
  Interval newest(long endEpochMillis, double seconds, ResourceWindow resources, double score) {
    long lengthMillis = Math.max(1L, Math.round(seconds * 1e3));
    List<Series> series = new ArrayList<>();
    intake.http.newest((scope, tick) -> series.add(Series.Timing.of(HTTP, scope, tick)));
    intake.jdbc.newest((scope, tick) -> series.add(Series.Timing.of(DB, scope, tick)));
    List<CacheWindow> lookups = new ArrayList<>();
    intake.caches.windows(NEWEST_TICK, seconds, lookups);
    for (CacheWindow lookup : lookups) {
      series.add(new Series.Count("cache_hits", lookup.cache(), lookup.hits()));
      series.add(new Series.Count("cache_misses", lookup.cache(), lookup.misses()));
    }
    gauge(series, SCORE, score / 100);
    gauge(series, "heap_after_gc_ratio", resources.heapAfterGcRatio());
    gauge(series, "container_memory_ratio", resources.containerMemoryRatio());
    gauge(series, "process_cpu_ratio", resources.processCpuRatio());
    gauge(series, "system_cpu_ratio", resources.systemCpuRatio());
    gauge(series, "disk_ratio", resources.diskRatio());
    return new Interval(endEpochMillis - lengthMillis, lengthMillis, series);
  }

  /** What is not known is left out. */
  private static void gauge(List<Series> into, String metric, double value) {
    if (!Double.isNaN(value)) {
      into.add(new Series.Gauge(metric, "", value));
    }
  }
}
