package dev.vitals.benchmarks.overhead;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Takes in what agents send (OTLP over HTTP, Elastic's and Datadog's protocols), says thanks, and
 * counts the requests the agents report to have served.
 */
final class Intake implements Closeable {
  private static final String DATADOG_FEATURES =
      "{\"version\":\"7.70.0\",\"endpoints\":[\"/v0.3/traces\",\"/v0.4/traces\",\"/v0.5/traces\","
          + "\"/v0.6/stats\",\"/telemetry/proxy/\"],\"client_drop_p0s\":false}";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong requestsSeen = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final Map<String, AtomicLong> payloads = new ConcurrentHashMap<>();

  Intake() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Requests to the application that were reported: server spans, transactions, traces. */
  long requestsSeen() {
    return requestsSeen.get();
  }

  long bytes() {
    return bytes.get();
  }

  long payloads() {
    return payloads.values().stream().mapToLong(AtomicLong::get).sum();
  }

  Map<String, AtomicLong> payloadsByPath() {
    return payloads;
  }

  private void take(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        answer(exchange, 200, described(path));
        return;
      }
      read(exchange, path);
      payloads.computeIfAbsent(path, fresh -> new AtomicLong()).incrementAndGet();
      if (path.startsWith("/intake")) {
        answer(exchange, 202, "");
      } else if (path.startsWith("/v1/")) {
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        answer(exchange, 200, "");
      } else {
        answer(exchange, 200, path.endsWith("/traces") ? "{\"rate_by_service\":{}}" : "{}");
      }
    } catch (IOException | RuntimeException broken) {
      payloads.computeIfAbsent("broken " + path, fresh -> new AtomicLong()).incrementAndGet();
    }
  }

  private static String described(String path) {
    return switch (path) {
      case "/" -> "{\"version\":\"8.17.0\",\"publish_ready\":true}";
      case "/info" -> DATADOG_FEATURES;
      default -> "{}";
    };
  }

  private void read(HttpExchange exchange, String path) throws IOException {
    InputStream in = exchange.getRequestBody();
    String encoding = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream plain =
        switch (encoding) {
          case "gzip" -> new GZIPInputStream(in);
          case "deflate" -> new InflaterInputStream(in);
          default -> in;
        };
    if (path.startsWith("/intake/v2/events")) {
      transactions(plain);
    } else {
      byte[] body = plain.readAllBytes();
      bytes.addAndGet(body.length);
      if (path.equals("/v1/traces")) {
        requestsSeen.addAndGet(OtlpSpans.servers(body));
      }
    }
    String traces = exchange.getRequestHeaders().getFirst("X-Datadog-Trace-Count");
    if (traces != null) {
      requestsSeen.addAndGet(Long.parseLong(traces));
    }
  }

  /** Elastic keeps one request open for seconds and writes a line for everything that happened. */
  private void transactions(InputStream plain) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(plain, StandardCharsets.ISO_8859_1));
    String line;
    while ((line = lines.readLine()) != null) {
      bytes.addAndGet(line.length());
      if (line.startsWith("{\"transaction\"")) {
        requestsSeen.incrementAndGet();
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
