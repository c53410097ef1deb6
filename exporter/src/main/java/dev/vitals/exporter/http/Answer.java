package dev.vitals.exporter.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response that is sent as a whole; nothing of the request is ever repeated in it. */
record Answer(int status, String contentType, String body) {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int PIECE = 1 << 13;
  private static final String JSON = "application/json; charset=utf-8";

  static Answer empty(int status) {
    return new Answer(status, "", "");
  }

  static Answer text(String body) {
    return new Answer(200, TEXT, body);
  }

  static Answer json(String body) {
    return json(200, body);
  }

  static Answer json(int status, String body) {
    return new Answer(status, JSON, body);
  }

  /** Carries its reason as JSON under the API, and nothing but the status elsewhere. */
  static Answer failure(int status, String reason, boolean api) {
    if (!api) {
      return empty(status);
    }
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("status", "error");
    envelope.put("error", reason);
    return new Answer(status, JSON, Json.write(envelope));
  }

  /** Sends a failure. */
  static void refuse(HttpExchange exchange, int status, String reason, boolean api)
      throws IOException {
    failure(status, reason, api).send(exchange);
  }

  /**
   * Every answer ends its connection: idle ones would stay for as long as the JVM's setting says.
   */
  static void addFixedHeaders(Headers headers) {
    headers.set("Connection", "close");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Security-Policy", "default-src 'none'");
  }

  void send(HttpExchange exchange) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (!contentType.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", contentType);
    }
    if (exchange.getRequestMethod().equals("HEAD") || bytes.length == 0) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, bytes.length);
      // In pieces: the JDK keeps native memory of the size of the largest for every thread.
      for (int sent = 0; sent < bytes.length; sent += PIECE) {
        exchange.getResponseBody().write(bytes, sent, Math.min(PIECE, bytes.length - sent));
      }
    }
  }
}
