package com.example.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the shop over HTTP. */
final class Customer {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  Customer(int port) {
    address = "http://127.0.0.1:" + port;
  }

  Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  Answer put(String path) {
    return send("PUT", path, BodyPublishers.noBody());
  }

  Answer post(String path, String json) {
    return send("POST", path, BodyPublishers.ofString(json));
  }

  private Answer send(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(method, body)
            .header("Content-Type", "application/json")
            .header("Accept-Encoding", "gzip")
            .timeout(Duration.ofSeconds(30))
            .build();
    long startNanos = System.nanoTime();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      long tookMillis = (System.nanoTime() - startNanos) / 1_000_000;
      return new Answer(response, tookMillis);
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " had no answer", e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted in " + method + " " + path, e);
    }
  }

  /** What came back, and after how long. */
  record Answer(HttpResponse<String> response, long tookMillis) {

    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    JsonNode json() {
      return JSON.readTree(body());
    }
  }
}
