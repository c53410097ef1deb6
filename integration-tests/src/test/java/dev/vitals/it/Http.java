package dev.vitals.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Requests over the loopback, and ports to listen on. */
final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private Http() {}

  static HttpResponse<String> send(
      String method, int port, String path, String body, String... headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  static int status(String method, int port, String path, String body) {
    try {
      return send(method, port, path, body).statusCode();
    } catch (IOException failure) {
      throw new UncheckedIOException(method + " " + path, failure);
    }
  }

  /** The document at this path, which must be there. */
  static Tree tree(int port, String path) {
    try {
      HttpResponse<String> answer = send("GET", port, path, null);
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + " answered " + answer.statusCode() + ' ' + answer.body());
      }
      return Tree.parse(answer.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(path, failure);
    }
  }

  /** Whether somebody is there who answers this path with 200. */
  static boolean answers(int port, String path) {
    try {
      return listens(port) && send("GET", port, path, null).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  static PrometheusText scrape(int port) {
    try {
      HttpResponse<String> answer = send("GET", port, "/metrics", null);
      if (answer.statusCode() != 200) {
        throw new AssertionError("scrape answered " + answer.statusCode());
      }
      return PrometheusText.parse(answer.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static boolean listens(int port) {
    try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
