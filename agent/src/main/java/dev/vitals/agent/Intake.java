package dev.vitals.agent;

import dev.vitals.config.Settings;
import dev.vitals.exporter.prometheus.Buckets;
import dev.vitals.pipeline.CacheRecorder;
import dev.vitals.pipeline.CacheSeries;
import dev.vitals.pipeline.Dictionary;
import dev.vitals.pipeline.Events;
import dev.vitals.pipeline.ExecutorDiscovery;
import dev.vitals.pipeline.ExecutorRecorder;
import dev.vitals.pipeline.ExecutorSeries;
import dev.vitals.pipeline.HttpRecorder;
import dev.vitals.pipeline.HttpSeries;
import dev.vitals.pipeline.JdbcNames;
import dev.vitals.pipeline.JdbcRecorder;
import dev.vitals.pipeline.JdbcSeries;
import dev.vitals.pipeline.Lookback;
import dev.vitals.pipeline.PoolRecorder;
import dev.vitals.pipeline.PoolSeries;
import dev.vitals.pipeline.Recorder;
import dev.vitals.pipeline.RedisRecorder;
import dev.vitals.pipeline.RefusedObjects;
import dev.vitals.pipeline.SeriesBudget;
import dev.vitals.pipeline.Timing;
import java.util.List;

/**
 * The way of what woven code sees: from the recorder through the queue to the series. Windows are
 * one tick long until the rules are read.
 */
final class Intake {
  private static final int ROUTES = 4_096;
  private static final int ERROR_TYPES = 1_024;
  private static final int LABEL_LENGTH = 255;
  private static final int RESERVED_LINES = 1_000;

  final Events events;
  final Recorder recorder;
  final HttpSeries http;
  final JdbcSeries jdbc;
  final CacheSeries caches;
  final PoolSeries pools;
  final ExecutorSeries executors;
  final SeriesBudget budget;
  final RefusedObjects refused;

  /**
   * @param instrumentations their names, by number
   */
  Intake(Settings settings, int session, List<String> instrumentations, Log log) {
    Lookback lookback = new Lookback(1);
    Settings.Metrics metrics = settings.metrics();
    events = new Events(settings.queueCapacity(), Runtime.getRuntime().availableProcessors());
    budget = new SeriesBudget(metrics.seriesPerMetric(), metrics.series(), RESERVED_LINES);
    Dictionary routes = new Dictionary(ROUTES, LABEL_LENGTH);
    Dictionary errorTypes = new Dictionary(ERROR_TYPES, LABEL_LENGTH);
    HttpRecorder httpRecorder = new HttpRecorder(events, routes, errorTypes);
    http =
        new HttpSeries(
            httpRecorder,
            routes,
            errorTypes,
            new Timing.Buckets(seconds(metrics.httpBuckets())),
            budget,
            lookback);
    JdbcNames jdbcNames = new JdbcNames();
    JdbcRecorder jdbcRecorder = new JdbcRecorder(events, jdbcNames);
    jdbc =
        new JdbcSeries(
            jdbcRecorder,
            jdbcNames,
            new Timing.Buckets(seconds(metrics.dbBuckets())),
            budget,
            lookback,
            settings.dbSlowThresholdNanos());
    CacheRecorder cacheRecorder = new CacheRecorder(session, System.nanoTime());
    RedisRecorder redisRecorder = new RedisRecorder(session);
    caches = new CacheSeries(cacheRecorder, redisRecorder, budget, lookback);
    PoolRecorder poolRecorder = new PoolRecorder(events);
    pools = new PoolSeries(poolRecorder, new Timing.Buckets(Buckets.POOL), budget, lookback);
    ExecutorRecorder executorRecorder = new ExecutorRecorder(session);
    executors =
        new ExecutorSeries(
            executorRecorder,
            new ExecutorDiscovery(
                executorRecorder,
                settings.weaving().isEnabled("jdk-executors"),
                settings.weaving().isEnabled("tomcat-threads"),
                settings.weaving().isEnabled("jetty-threads")),
            budget,
            lookback);
    recorder =
        new Recorder(
            session,
            httpRecorder,
            jdbcRecorder,
            cacheRecorder,
            redisRecorder,
            poolRecorder,
            executorRecorder,
            instrumentations.size(),
            (instrumentation, thrown) ->
                log.noteLater(
                    "advice of " + instrumentations.get(instrumentation) + " failed: " + thrown));
    refused =
        new RefusedObjects(
            cacheRecorder, redisRecorder, jdbcRecorder, poolRecorder, executorRecorder);
  }

  /** Events of a type that have reached their series. */
  long aggregated(int type) {
    return switch (type) {
      case Events.HTTP_SERVER -> http.aggregated();
      case Events.DB_CLIENT -> jdbc.aggregated();
      case Events.POOL -> pools.aggregated();
      default -> 0L;
    };
  }

  private static double[] seconds(List<Double> bounds) {
    double[] seconds = new double[bounds.size()];
    for (int index = 0; index < seconds.length; index++) {
      seconds[index] = bounds.get(index);
    }
    return seconds;
  }
}
