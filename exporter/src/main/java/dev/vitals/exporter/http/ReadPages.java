package dev.vitals.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import dev.vitals.exporter.model.Documents;
import dev.vitals.exporter.model.SnapshotSource;
import java.io.IOException;
import java.util.Map;

/** The pages that change nothing. */
final class ReadPages {
  private final SnapshotSource source;
  private final Documents documents;
  private final MetricsPage metrics;
  private final Workers workers;

  ReadPages(Served served, MetricsPage metrics, Workers workers) {
    this.source = served.source();
    this.documents = served.documents();
    this.metrics = metrics;
    this.workers = workers;
  }

  void answer(HttpExchange exchange, Route route) throws IOException {
    if (route.page() instanceof Page.Document document) {
      document(exchange, document.topic()).send(exchange);
      return;
    }
    switch ((Page.Own) route.page()) {
      case METRICS -> metrics.answer(exchange);
      case HEALTHY -> Answer.text("Vitals is healthy.\n").send(exchange);
      case READY -> ready().send(exchange);
    }
  }

  private Answer ready() {
    return source.fresh().epochMillis() > 0
        ? Answer.text("Vitals is ready.\n")
        : new Answer(503, "text/plain; charset=utf-8", "Vitals is not ready.\n");
  }

  /** No client is waited for while it is made, and a file that is read dislikes interrupts. */
  private Answer document(HttpExchange exchange, Documents.Topic topic) {
    Map<String, String> parameters;
    try {
      parameters = Query.parameters(exchange.getRequestURI().getRawQuery());
    } catch (IllegalArgumentException wrong) {
      return Answer.failure(400, wrong.getMessage(), true);
    }
    workers.unlimit();
    try {
      Documents.Document document = documents.read(topic, parameters);
      return new Answer(document.status(), document.contentType(), document.body());
    } finally {
      workers.limit(Router.WRITE_NANOS);
    }
  }
}
