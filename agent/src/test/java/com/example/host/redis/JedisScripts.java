package com.example.host.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.GetExParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** An application that uses Redis through Jedis; a script is a name and a port. */
@SuppressWarnings({"deprecation", "removal"})
public final class JedisScripts {
  private static final String HOST = "127.0.0.1";

  private static Jedis held;

  private JedisScripts() {}

  /** Opens the connection that the script {@code held} uses. */
  public static void open(int port) {
    held = new Jedis(HOST, port);
    held.ping();
  }

  /** Returns an object to be kept, and nothing that a library would have counted. */
  public static Object[] run(String script, boolean statistics) throws Exception {
    int port = Integer.parseInt(script.substring(script.indexOf('@') + 1));
    switch (script.substring(0, script.indexOf('@'))) {
      case "commands" -> commands(port);
      case "binary" -> binary(port);
      case "pool" -> pool(port);
      case "databases" -> databases(port);
      case "failures" -> failures(port);
      case "batches" -> batches(port);
      case "held" -> {
        held.set("held", "1");
        held.get("held");
        held.close();
      }
      default -> throw new IllegalArgumentException(script);
    }
    return new Object[] {script, new long[0]};
  }

  private static void commands(int port) {
    try (Jedis jedis = new Jedis(HOST, port)) {
      jedis.get("absent");
      jedis.set("a", "1");
      jedis.get("a");
      jedis.set("a", "2", SetParams.setParams().nx());
      jedis.set("b", "2", SetParams.setParams().nx());
      jedis.setex("c", 60L, "3");
      jedis.psetex("d", 60_000L, "4");
      jedis.setnx("a", "x");
      jedis.setnx("e", "5");
      jedis.mget("a", "b", "absent");
      jedis.hset("h", "f", "1");
      jedis.hset("h", Map.of("g", "2", "i", "3"));
      jedis.hsetnx("h", "f", "x");
      jedis.hget("h", "f");
      jedis.hget("h", "absent");
      jedis.hmget("h", "f", "absent");
      jedis.getEx("a", GetExParams.getExParams());
      jedis.getDel("a");
      jedis.getDel("a");
      jedis.mset("m1", "1", "m2", "2");
      jedis.msetnx("m1", "x", "m3", "x");
      jedis.del("b", "absent");
      jedis.unlink("m1", "m2");
      jedis.hdel("h", "f", "absent");
      jedis.exists("c");
      jedis.ping();
    }
  }

  private static void binary(int port) {
    try (Jedis jedis = new Jedis(HOST, port)) {
      byte[] key = {1, 2, 3};
      jedis.set(key, new byte[] {4});
      jedis.get(key);
      jedis.mget(key, new byte[] {9});
      jedis.sendCommand(Protocol.Command.GET, key);
      jedis.sendCommand(Protocol.Command.SET, key, key);
      jedis.sendCommand(Protocol.Command.MGET, key, new byte[] {9});
      jedis.sendCommand(Protocol.Command.GET, "absent");
      jedis.del(key);
    }
  }

  private static void pool(int port) {
    HostAndPort server = new HostAndPort(HOST, port);
    try (UnifiedJedis unified =
            new UnifiedJedis(new PooledConnectionProvider(server), 2, Duration.ofSeconds(5));
        JedisPool pool = new JedisPool(HOST, port);
        Jedis jedis = pool.getResource()) {
      unified.set("pooled", "1");
      unified.get("pooled");
      unified.get("absent");
      jedis.get("absent");
      unified.del("pooled");
    }
  }

  private static void databases(int port) {
    try (Jedis jedis =
        new Jedis(
            new HostAndPort(HOST, port), DefaultJedisClientConfig.builder().database(3).build())) {
      jedis.set("there", "1");
      jedis.select(0);
      jedis.get("there");
      jedis.select(5);
      jedis.get("there");
    }
  }

  private static void failures(int port) {
    try (Jedis jedis = new Jedis(HOST, port)) {
      jedis.hset("hash", "f", "1");
      for (int round = 0; round < 2; round++) {
        try {
          jedis.get("hash");
          throw new IllegalStateException("a hash was read as a value");
        } catch (JedisDataException wrongType) {
          if (!wrongType.getMessage().startsWith("WRONGTYPE") || isWoven(wrongType)) {
            throw new IllegalStateException("not the library's own", wrongType);
          }
        }
      }
      jedis.del("hash");
    }
  }

  private static void batches(int port) {
    try (Jedis jedis = new Jedis(HOST, port)) {
      Pipeline pipeline = jedis.pipelined();
      pipeline.set("batched", "1");
      pipeline.get("batched");
      pipeline.sync();
      Transaction transaction = jedis.multi();
      transaction.get("batched");
      if (!transaction.exec().equals(List.of("1"))) {
        throw new IllegalStateException("not what was stored");
      }
      jedis.del("batched");
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
