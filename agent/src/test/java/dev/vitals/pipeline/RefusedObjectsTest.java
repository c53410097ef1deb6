package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class RefusedObjectsTest {
  private final CacheRecorder caches = new CacheRecorder(3, System.nanoTime());
  private final RedisRecorder redis = new RedisRecorder(3);
  private final JdbcRecorder jdbc = new JdbcRecorder(new Events(1_024, 1), new JdbcNames());
  private final PoolRecorder pools = new PoolRecorder(new Events(1_024, 1));
  private final ExecutorRecorder executors = new ExecutorRecorder(3);
  private final RefusedObjects refused = new RefusedObjects(caches, redis, jdbc, pools, executors);
  private final List<Object> kept = new ArrayList<>();

  @Test
  void nothing_is_refused_while_there_is_room() {
    useCaches(10);
    useConnections(10);
    prepareStatements(10);
    assertEquals(
        Map.of(
            "cache", 0.0,
            "redis_connection", 0.0,
            "db_connection", 0.0,
            "db_statement", 0.0,
            "pool", 0.0,
            "pooled_connection", 0.0,
            "executor", 0.0),
        counts());
  }

  @Test
  void every_use_of_a_cache_beyond_the_places_is_counted() {
    useCaches(CacheTable.CACHES + 4);
    Object last = kept.get(kept.size() - 1);
    caches.note(Kind.CACHE_HIT, last, "late", null, 1L);
    assertEquals(5.0, counts().get("cache"));
  }

  @Test
  void connections_and_statements_beyond_the_places_are_counted_by_type() {
    // Each bucket has a bound: 8,192 of them for connections of a database, 2,048 of Redis'.
    useConnections(70_000);
    Map<String, Double> counts = counts();
    double most = WeakIdentityMap.LONGEST_CHAIN;
    double near = TieredIdentityMap.NEAR_BUCKETS * TieredIdentityMap.NEAR_CHAIN;
    assertTrue(counts.get("db_connection") >= 70_000 - near - most * 8_192, counts.toString());
    assertTrue(counts.get("redis_connection") >= 70_000 - most * 2_048, counts.toString());
    assertEquals(0.0, counts.get("db_statement"));
    prepareStatements(600_000);
    assertTrue(counts().get("db_statement") >= 600_000 - near - most * 65_536, counts().toString());
    assertEquals(counts.get("db_connection"), counts().get("db_connection"));
  }

  private void useCaches(int count) {
    for (int cache = 0; cache < count; cache++) {
      Map<String, String> added = new ConcurrentHashMap<>(1);
      kept.add(added);
      caches.note(Kind.CACHE_HIT, added, "c", null, 1L);
    }
  }

  private void useConnections(int count) {
    byte[] get = "GET".getBytes(StandardCharsets.US_ASCII);
    for (int number = 0; number < count; number++) {
      Object connection = new Object();
      kept.add(connection);
      redis.note(Kind.REDIS_COMMAND, connection, get, null, 1L);
      jdbc.nested(Frame.current(), Kind.JDBC_CONNECT, this, "jdbc:h2:mem:many", connection);
    }
  }

  private void prepareStatements(int count) {
    for (int number = 0; number < count; number++) {
      Object statement = new Object();
      kept.add(statement);
      jdbc.note(Kind.JDBC_PREPARE, this, "SELECT 1", statement);
    }
  }

  private Map<String, Double> counts() {
    List<Family> families = new ArrayList<>();
    refused.collect(families);
    Map<String, Double> counts = new TreeMap<>();
    for (Sample sample : families.get(0).samples()) {
      counts.put(sample.labelValues().get(0), ((Sample.Point) sample).value());
    }
    return counts;
  }
}
