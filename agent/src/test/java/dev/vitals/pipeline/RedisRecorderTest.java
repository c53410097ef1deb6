package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.vitals.exporter.model.CacheWindow;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import dev.vitals.probe.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RedisRecorderTest {
  private static final int SESSION = 7;

  private final RedisRecorder redis = new RedisRecorder(SESSION);
  private final Connection connection = new Connection("cache.example:6379");

  @Test
  void knows_a_command_in_any_case_and_no_other() {
    assertSame(RedisCommand.GETDEL, RedisCommand.named(bytes("getDel")));
    for (RedisCommand command : RedisCommand.values()) {
      assertSame(command, RedisCommand.named(bytes(command.name())));
    }
    for (String other : List.of("", "GE", "GETRANGE", "JSON.GET", "XGET", "GETEXX", "PING")) {
      assertNull(RedisCommand.named(bytes(other)), other);
    }
  }

  @Test
  void tells_a_hit_from_a_miss_by_nil() {
    note("GET", "value", 1);
    note("GET", null, 1);
    note("HGET", new byte[0], 2);
    note("MGET", Arrays.asList("a", null, "c"), 3);
    assertEquals("4 hits, 2 misses, 0 puts, 0 removals", counted());
  }

  @Test
  void counts_what_was_stored_and_nothing_else() {
    note("SET", "OK", 2);
    note("SET", bytes("OK"), 2);
    note("SET", null, 3);
    note("SET", "what was there before", 3);
    note("SETNX", 0L, 2);
    note("SETNX", 1L, 2);
    note("SETNX", true, 2);
    note("SETNX", false, 2);
    note("MSET", "OK", 6);
    note("MSETNX", 0L, 4);
    note("MSETNX", 1L, 4);
    note("HSET", 0L, 5);
    assertEquals("0 hits, 0 misses, 11 puts, 0 removals", counted());
  }

  @Test
  void counts_as_many_removals_as_there_were() {
    note("DEL", 0L, 1);
    note("UNLINK", 2L, 3);
    note("GETDEL", "value", 1);
    note("GETDEL", null, 1);
    assertEquals("1 hits, 1 misses, 0 puts, 3 removals", counted());
  }

  @Test
  void names_a_connection_that_does_not_tell_its_server() {
    Object silent = new Connection("") {};
    redis.note(Kind.REDIS_COMMAND, silent, bytes("GET"), null, 1);
    redis.note(Kind.REDIS_SELECTED, silent, null, null, 4);
    redis.note(Kind.REDIS_COMMAND, silent, bytes("GET"), null, 1);
    assertEquals(Map.of("redis", 2L), misses());
  }

  @Test
  void a_connection_whose_text_throws_is_counted_all_the_same() {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("closed");
          }
        };
    redis.note(Kind.REDIS_COMMAND, broken, bytes("GET"), null, 1);
    assertEquals(Map.of("redis", 1L), misses());
  }

  @Test
  void servers_beyond_the_bound_are_one() {
    List<Connection> kept = new ArrayList<>();
    for (int server = 0; server < RedisRecorder.DATABASES + 10; server++) {
      Connection each = new Connection("node" + server + ":6379");
      kept.add(each);
      redis.note(Kind.REDIS_COMMAND, each, bytes("GET"), null, 1);
    }
    assertEquals(RedisRecorder.DATABASES + 10, kept.size());
    Map<String, Long> misses = misses();
    assertEquals(RedisRecorder.DATABASES + 1, misses.size());
    assertEquals(10L, misses.get("other"));
  }

  @Test
  void is_shown_with_the_other_caches_in_one_family_each() {
    CacheRecorder caches = new CacheRecorder(SESSION, System.nanoTime());
    CacheSeries series =
        new CacheSeries(caches, redis, new SeriesBudget(100, 10_000, 0), new Lookback(3));
    Map<String, String> local = new HashMap<>();
    caches.note(Kind.CACHE_PUT, local, "local", null, 1);
    note("GET", "value", 1);
    note("GET", null, 1);
    note("SET", "OK", 2);
    note("DEL", 1L, 1);
    redis.note(Kind.REDIS_SELECTED, connection, null, null, 2);
    note("GET", null, 1);
    series.tick();

    List<Family> families = new ArrayList<>();
    series.collect(families);
    assertEquals(
        families.size(), families.stream().map(Family::metric).collect(Collectors.toSet()).size());
    assertEquals(
        Map.of(
            List.of("local", "l1", "spring", "hit"), 0.0,
            List.of("local", "l1", "spring", "miss"), 0.0,
            List.of("cache.example:6379", "l2", "redis", "hit"), 1.0,
            List.of("cache.example:6379", "l2", "redis", "miss"), 1.0,
            List.of("cache.example:6379/2", "l2", "redis", "hit"), 0.0,
            List.of("cache.example:6379/2", "l2", "redis", "miss"), 1.0),
        points(families, ApplicationMetrics.CACHE_GETS_TOTAL.name()));
    assertEquals(
        Map.of(
            List.of("local", "l1", "spring"), 0.0,
            List.of("cache.example:6379", "l2", "redis"), 1.0,
            List.of("cache.example:6379/2", "l2", "redis"), 0.0),
        points(families, ApplicationMetrics.VITALS_CACHE_REMOVALS_TOTAL.name()));
    assertEquals(
        Set.of(List.of("local", "l1", "spring")),
        points(families, ApplicationMetrics.CACHE_EVICTIONS_TOTAL.name()).keySet());
    List<CacheWindow> windows = new ArrayList<>();
    series.windows(3, 30, windows);
    assertEquals(
        Set.of(
            new CacheWindow("cache.example:6379", 30, 1, 1),
            new CacheWindow("cache.example:6379/2", 30, 0, 1)),
        Set.copyOf(windows));
  }

  private void note(String command, Object reply, long arguments) {
    redis.note(Kind.REDIS_COMMAND, connection, bytes(command), reply, arguments);
  }

  private String counted() {
    List<String> texts = new ArrayList<>();
    redis.forEach(
        counts -> {
          assertEquals("cache.example:6379", counts.labels().name());
          texts.add(
              counts.hits
                  + " hits, "
                  + counts.misses
                  + " misses, "
                  + counts.puts
                  + " puts, "
                  + counts.removals
                  + " removals");
        });
    return String.join("; ", texts);
  }

  private Map<String, Long> misses() {
    Map<String, Long> misses = new HashMap<>();
    redis.forEach(counts -> misses.put(counts.labels().name(), counts.misses.sum()));
    return misses;
  }

  private static Map<List<String>, Double> points(List<Family> families, String metric) {
    Map<List<String>, Double> points = new HashMap<>();
    for (Family family : families) {
      if (family.metric().name().equals(metric)) {
        for (Sample sample : family.samples()) {
          points.put(sample.labelValues(), ((Sample.Point) sample).value());
        }
      }
    }
    return points;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Shows itself as a connection of Jedis does. */
  private static class Connection {
    private final String server;

    Connection(String server) {
      this.server = server;
    }

    @Override
    public String toString() {
      return "Connection{DefaultJedisSocketFactory{" + server + "}}";
    }
  }
}
