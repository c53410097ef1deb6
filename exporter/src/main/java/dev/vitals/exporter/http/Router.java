package dev.vitals.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.vitals.exporter.model.Alert;
import dev.vitals.exporter.model.Control;
import dev.vitals.exporter.model.SnapshotSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Answers every request: gate, route, method, token, and then the page.
 *
 * <p><i>Errors:</i> a page that fails is 500 without a word; the rest of the JVM never sees it.
 */
final class Router implements HttpHandler {
  private static final long WRITE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final Gate gate;
  private final SnapshotSource source;
  private final Control control;
  private final MetricsPage metrics;
  private final Workers workers;

  Router(Gate gate, SnapshotSource source, Control control, MetricsPage metrics, Workers workers) {
    this.gate = gate;
    this.source = source;
    this.control = control;
    this.metrics = metrics;
    this.workers = workers;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      Answer.addFixedHeaders(exchange.getResponseHeaders());
      route(exchange);
    } catch (RuntimeException | Error e) {
      if (exchange.getResponseCode() < 0) {
        workers.limit(WRITE_NANOS);
        Answer.empty(500).send(exchange);
      }
    }
    exchange.close();
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    boolean api = path.startsWith(Routes.API_PREFIX);
    int refusal = gate.refusal(exchange);
    if (refusal != 0) {
      refuse(exchange, refusal, "this request is not for this endpoint", api);
      return;
    }
    Routes route = Routes.of(path);
    if (route == null) {
      refuse(exchange, 404, "no such path", api);
    } else if (!route.access.methods.contains(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Allow", String.join(", ", route.access.methods));
      refuse(exchange, 405, "no such method here", api);
    } else if (route.access == Routes.Access.CONTROL) {
      control(exchange, route);
    } else if (route.access == Routes.Access.READ && !gate.mayRead(exchange)) {
      askForToken(exchange, api);
    } else {
      workers.limit(WRITE_NANOS);
      read(exchange, route);
    }
  }

  private void read(HttpExchange exchange, Routes route) throws IOException {
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

  private void control(HttpExchange exchange, Routes route) throws IOException {
    if (!Gate.isLocal(exchange)) {
      refuse(exchange, 403, "", false);
      return;
    }
    if (!gate.mayControl(exchange)) {
      askForToken(exchange, false);
      return;
    }
    byte[] argument = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (argument.length > MAX_BODY_BYTES) {
      refuse(exchange, 413, "", false);
      return;
    }
    workers.unlimit();
    Control.Reply reply =
        control.execute(route.verb(), new String(argument, StandardCharsets.UTF_8));
    workers.limit(WRITE_NANOS);
    exchange.getResponseHeaders().set(Control.EXIT_CODE_HEADER, Integer.toString(reply.exitCode()));
    Answer.text(reply.text()).send(exchange);
  }

  private void askForToken(HttpExchange exchange, boolean api) throws IOException {
    exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
    refuse(exchange, 401, "a bearer token is needed", api);
  }

  private void refuse(HttpExchange exchange, int status, String reason, boolean api)
      throws IOException {
    workers.limit(WRITE_NANOS);
    exchange.getResponseHeaders().set("Connection", "close");
    Answer.failure(status, reason, api).send(exchange);
  }

  private static boolean hasBody(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return exchange.getRequestHeaders().containsKey("Transfer-Encoding")
        || (length != null && !length.equals("0"));
  }
}
