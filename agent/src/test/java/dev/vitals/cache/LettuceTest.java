package dev.vitals.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.host.redis.LettuceScripts;
import dev.vitals.pipeline.CacheReadings.Counts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LettuceTest {
  private static final String SCRIPTS = LettuceScripts.class.getName();

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
      strings = {
        "lettuce-core-6.2.7.RELEASE",
        "lettuce-core-6.8.1.RELEASE",
        "lettuce-core-7.7.0.RELEASE"
      })
  void counts_what_redis_replied(String jar) throws Exception {
    try (CacheHost host = new CacheHost(List.of(new LettuceInstrumentation()), jar)) {
      // Lettuce looks for its events through it.
      Thread.currentThread().setContextClassLoader(host.load(SCRIPTS).getClassLoader());
      host.load(SCRIPTS).getMethod("open", int.class).invoke(null, redis.port());
      host.attach();
      String name = redis.name();

      assertEquals(Map.of(name, RedisCounts.of(1, 0, 1, 0)), run(host, "held"));
      assertEquals(Map.of(name, RedisCounts.of(7, 5, 10, 5)), run(host, "commands"));
      assertEquals(Map.of(name, RedisCounts.of(100, 100, 1, 1)), run(host, "async"));
      assertEquals(Map.of(name, RedisCounts.of(1, 1, 1, 1)), run(host, "reactive"));
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
      assertEquals(Map.of(name, RedisCounts.of(2, 2, 2, 1)), run(host, "transaction"));
    } finally {
      Thread.currentThread().setContextClassLoader(LettuceTest.class.getClassLoader());
    }
  }

  private static Map<String, Counts> run(CacheHost host, String script) throws Exception {
    redis.clear();
    return host.run(SCRIPTS, script + '@' + redis.port(), false).byName();
  }
}
