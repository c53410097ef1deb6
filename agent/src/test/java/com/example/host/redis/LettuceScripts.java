package com.example.host.redis;

import io.lettuce.core.GetExArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An application that uses Redis through Lettuce; a script is a name and a port. */
@SuppressWarnings("deprecation")
public final class LettuceScripts {
  private static final String HOST = "127.0.0.1";

  private static RedisClient heldClient;
  private static StatefulRedisConnection<String, String> held;

  private LettuceScripts() {}

  /** Opens the connection that the script {@code held} uses. */
  public static void open(int port) {
    heldClient = RedisClient.create(RedisURI.create(HOST, port));
    held = heldClient.connect();
    held.sync().ping();
  }

  /** Returns an object to be kept, and nothing that a library would have counted. */
  public static Object[] run(String script, boolean statistics) throws Exception {
    int port = Integer.parseInt(script.substring(script.indexOf('@') + 1));
    String name = script.substring(0, script.indexOf('@'));
    if (name.equals("held")) {
      held.sync().set("held", "1");
      held.sync().get("held");
      end(held);
      close(heldClient);
      return new Object[] {script, new long[0]};
    }
    RedisURI uri = RedisURI.create(HOST, port);
    if (name.equals("databases")) {
      uri.setDatabase(3);
    }
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      switch (name) {
        case "commands" -> commands(connection.sync());
        case "async" -> async(connection.async());
        case "reactive" -> reactive(connection.reactive());
        case "databases" -> databases(connection.sync());
        case "failures" -> failures(connection.sync());
        case "transaction" -> transaction(client, connection.sync());
        default -> throw new IllegalArgumentException(script);
      }
      end(connection);
    } finally {
      close(client);
    }
    return new Object[] {script, new long[0]};
  }

  /** Once this is answered, whatever was answered before is counted. */
  private static void end(StatefulRedisConnection<String, String> connection) {
    connection.sync().ping();
  }

  private static void close(RedisClient client) {
    client.shutdown(0L, 1L, TimeUnit.SECONDS);
  }

  private static void commands(RedisCommands<String, String> redis) {
    redis.get("absent");
    redis.set("a", "1");
    redis.get("a");
    redis.set("a", "2", SetArgs.Builder.nx());
    redis.set("b", "2", SetArgs.Builder.nx());
    redis.setex("c", 60L, "3");
    redis.psetex("d", 60_000L, "4");
    redis.setnx("a", "x");
    redis.setnx("e", "5");
    redis.mget("a", "b", "absent");
    redis.hset("h", "f", "1");
    redis.hset("h", Map.of("g", "2", "i", "3"));
    redis.hsetnx("h", "f", "x");
    redis.hget("h", "f");
    redis.hget("h", "absent");
    redis.hmget("h", "f", "absent");
    redis.getex("a", GetExArgs.Builder.ex(60));
    redis.getdel("a");
    redis.getdel("a");
    redis.mset(Map.of("m1", "1", "m2", "2"));
    redis.msetnx(Map.of("m1", "x", "m3", "x"));
    redis.del("b", "absent");
    redis.unlink("m1", "m2");
    redis.hdel("h", "f", "absent");
    redis.exists("c");
  }

  private static void async(RedisAsyncCommands<String, String> redis) throws Exception {
    List<RedisFuture<?>> pending = new ArrayList<>();
    pending.add(redis.set("async", "1"));
    for (int count = 0; count < 100; count++) {
      pending.add(redis.get("async"));
      pending.add(redis.get("absent"));
    }
    pending.add(redis.del("async"));
    for (RedisFuture<?> each : pending) {
      each.get(10, TimeUnit.SECONDS);
    }
  }

  private static void reactive(RedisReactiveCommands<String, String> redis) {
    Duration limit = Duration.ofSeconds(10);
    redis.set("reactive", "1").then(redis.get("reactive")).then(redis.get("absent")).block(limit);
    redis.mget("reactive", "absent").collectList().block(limit);
    redis.del("reactive").block(limit);
  }

  private static void databases(RedisCommands<String, String> redis) {
    redis.set("there", "1");
    redis.select(0);
    redis.get("there");
    redis.select(5);
    redis.get("there");
  }

  private static void failures(RedisCommands<String, String> redis) {
    redis.hset("hash", "f", "1");
    for (int round = 0; round < 2; round++) {
      try {
        redis.get("hash");
        throw new IllegalStateException("a hash was read as a value");
      } catch (RedisCommandExecutionException wrongType) {
        if (!wrongType.getMessage().startsWith("WRONGTYPE") || isWoven(wrongType)) {
          throw new IllegalStateException("not the library's own", wrongType);
        }
      }
    }
    redis.del("hash");
  }

  private static void transaction(RedisClient client, RedisCommands<String, String> redis) {
    redis.multi();
    redis.set("batched", "1");
    redis.get("batched");
    redis.get("absent");
    redis.mget("batched", "absent");
    redis.del("batched");
    if (redis.exec().size() != 5) {
      throw new IllegalStateException("not what was asked");
    }
    redis.multi();
    redis.get("absent");
    redis.discard();
    redis.watch("watched");
    try (StatefulRedisConnection<String, String> other = client.connect()) {
      other.sync().set("watched", "1");
      end(other);
    }
    redis.multi();
    redis.get("watched");
    redis.set("watched", "2");
    if (!redis.exec().wasDiscarded()) {
      throw new IllegalStateException("carried out");
    }
  }

  private static boolean isWoven(Throwable thrown) {
    for (StackTraceElement element : thrown.getStackTrace()) {
      if (element.getClassName().startsWith("dev.vitals.probe.")) {
        return true;
      }
    }
    return false;
  }
}
