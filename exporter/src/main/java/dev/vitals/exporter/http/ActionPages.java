package dev.vitals.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import dev.vitals.exporter.model.Actions;
import dev.vitals.exporter.model.Control;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The pages that change or reveal something; each is written down when it is over, whatever came of
 * it, but for what the command line only reads. A page of another site can make a browser post a
 * form, but neither JSON nor a header of its own: so both are asked for.
 */
final class ActionPages {
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final String OWN_HEADER = "X-Requested-By";
  private static final String JSON = "application/json";

  private final Protection protection;
  private final Control control;
  private final Actions actions;
  private final Workers workers;

  ActionPages(Protection protection, Served served, Workers workers) {
    this.protection = protection;
    this.control = served.control();
    this.actions = served.actions();
    this.workers = workers;
  }

  /** Only for callers who may. */
  void act(HttpExchange exchange, Route route, Actions.Action action, Caller caller)
      throws IOException {
    String body;
    if (exchange.getRequestMethod().equals("POST")) {
      if (!isJson(exchange.getRequestHeaders().getFirst("Content-Type"))) {
        turnAway(exchange, route, caller, 415, "the Content-Type is application/json");
        return;
      }
      String own = exchange.getRequestHeaders().getFirst(OWN_HEADER);
      if (own == null || own.isBlank()) {
        String reason = "a header X-Requested-By, of any value, is needed";
        turnAway(exchange, route, caller, 403, reason);
        return;
      }
      body = body(exchange, route, caller);
      if (body == null) {
        return;
      }
    } else {
      try {
        body = Json.write(Query.parameters(exchange.getRequestURI().getRawQuery()));
      } catch (IllegalArgumentException wrong) {
        turnAway(exchange, route, caller, 400, wrong.getMessage());
        return;
      }
    }
    Actions.Reply reply = null;
    workers.unlimit();
    try {
      reply = actions.perform(action, caller.name(), body);
    } finally {
      workers.limit(Router.WRITE_NANOS);
      int status = reply == null ? 500 : reply.status();
      String change = reply == null ? "" : reply.change();
      protection.audit().done(exchange, route, caller, status < 400, status, change);
    }
    Answer.json(reply.status(), reply.json()).send(exchange);
  }

  /** What the command line asks. */
  void control(HttpExchange exchange, Route route, String verb) throws IOException {
    if (!Gate.isLocal(exchange)) {
      turnAway(exchange, route, null, 403, "not from this machine");
      return;
    }
    if (!protection.authentication().hasControl(exchange)) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      turnAway(exchange, route, null, 401, "not the control token");
      return;
    }
    String argument = body(exchange, route, Caller.COMMAND_LINE);
    if (argument == null) {
      return;
    }
    Control.Reply reply = null;
    workers.unlimit();
    try {
      reply = control.execute(verb, argument);
    } finally {
      workers.limit(Router.WRITE_NANOS);
      // A table that is drawn every second would leave no room for anything else.
      if (!Control.isReading(verb)) {
        boolean isDone = reply != null && reply.exitCode() == 0;
        int status = reply == null ? 500 : 200;
        String change = reply == null ? "" : reply.change();
        protection.audit().done(exchange, route, Caller.COMMAND_LINE, isDone, status, change);
      }
    }
    exchange.getResponseHeaders().set(Control.EXIT_CODE_HEADER, Integer.toString(reply.exitCode()));
    Answer.text(reply.text()).send(exchange);
  }

  /**
   * @param caller null where that is not proven
   */
  private void turnAway(
      HttpExchange exchange, Route route, Caller caller, int status, String reason)
      throws IOException {
    workers.limit(Router.WRITE_NANOS);
    Authentication.Verdict verdict = new Authentication.Verdict(caller, "", status, reason, 0);
    protection.audit().refused(exchange, route, verdict);
    Answer.refuse(exchange, status, reason, Routes.isApi(route.path()));
  }

  /** The body, or null where it was too long and that has been answered. */
  private String body(HttpExchange exchange, Route route, Caller caller) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      turnAway(exchange, route, caller, 413, "a body has 64 KiB at most");
      return null;
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static boolean isJson(String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.toLowerCase(Locale.ROOT).strip();
    return type.equals(JSON) || type.startsWith(JSON + ';') || type.startsWith(JSON + ' ');
  }
}
