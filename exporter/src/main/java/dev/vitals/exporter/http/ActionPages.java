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
    String body = "";
    if (exchange.getRequestMethod().equals("POST")) {
      if (!isJson(exchange.getRequestHeaders().getFirst("Content-Type"))) {
        Answer.refuse(exchange, 415, "the Content-Type is application/json", true);
        return;
      }
      String own = exchange.getRequestHeaders().getFirst(OWN_HEADER);
      if (own == null || own.isBlank()) {
        Answer.refuse(exchange, 403, "a header X-Requested-By, of any value, is needed", true);
        return;
      }
      body = body(exchange, true);
      if (body == null) {
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
      refused(exchange, route, 403, "not from this machine");
      Answer.refuse(exchange, 403, "", false);
      return;
    }
    if (!protection.authentication().hasControl(exchange)) {
      refused(exchange, route, 401, "not the control token");
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      Answer.refuse(exchange, 401, "", false);
      return;
    }
    String argument = body(exchange, false);
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

  private void refused(HttpExchange exchange, Route route, int status, String reason) {
    workers.limit(Router.WRITE_NANOS);
    Authentication.Verdict verdict = new Authentication.Verdict(null, "", status, reason, 0);
    protection.audit().refused(exchange, route, verdict);
  }

  /** The body, or null where it was too long and that has been answered. */
  private static String body(HttpExchange exchange, boolean api) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      Answer.refuse(exchange, 413, "a body has 64 KiB at most", api);
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
