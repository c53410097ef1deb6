package dev.vitals.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.SnapshotSource;
import dev.vitals.exporter.prometheus.Exposition;
import dev.vitals.exporter.prometheus.Naming;
import dev.vitals.exporter.prometheus.ScrapeStatistics;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The exposition, and what a scrape costs.
 *
 * <p><i>Cost:</i> nothing of a scrape is kept after it but its size. simpleclient's own HTTP
 * handler is not used: see docs/decisions/0007.
 */
final class MetricsPage {
  private static final String ONLY = "name[]=";
  private static final int BUFFER = 1 << 13;

  private final SnapshotSource source;
  private final Naming naming;
  private final ScrapeStatistics statistics;

  // A size only, so that the next answer need not grow; which of two scrapes wrote it is the same.
  private volatile int largestBytes;

  /**
   * @param isExposed whether whoever reaches this machine may read it
   */
  MetricsPage(SnapshotSource source, Naming naming, boolean isExposed) {
    this.source = source;
    this.naming = naming;
    statistics = new ScrapeStatistics(isExposed);
  }

  void answer(HttpExchange exchange) throws IOException {
    long startNanos = System.nanoTime();
    String contentType =
        TextFormat.chooseContentType(exchange.getRequestHeaders().getFirst("Accept"));
    if (exchange.getRequestMethod().equals("HEAD")) {
      new Answer(200, contentType, "").send(exchange);
      return;
    }
    int code = 500;
    Body body = new Body(largestBytes + BUFFER);
    try {
      boolean isZipped = acceptsGzip(exchange);
      body.render(contentType, only(exchange.getRequestURI().getQuery()), isZipped);
      exchange.getResponseHeaders().set("Content-Type", contentType);
      if (isZipped) {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      }
      exchange.sendResponseHeaders(200, body.size());
      body.sendTo(exchange.getResponseBody());
      largestBytes = Math.max(largestBytes, body.size());
      code = 200;
    } finally {
      statistics.add(
          contentType.startsWith("text/") ? "text" : "openmetrics",
          code,
          System.nanoTime() - startNanos,
          body.size());
    }
  }

  private static boolean acceptsGzip(HttpExchange exchange) {
    List<String> accepted = exchange.getRequestHeaders().get("Accept-Encoding");
    for (String encodings : accepted == null ? List.<String>of() : accepted) {
      for (String encoding : encodings.split(",")) {
        if (encoding.trim().equalsIgnoreCase("gzip")) {
          return true;
        }
      }
    }
    return false;
  }

  /** The names of the samples that are wanted; none for all of them. */
  private static Set<String> only(String query) {
    Set<String> names = new HashSet<>();
    for (String parameter : query == null ? new String[0] : query.split("&")) {
      if (parameter.startsWith(ONLY)) {
        names.add(parameter.substring(ONLY.length()));
      }
    }
    return names;
  }

  /** A scrape as it is sent: rendered as a whole first, so that half of one never looks whole. */
  private final class Body extends ByteArrayOutputStream {
    Body(int expectedBytes) {
      super(expectedBytes);
    }

    void render(String contentType, Set<String> only, boolean isZipped) throws IOException {
      List<Family> families = new ArrayList<>(naming.families(source.fresh()));
      families.addAll(statistics.families());
      try (OutputStream target = isZipped ? new QuickGzip(this) : this) {
        Exposition.write(contentType, families, only, target);
      }
    }

    /** In pieces: the JDK keeps native memory of the size of the largest for every thread. */
    void sendTo(OutputStream target) throws IOException {
      for (int sent = 0; sent < count; sent += BUFFER) {
        target.write(buf, sent, Math.min(BUFFER, count - sent));
      }
    }
  }

  /** A scrape is read once, mostly on the same network: time counts more than size. */
  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(OutputStream target) throws IOException {
      super(target, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
