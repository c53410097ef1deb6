package com.example.host;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An application without measure: it makes as many contexts, sends as many different statements and
 * looks up as many keys as the path of a request asks for; it answers after as many milliseconds,
 * and with the status, that a path says.
 */
public final class Main {
  private static final Cache<Integer, String> CACHE = Caffeine.newBuilder().build();

  private Main() {}

  public static void main(String[] args) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 200);
    server.createContext("/hello", exchange -> answer(exchange, 200, "hello"));
    server.createContext(
        "/contexts/",
        exchange -> {
          int contexts = lastNumber(exchange);
          for (int number = 0; number < contexts; number++) {
            server.createContext("/c/" + (1_000_000 + number), each -> answer(each, 200, "here"));
          }
          answer(exchange, 200, "made " + contexts);
        });
    server.createContext("/tables/", exchange -> statements(exchange, "SELECT * FROM SHOP_%d"));
    server.createContext(
        "/literals/", exchange -> statements(exchange, "SELECT NAME FROM ITEM WHERE ID = %d"));
    server.createContext("/lookups/", Main::lookups);
    server.createContext("/pause/", Main::pause);
    server.createContext(
        "/status/", exchange -> answer(exchange, lastNumber(exchange), "as asked"));
    ExecutorService workers = Executors.newFixedThreadPool(8);
    server.setExecutor(workers);
    server.start();
    Console.serve(server.getAddress().getPort());
    server.stop(0);
    workers.shutdown();
  }

  /** Sends as many statements as the path says, every one with another number in its text. */
  private static void statements(HttpExchange exchange, String format) throws IOException {
    int count = lastNumber(exchange);
    int failed = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:busy");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS ITEM(ID INT, NAME VARCHAR)");
      for (int number = 0; number < count; number++) {
        try {
          statement.execute(String.format(format, number));
        } catch (SQLException refused) {
          failed++;
        }
      }
    } catch (SQLException broken) {
      answer(exchange, 500, broken.toString());
      return;
    }
    answer(exchange, 200, "failed " + failed);
  }

  /** Looks every key up twice, so that it is missed and then hit. */
  private static void lookups(HttpExchange exchange) throws IOException {
    int count = lastNumber(exchange);
    for (int key = 0; key < count; key++) {
      if (CACHE.getIfPresent(key) == null) {
        CACHE.put(key, "value");
      }
      CACHE.getIfPresent(key);
    }
    answer(exchange, 200, "looked up " + count);
  }

  private static void pause(HttpExchange exchange) throws IOException {
    try {
      Thread.sleep(lastNumber(exchange));
    } catch (InterruptedException ending) {
      answer(exchange, 503, "ending");
      return;
    }
    answer(exchange, 200, "paused");
  }

  private static int lastNumber(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
