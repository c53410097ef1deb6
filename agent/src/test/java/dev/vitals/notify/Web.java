package dev.vitals.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitals.cli.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server that keeps what it is sent and answers what it is told to, else 200. */
final class Web implements AutoCloseable {
  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final HttpServer server;

  Web() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What the next request is answered. */
  synchronized Web next(int status, String body, Map<String, String> headers) {
    replies.add(new Reply(status, body, headers));
    return this;
  }

  Request only() {
    if (requests.size() != 1) {
      throw new AssertionError("one request, not " + requests.size());
    }
    return requests.get(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              exchange.getRequestBody().readAllBytes()));
      Reply reply = reply();
      reply.headers.forEach(exchange.getResponseHeaders()::add);
      byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private synchronized Reply reply() {
    return replies.isEmpty() ? new Reply(200, "ok", Map.of()) : replies.remove();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  record Request(String method, String path, Map<String, List<String>> headers, byte[] body) {
    String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? null : String.join(",", values);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** Read by a parser that knows nothing of the writer. */
    Object json() {
      return Json.read(text());
    }
  }

  private record Reply(int status, String body, Map<String, String> headers) {}
}
