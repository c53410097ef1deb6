package dev.vitals.it;

import java.io.IOException;
import redis.embedded.RedisServer;

/** A Redis server on this machine, empty, from a library that carries its binary. */
final class LocalRedis implements AutoCloseable {
  private final int port = Http.freePort();
  private final RedisServer server;

  LocalRedis() throws IOException {
    server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .build();
    server.start();
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
