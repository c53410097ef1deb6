package dev.vitals.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Answers what a test has laid out, as an agent would over HTTP, and remembers what was asked. */
final class FakeApi implements AutoCloseable {
  private static final String PREFIX = "/api/v1/performance";

  private final String scheme;
  private final HttpServer server;
  private final Map<String, Deque<Laid>> answers = new HashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** One answer; the last one that is laid is given again and again. */
  private record Laid(int status, String body) {}

  /** What a command printed, and its exit code. */
  record Result(int exitCode, String out, String err) {}

  FakeApi() throws IOException {
    this(null);
  }

  /**
   * @param tls null for none
   */
  FakeApi(SSLContext tls) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (tls == null) {
      scheme = "http";
      server = HttpServer.create(anyPort, 0);
    } else {
      scheme = "https";
      HttpsServer secure = HttpsServer.create(anyPort, 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = secure;
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lays an answer behind those that are there. */
  FakeApi lay(String path, int status, String body) {
    synchronized (answers) {
      answers.computeIfAbsent(path, key -> new ArrayDeque<>()).add(new Laid(status, body));
    }
    return this;
  }

  /** Lays a document whose {@code data} this is. */
  FakeApi data(String path, String data) {
    String body =
        "{\"status\":\"success\",\"timestamp\":\"2026-11-21T15:00:00Z\",\"data\":" + data + "}";
    return lay(path, 200, body);
  }

  /** Method, path and query, token or a dash, and body, of each request. */
  List<String> asked() {
    return asked;
  }

  /** Runs a command against this address; it is put behind the command's own words. */
  Result run(int words, String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add(words, address());
    return run(all);
  }

  static Result run(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Cli.run(arguments.toArray(new String[0]), new PrintStream(out), new PrintStream(err));
    return new Result(exitCode, out.toString(), err.toString());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String target = exchange.getRequestURI().toString();
    boolean ours = target.startsWith(PREFIX);
    asked.add(
        exchange.getRequestMethod()
            + ' '
            + (ours ? target.substring(PREFIX.length()) : target)
            + ' '
            + (authorization == null ? "-" : authorization)
            + (body.isEmpty() ? "" : ' ' + body));
    boolean isPost = exchange.getRequestMethod().equals("POST");
    boolean isMeant =
        exchange.getRequestHeaders().containsKey("X-Requested-By")
            && "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
    String path = exchange.getRequestURI().getPath();
    Laid laid =
        isPost && !isMeant
            ? new Laid(415, "")
            : next(ours ? path.substring(PREFIX.length()) : path);
    byte[] bytes = laid.body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(laid.status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private Laid next(String path) {
    synchronized (answers) {
      Deque<Laid> laid = answers.get(path);
      if (laid == null) {
        return new Laid(404, "{\"status\":\"error\",\"error\":\"no such path\"}");
      }
      return laid.size() > 1 ? laid.remove() : laid.peek();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
