package dev.vitals.exporter.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Answers every request: rate, gate, route, method, caller, role, and then the page.
 *
 * <p><i>Errors:</i> a page that fails is 500 without a word; the rest of the JVM never sees it.
 */
final class Router implements HttpHandler {
  static final long WRITE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LEAVING_MILLIS = 250;

  private final Protection protection;
  private final ReadPages readPages;
  private final ActionPages actionPages;
  private final Workers workers;
  private final Semaphore expensive = new Semaphore(1);

  Router(Protection protection, Served served, MetricsPage metrics, Workers workers) {
    this.protection = protection;
    this.readPages = new ReadPages(served, metrics, workers);
    this.actionPages = new ActionPages(protection, served, workers);
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
    finish(exchange);
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    boolean api = Routes.isApi(path);
    List<Route> there = Routes.at(path);
    Route route = Routes.of(there, exchange.getRequestMethod());
    long waitNanos = protection.waitNanos(exchange, route);
    if (waitNanos > 0) {
      later(exchange, waitNanos, "too many requests", api);
      return;
    }
    int refusal = protection.gate().refusal(exchange);
    if (refusal != 0) {
      refuse(exchange, refusal, "this request is not for this endpoint", api);
    } else if (there.isEmpty()) {
      refuse(exchange, 404, "no such path", api);
    } else if (route == null) {
      exchange.getResponseHeaders().set("Allow", String.join(", ", Routes.methods(there)));
      refuse(exchange, 405, "no such method here", api);
    } else if (route.page() instanceof Page.Command command) {
      actionPages.control(exchange, route, command.verb());
    } else if (route.access() == Access.OPEN) {
      answer(exchange, route, Caller.ANYBODY);
    } else {
      judge(exchange, route, api);
    }
  }

  private void judge(HttpExchange exchange, Route route, boolean api) throws IOException {
    Authentication.Verdict verdict =
        protection.authentication().judge(exchange, route.access().role);
    if (!verdict.isAllowed()) {
      turnAway(exchange, route, verdict, api);
    } else if (!route.isExpensive()) {
      answer(exchange, route, verdict.caller());
    } else if (!isFree()) {
      later(exchange, BUSY_NANOS, "something else is being done", api);
    } else {
      try {
        answer(exchange, route, verdict.caller());
      } finally {
        expensive.release();
      }
    }
  }

  /**
   * Takes the place for expensive work. Whoever has just read the answer to the request before may
   * ask again sooner than that one has left it.
   */
  private boolean isFree() {
    try {
      return expensive.tryAcquire(LEAVING_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void answer(HttpExchange exchange, Route route, Caller caller) throws IOException {
    workers.limit(WRITE_NANOS);
    if (route.page() instanceof Page.Action action) {
      actionPages.act(exchange, route, action.action(), caller);
    } else {
      readPages.answer(exchange, route);
    }
  }

  private void turnAway(
      HttpExchange exchange, Route route, Authentication.Verdict verdict, boolean api)
      throws IOException {
    protection.audit().refused(exchange, route, verdict);
    if (verdict.waitNanos() > 0) {
      later(exchange, verdict.waitNanos(), verdict.reason(), api);
      return;
    }
    if (verdict.status() == 401) {
      Headers headers = exchange.getResponseHeaders();
      for (String challenge : protection.authentication().challenges()) {
        headers.add("WWW-Authenticate", challenge);
      }
    }
    refuse(exchange, verdict.status(), verdict.reason(), api);
  }

  private void later(HttpExchange exchange, long waitNanos, String reason, boolean api)
      throws IOException {
    long seconds = Math.max(1, (waitNanos + 999_999_999L) / 1_000_000_000L);
    exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds));
    refuse(exchange, 429, reason, api);
  }

  private void refuse(HttpExchange exchange, int status, String reason, boolean api)
      throws IOException {
    workers.limit(WRITE_NANOS);
    Answer.refuse(exchange, status, reason, api);
  }

  /**
   * Ends the exchange. A TLS connection says goodbye when it is closed, which can block on a client
   * that reads nothing. An exception has the server close it here, where the worker's deadline
   * counts, and not on its only dispatcher.
   */
  private static void finish(HttpExchange exchange) throws IOException {
    String length = exchange.getResponseHeaders().getFirst("Content-Length");
    if (exchange instanceof HttpsExchange && length != null && !length.equals("0")) {
      exchange.getResponseBody().flush();
      throw new IOException("answered");
    }
    exchange.close();
  }
}
