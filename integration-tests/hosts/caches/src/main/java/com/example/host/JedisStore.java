package com.example.host;

import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;

/** Redis through Jedis: a pool of connections. */
@SuppressWarnings({"deprecation", "removal"})
final class JedisStore extends Store {
  private final JedisPool pool;

  JedisStore(String name, int port) {
    super(name);
    pool = new JedisPool("127.0.0.1", port);
  }

  @Override
  void step(int operation, int shared, int own) {
    String key = name() + shared;
    String other = name() + own;
    try (Jedis jedis = pool.getResource()) {
      switch (operation) {
        case 0, 1, 2, 3 -> tally.lookedUp(jedis.get(key));
        case 4, 5 -> {
          jedis.set(key, "put");
          tally.puts.increment();
        }
        case 6 -> tally.removals.add(jedis.del(key, other));
        case 7 -> tally.puts.add(jedis.setnx(other, "absent"));
        case 8 -> tally.removed(tally.lookedUp(jedis.getDel(key)));
        default -> jedis.mget(key, other).forEach(tally::lookedUp);
      }
    }
  }

  @Override
  Map<String, Long> statistics() {
    return Map.of();
  }

  @Override
  long size() {
    return -1L;
  }
}
