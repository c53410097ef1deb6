package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.AgentMetrics;
import java.util.List;

/**
 * Counts the uses of objects of the application that were not taken in, because as many of their
 * type are remembered as may be. <i>Threads:</i> any.
 */
public final class RefusedObjects implements FamilySource {
  private final CacheRecorder caches;
  private final RedisRecorder redis;
  private final JdbcRecorder jdbc;
  private final PoolRecorder pools;
  private final ExecutorRecorder executors;

  public RefusedObjects(
      CacheRecorder caches,
      RedisRecorder redis,
      JdbcRecorder jdbc,
      PoolRecorder pools,
      ExecutorRecorder executors) {
    this.caches = caches;
    this.redis = redis;
    this.jdbc = jdbc;
    this.pools = pools;
    this.executors = executors;
  }

  @Override
  public void collect(List<Family> into) {
    into.add(
        new Family(
            AgentMetrics.VITALS_OBJECTS_REFUSED_TOTAL,
            List.of(
                point("cache", caches.refused()),
                point("redis_connection", redis.refusedConnections()),
                point("db_connection", jdbc.refusedConnections()),
                point("db_statement", jdbc.refusedStatements()),
                point("pool", pools.refusedPools()),
                point("pooled_connection", pools.refusedConnections()),
                point("executor", executors.refused()))));
  }

  private static Sample point(String type, long refused) {
    return new Sample.Point(List.of(type), refused);
  }
}
