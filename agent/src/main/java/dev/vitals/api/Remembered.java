package dev.vitals.api;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.exporter.model.SaturationWindow;
import dev.vitals.history.Series;
import dev.vitals.judge.Evidence;
import dev.vitals.judge.Measure;
import dev.vitals.judge.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * What history keeps under which name: those of the measures, so that a question about the past
 * reads like a rule.
 */
public final class Remembered {
  /** Timings of requests, by route. */
  public static final String HTTP = Measure.HTTP_LATENCY.key();

  /** Timings of statements, by summary. */
  public static final String DATABASE = Measure.DB_LATENCY.key();

  /** Waits for a connection, by pool. */
  public static final String POOL_WAIT = Measure.POOL_WAIT.key();

  static final String POOL_USED = Measure.POOL_UTILISATION.key();
  static final String POOL_PENDING = Measure.POOL_PENDING.key();
  static final String EXECUTOR_USED = Measure.EXECUTOR_UTILISATION.key();
  static final String EXECUTOR_QUEUED = Measure.EXECUTOR_QUEUED.key();
  static final String EXECUTOR_WAIT = Measure.EXECUTOR_WAIT.key();
  static final String EXECUTOR_REFUSED = Measure.EXECUTOR_REFUSED.key();
  static final String EXECUTOR_RUN = Measure.EXECUTOR_RUN.key();
  static final String EXECUTOR_FAILED = Measure.EXECUTOR_FAILED.key();
  static final String CPU = Measure.CPU.key();
  static final String HEAP = Measure.HEAP_AFTER_GC.key();
  static final String CONTAINER = Measure.CONTAINER_MEMORY.key();
  static final String DISK = Measure.DISK.key();
  static final String SCORE = "health.score";
  static final String CACHE_HITS = "cache.hits";
  static final String CACHE_MISSES = "cache.misses";

  /** The two scopes of the CPU. */
  static final String PROCESS = "process";

  private static final String HOST = "host";

  private Remembered() {}

  /**
   * All but the timings, as of one look; what is not known is left out.
   *
   * @param tickMillis the evidence has a window of this length, from which lookups are counted once
   */
  public static List<Series> of(Standing standing, long tickMillis) {
    List<Series> series = new ArrayList<>();
    ResourceWindow resources = standing.evidence().resources();
    gauge(series, CPU, PROCESS, resources.processCpuRatio());
    gauge(series, CPU, HOST, resources.systemCpuRatio());
    gauge(series, HEAP, "", resources.heapAfterGcRatio());
    gauge(series, CONTAINER, "", resources.containerMemoryRatio());
    gauge(series, DISK, "", resources.diskRatio());
    gauge(series, SCORE, "", standing.score().score());
    for (Evidence.Windows windows : standing.evidence().windows()) {
      if (windows.millis() == tickMillis) {
        for (CacheWindow window : windows.caches()) {
          series.add(new Series.Count(CACHE_HITS, window.cache(), window.hits()));
          series.add(new Series.Count(CACHE_MISSES, window.cache(), window.misses()));
        }
        for (SaturationWindow window : windows.saturations()) {
          boolean pool = window.kind() == SaturationWindow.Kind.POOL;
          gauge(series, pool ? POOL_USED : EXECUTOR_USED, window.scope(), window.utilisation());
          gauge(series, pool ? POOL_PENDING : EXECUTOR_QUEUED, window.scope(), window.queue());
        }
        // As means: the times of a batch would take the room of the timings of requests.
        for (OperationWindow window : windows.operations()) {
          if (window.kind() == OperationWindow.Kind.EXECUTOR_TASK) {
            double refused = (double) window.errors() / window.count();
            gauge(series, EXECUTOR_REFUSED, window.scope(), refused);
          } else if (window.kind() == OperationWindow.Kind.EXECUTOR_WAIT) {
            gauge(series, EXECUTOR_WAIT, window.scope(), window.meanSeconds());
          } else if (window.kind() == OperationWindow.Kind.EXECUTOR_RUN) {
            gauge(series, EXECUTOR_RUN, window.scope(), window.meanSeconds());
            double failed = (double) window.errors() / window.count();
            gauge(series, EXECUTOR_FAILED, window.scope(), failed);
          }
        }
      }
    }
    return series;
  }

  /** Whether it is the used share of something of which there is no more. */
  static boolean canRunOut(String metric) {
    return metric.equals(HEAP)
        || metric.equals(CONTAINER)
        || metric.equals(DISK)
        || metric.equals(POOL_USED)
        || metric.equals(EXECUTOR_USED);
  }

  private static void gauge(List<Series> into, String metric, String scope, double value) {
    if (Double.isFinite(value)) {
      into.add(new Series.Gauge(metric, scope, value));
    }
  }
}
