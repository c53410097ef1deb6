package com.example.host;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The shop on the JDK's own HTTP server, in a host that names its own log manager in its main. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", exchange -> answer(exchange, 404, "missing"));
    server.createContext("/hello", Main::hello);
    server.createContext(
        "/items/", exchange -> answer(exchange, 200, "item " + exchange.getRequestURI().getPath()));
    server.createContext("/error-code", exchange -> answer(exchange, 503, "unavailable"));
    server.createContext("/filtered", Main::hello).getFilters().add(new Answering());
    ExecutorService workers = Executors.newFixedThreadPool(4);
    server.setExecutor(workers);
    server.start();
    Console.serve(server.getAddress().getPort());
    server.stop(0);
    workers.shutdown();
  }

  private static void hello(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> answer(exchange, 200, "hello");
      case "POST" ->
          answer(exchange, 200, "read " + exchange.getRequestBody().readAllBytes().length);
      default -> answer(exchange, 501, "no such method");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static final class Answering extends Filter {
    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      answer(exchange, 403, "filtered");
    }

    @Override
    public String description() {
      return "answers itself";
    }
  }
}
