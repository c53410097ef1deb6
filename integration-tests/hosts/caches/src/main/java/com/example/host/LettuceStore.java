package com.example.host;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Map;

/** Redis through Lettuce: one connection for all threads. */
@SuppressWarnings("deprecation")
final class LettuceStore extends Store {
  private final RedisCommands<String, String> redis;

  LettuceStore(String name, int port) {
    super(name);
    redis = RedisClient.create(RedisURI.create("127.0.0.1", port)).connect().sync();
  }

  @Override
  void step(int operation, int shared, int own) {
    String key = name() + shared;
    String other = name() + own;
    switch (operation) {
      case 0, 1, 2, 3 -> tally.lookedUp(redis.get(key));
      case 4, 5 -> {
        redis.set(key, "put");
        tally.puts.increment();
      }
      case 6 -> tally.removals.add(redis.del(key, other));
      case 7 -> tally.puts.add(redis.setnx(other, "absent") ? 1 : 0);
      case 8 -> tally.removed(tally.lookedUp(redis.getdel(key)));
      default -> redis.mget(key, other).forEach(each -> tally.lookedUp(each.getValueOrElse(null)));
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
