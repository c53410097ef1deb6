package dev.vitals.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import dev.vitals.exporter.model.SnapshotSource;
import dev.vitals.exporter.prometheus.Exposition;
import dev.vitals.exporter.prometheus.ScrapeStatistics;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer.HTTPMetricHandler;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.util.Properties;

/** The exposition, written by simpleclient's own handler, and what a scrape costs. */
final class MetricsPage {
  private static final String[] PROPERTIES_OF_SIMPLECLIENT = {
    "sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime"
  };

  private final ScrapeStatistics statistics = new ScrapeStatistics();
  private final HTTPMetricHandler handler;

  /** Must not be called before the JDK's server has read its configuration. */
  MetricsPage(SnapshotSource source) {
    initialiseSimpleclientUnseen();
    CollectorRegistry registry = Exposition.registry(source, statistics);
    handler = new HTTPMetricHandler(registry);
  }

  void answer(HttpExchange exchange) throws IOException {
    long startNanos = System.nanoTime();
    String contentType =
        TextFormat.chooseContentType(exchange.getRequestHeaders().getFirst("Accept"));
    if (exchange.getRequestMethod().equals("HEAD")) {
      // simpleclient would give a length for gzip, about which the JDK logs a warning.
      new Answer(200, contentType, "").send(exchange);
      return;
    }
    CountingStream body = new CountingStream(exchange.getResponseBody());
    exchange.setStreams(null, body);
    int code = 500;
    try {
      handler.handle(exchange);
      code = exchange.getResponseCode();
    } finally {
      statistics.add(
          contentType.startsWith("text/") ? "text" : "openmetrics",
          code,
          System.nanoTime() - startNanos,
          body.bytes());
    }
  }

  /** simpleclient's server class sets two JVM-wide properties when it is initialised. */
  private static void initialiseSimpleclientUnseen() {
    Properties properties = System.getProperties();
    String[] before = new String[PROPERTIES_OF_SIMPLECLIENT.length];
    for (int i = 0; i < before.length; i++) {
      before[i] = properties.getProperty(PROPERTIES_OF_SIMPLECLIENT[i]);
    }
    try {
      Class.forName(
          "io.prometheus.client.exporter.HTTPServer", true, MetricsPage.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new NoClassDefFoundError(e.getMessage());
    } finally {
      for (int i = 0; i < before.length; i++) {
        if (before[i] == null) {
          properties.remove(PROPERTIES_OF_SIMPLECLIENT[i]);
        }
      }
    }
  }
}
