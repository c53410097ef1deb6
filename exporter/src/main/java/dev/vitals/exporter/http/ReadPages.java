package dev.vitals.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.SnapshotSource;
import java.io.IOException;

/** The pages that change nothing. */
final class ReadPages {
  private final SnapshotSource source;
  private final MetricsPage metrics;

  ReadPages(SnapshotSource source, MetricsPage metrics) {
    this.source = source;
    this.metrics = metrics;
  }

  void answer(HttpExchange exchange, Routes route) throws IOException {
    if (hasBody(exchange)) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    switch (route) {
      case METRICS -> metrics.answer(exchange);
      case HEALTHY -> Answer.text("Vitals is healthy.\n").send(exchange);
      case READY -> ready().send(exchange);
      default -> alerts(exchange).send(exchange);
    }
  }

  private Answer ready() {
    return source.fresh().epochMillis() > 0
        ? Answer.text("Vitals is ready.\n")
        : new Answer(503, "text/plain; charset=utf-8", "Vitals is not ready.\n");
  }

  private Answer alerts(HttpExchange exchange) {
    Alert.Severity severity = null;
    String query = exchange.getRequestURI().getQuery();
    for (String parameter : query == null ? new String[0] : query.split("&")) {
      if (parameter.startsWith("severity=")) {
        severity = AlertsDocument.severityOf(parameter.substring("severity=".length()));
        if (severity == null) {
          return Answer.failure(400, "severity is one of low, medium, high, critical", true);
        }
      }
    }
    return Answer.json(AlertsDocument.of(source.fresh().alerts(), severity));
  }

  private static boolean hasBody(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return exchange.getRequestHeaders().containsKey("Transfer-Encoding")
        || (length != null && !length.equals("0"));
  }
}
