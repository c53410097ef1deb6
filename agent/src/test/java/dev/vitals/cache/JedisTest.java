package dev.vitals.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.host.redis.JedisScripts;
import dev.vitals.pipeline.CacheReadings.Counts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JedisTest {
  private static final String SCRIPTS = JedisScripts.class.getName();

  private static LocalRedis redis;

  @BeforeAll
  static void start() throws Exception {
    redis = new LocalRedis();
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jedis-4.4.8", "jedis-5.2.0", "jedis-6.2.0", "jedis-7.0.0", "jedis-8.0.2"})
  void counts_what_redis_replied(String jar) throws Exception {
    try (CacheHost host = host(jar)) {
      host.load(SCRIPTS).getMethod("open", int.class).invoke(null, redis.port());
      host.attach();
      String name = redis.name();

      assertEquals(Map.of(name, RedisCounts.of(1, 0, 1, 0)), run(host, "held"));
      assertEquals(Map.of(name, RedisCounts.of(7, 5, 10, 5)), run(host, "commands"));
      assertEquals(Map.of(name, RedisCounts.of(4, 3, 2, 1)), run(host, "binary"));
      assertEquals(Map.of(name, RedisCounts.of(1, 2, 1, 1)), run(host, "pool"));
      assertEquals(
          Map.of(
              name + "/3",
              RedisCounts.of(0, 0, 1, 0),
              name,
              RedisCounts.of(0, 1, 0, 0),
              name + "/5",
              RedisCounts.of(0, 1, 0, 0)),
          run(host, "databases"));
      assertEquals(Map.of(name, RedisCounts.of(0, 0, 1, 1)), run(host, "failures"));
      assertEquals(Map.of(name, RedisCounts.of(0, 0, 0, 1)), run(host, "batches"));
    }
  }

  private static CacheHost host(String jar) throws Exception {
    return new CacheHost(List.of(new JedisInstrumentation()), jar, "json-20251224", "gson-2.13.2");
  }

  private static Map<String, Counts> run(CacheHost host, String script) throws Exception {
    redis.clear();
    return host.run(SCRIPTS, script + '@' + redis.port(), false).byName();
  }
}
