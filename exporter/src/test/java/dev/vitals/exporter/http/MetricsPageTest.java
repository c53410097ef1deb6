package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.prometheus.FullSnapshot;
import dev.vitals.exporter.prometheus.Naming;
import dev.vitals.exporter.prometheus.ScrapeStatistics;
import dev.vitals.exporter.prometheus.Theirs;
import io.prometheus.client.exporter.HTTPServer.HTTPMetricHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our answers beside those of simpleclient's own handler, from the same snapshot. */
@Timeout(30)
class MetricsPageTest {
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  private static final List<String> QUERIES =
      List.of(
          "",
          "?name%5B%5D=jvm_class_count",
          "?name%5B%5D=nothing&x=y",
          "?name%5B%5D=http_server_request_duration_seconds_bucket",
          "?name%5B%5D=http_server_request_duration_seconds_count&name%5B%5D=target_info",
          "?name%5B%5D=http_server_request_duration_seconds_sum",
          "?name%5B%5D=http_server_request_duration_seconds");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Snapshot snapshot = FullSnapshot.create();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext("/theirs", theirs(Naming.OTEL));
    server.createContext("/theirs-micrometer", theirs(Naming.MICROMETER));
    server.createContext(
        "/ours",
        exchange -> {
          new MetricsPage(() -> snapshot, Naming.OTEL, false).answer(exchange);
          exchange.close();
        });
    server.createContext(
        "/micrometer",
        exchange -> {
          new MetricsPage(() -> snapshot, Naming.MICROMETER, false).answer(exchange);
          exchange.close();
        });
    server.start();
  }

  private HTTPMetricHandler theirs(Naming naming) {
    return new HTTPMetricHandler(
        Theirs.registry(() -> snapshot, new ScrapeStatistics(false), naming));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void answers_what_the_handler_of_simpleclient_answers() throws Exception {
    for (String accept : List.of("text/plain", OPEN_METRICS)) {
      for (String encoding : List.of("identity", "gzip", "br, GZIP")) {
        for (String query : QUERIES) {
          HttpResponse<byte[]> ours = ask("/ours" + query, accept, encoding);
          HttpResponse<byte[]> theirs = ask("/theirs" + query, accept, encoding);

          String asked = accept + ' ' + encoding + ' ' + query;
          assertEquals(theirs.statusCode(), ours.statusCode(), asked);
          for (String header : List.of("content-type", "content-encoding")) {
            assertEquals(
                theirs.headers().firstValue(header), ours.headers().firstValue(header), asked);
          }
          assertEquals(text(theirs), text(ours), asked);
        }
      }
    }
  }

  @Test
  void answers_in_the_names_it_was_given() throws Exception {
    String all = text(ask("/micrometer", "text/plain", "identity"));
    assertEquals(text(ask("/theirs-micrometer", "text/plain", "identity")), all);
    String one = "jvm_classes_loaded_classes";
    String filtered = text(ask("/micrometer?name%5B%5D=" + one, "text/plain", "identity"));
    assertEquals(1, filtered.lines().filter(line -> line.startsWith(one)).count());
    assertEquals(3, filtered.lines().count());
  }

  @Test
  void sends_a_large_answer_whole() throws Exception {
    String ours = text(ask("/ours", "text/plain", "identity"));
    assertTrue(ours.length() > 2 * 8_192, () -> ours.length() + " bytes are sent in one piece");
    assertEquals(text(ask("/theirs", "text/plain", "identity")), ours);
  }

  private HttpResponse<byte[]> ask(String path, String accept, String encoding) throws Exception {
    return client.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
            .header("Accept", accept)
            .header("Accept-Encoding", encoding)
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) throws IOException {
    byte[] body = response.body();
    return new String(
        response.headers().firstValue("content-encoding").isPresent()
            ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
            : body,
        StandardCharsets.UTF_8);
  }
}
