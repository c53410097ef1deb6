package dev.vitals.http;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Request;
import java.util.Collection;

/**
 * Follows requests from their first entry to their end, over the threads and dispatches between:
 * the request part of the sink, for calls of the current session.
 *
 * <p>A request is new when it carries no mark. It ends at the exit from the thread it began on, or,
 * once asynchronous processing has started, when the container completes it. Its route is settled
 * in the order template, then servlet mapping, by the first of: a forward, the end of a pass that
 * is not an error dispatch.
 *
 * <p><i>Threads:</i> any; a request is on one at a time. <i>Cost:</i> allocates for a thread's
 * first request and for asynchronous and failed ones.
 */
public final class RequestTracker {
  private static final int PASS_FIRST = 0;
  private static final int PASS_AGAIN = 1;
  private static final int PASS_ERROR = 2;

  private static final int ROUTE_OPEN = 0;
  private static final int ROUTE_FORWARDED = 1;
  private static final int ROUTE_SUSPENDED = 2;
  private static final int ROUTE_SETTLED = 3;

  private static final Request NOBODY = new Request();

  private final int session;
  private final RequestLog log;
  private final Exchanges open = new Exchanges();
  private final Exchanges closedUnanswered = new Exchanges();

  /**
   * @param session the number the current classes are woven with
   */
  public RequestTracker(int session, RequestLog log) {
    this.session = session;
    this.log = log;
  }

  /** See {@link dev.vitals.probe.Sink#requestStarted}. */
  public void started(
      Frame frame, long startNanos, String method, String scheme, Object dispatch, Object mark) {
    frame.request = null;
    String type = dispatch instanceof Enum<?> known ? known.name() : "REQUEST";
    if (mark instanceof Request known) {
      if (known.session == session && !known.isOver()) {
        known.pass = type.equals("ERROR") ? PASS_ERROR : PASS_AGAIN;
        frame.request = known;
      }
      return;
    }
    if (mark != null || !(type.equals("REQUEST") || type.equals("ERROR"))) {
      // Counted already, or in the middle when it was first seen: its beginning is not known.
      return;
    }
    Request request = frame.spareRequest;
    if (request == null) {
      request = new Request();
    } else {
      frame.spareRequest = null;
      request.reopen();
    }
    request.session = session;
    request.startNanos = startNanos;
    request.method = method;
    request.scheme = scheme;
    request.pass = PASS_FIRST;
    // What the container itself refused comes only for its error page, which is not its route.
    request.routing = type.equals("ERROR") ? ROUTE_SETTLED : ROUTE_OPEN;
    frame.request = request;
    log.active(method, scheme, 1);
  }

  /** See {@link dev.vitals.probe.Sink#requestRouted}. */
  public void routed(Frame frame, String prefix, Object template, String mapping) {
    Request request = frame.request;
    if (request != null && request.routing == ROUTE_OPEN && request.pass != PASS_ERROR) {
      route(request, prefix, template, mapping);
      request.routing = request.template != null ? ROUTE_SETTLED : ROUTE_FORWARDED;
    }
  }

  /** See {@link dev.vitals.probe.Kind#HTTP_LOOKUP}. */
  public void lookedUp(Frame frame, Object path, Object handler) {
    Request request = frame.request;
    if (request != null) {
      request.rawPath = handler == null ? path : null;
    }
  }

  /** See {@link dev.vitals.probe.Sink#requestMapped}. */
  public void mapped(
      Frame frame, String servletPath, String pathInfo, Collection<String> mappings) {
    Request request = frame.request;
    if (request != null && request.mapping == null && request.pass != PASS_ERROR) {
      request.mapping = ServletMappings.leadingTo(servletPath, pathInfo, mappings);
    }
  }

  /** See {@link dev.vitals.probe.Sink#requestEnded}; the frame is closed by the caller. */
  public Request ended(Frame frame) {
    Request request = frame.request;
    if (request == null) {
      return null;
    }
    frame.request = null;
    request.endNanos = System.nanoTime();
    if (!request.async) {
      log.active(request.method, request.scheme, -1);
    }
    return request;
  }

  /** See {@link dev.vitals.probe.Sink#request}. */
  public Object report(
      Frame frame,
      Request request,
      Object response,
      String prefix,
      Object template,
      String mapping,
      int status,
      boolean committed,
      Throwable thrown) {
    if (request.pass != PASS_ERROR) {
      settle(request, prefix, template, mapping);
    }
    if (request.async) {
      if (request.pass != PASS_FIRST || thrown == null) {
        keep(request, response, thrown);
        return null;
      }
      // Not every container completes what failed while it was being started.
      if (!request.end()) {
        return null;
      }
      log.active(request.method, request.scheme, -1);
    }
    int seen = thrown != null && !committed ? ErrorStatus.of(thrown) : status;
    finish(request, seen, Errors.type(thrown), request.endNanos - request.startNanos);
    if (!request.async) {
      frame.spareRequest = request;
    }
    return thrown != null || seen >= 400 ? Integer.valueOf(session) : null;
  }

  /** See {@link dev.vitals.probe.Sink#asyncStarting}; for the outermost call that returned. */
  public Request asyncStarting(Frame frame, Object mark) {
    Request request =
        frame.request == null && mark instanceof Request known ? known : frame.request;
    return request == null || request.session != session || request.isOver() ? null : request;
  }

  /** See {@link dev.vitals.probe.Sink#asyncRouted}. */
  public void asyncRouted(Request request, String prefix, Object template, String mapping) {
    if (request.routing == ROUTE_OPEN) {
      route(request, prefix, template, mapping);
      request.routing = request.template != null ? ROUTE_SETTLED : ROUTE_SUSPENDED;
    }
  }

  /** See {@link dev.vitals.probe.Sink#asyncStarted}. */
  public void asyncStarted(Request request, Class<?> responseType) {
    request.answersThrough(null, responseType);
    request.async = true;
  }

  /** See {@link dev.vitals.probe.Sink#requestCompleted}. */
  public void completed(Request request) {
    if (request.session != session || !request.async || !request.end()) {
      return;
    }
    long nanos = System.nanoTime() - request.startNanos;
    int said = request.status();
    Throwable thrown = request.thrown;
    int status = said > 0 ? said : thrown != null ? ErrorStatus.of(thrown) : 200;
    String errorType = Errors.type(thrown);
    if (errorType == null && request.timedOut && status >= 500) {
      errorType = "timeout";
    }
    log.active(request.method, request.scheme, -1);
    finish(request, status, errorType, nanos);
  }

  /** See {@link dev.vitals.probe.Sink#exchange}. */
  public void exchange(
      Frame frame, Request request, Object exchange, int status, Throwable thrown) {
    if (status > 0 || thrown != null) {
      finish(
          request,
          status > 0 ? status : 500,
          Errors.type(thrown),
          request.endNanos - request.startNanos);
      frame.spareRequest = request;
      return;
    }
    request.async = true;
    log.active(request.method, request.scheme, 1);
    open.add(exchange, request);
    if (closedUnanswered.remove(exchange) != null) {
      answered(exchange, status, true);
    }
    Request abandoned = open.pollAbandoned();
    if (abandoned != null) {
      log.active(abandoned.method, abandoned.scheme, -1);
    }
  }

  /** See {@link dev.vitals.probe.Sink#exchangeAnswered}. */
  public void answered(Object exchange, int status, boolean closed) {
    if (status <= 0 ? !closed : open.isEmpty()) {
      return;
    }
    Request request = open.remove(exchange);
    if (request == null && status <= 0) {
      // Closed before its handler returned.
      closedUnanswered.pollAbandoned();
      closedUnanswered.add(exchange, NOBODY);
      request = open.remove(exchange);
      if (request != null) {
        closedUnanswered.remove(exchange);
      }
    }
    if (request != null && request.end()) {
      log.active(request.method, request.scheme, -1);
      finish(request, status > 0 ? status : 500, null, System.nanoTime() - request.startNanos);
    }
  }

  /** The template that is meant; null where it is none but the path itself. */
  private static String template(Request request, Object template) {
    return template instanceof String text && template != request.rawPath ? text : null;
  }

  private static void route(Request request, String prefix, Object template, String mapping) {
    request.prefix = prefix;
    request.template = template(request, template);
    if (mapping != null) {
      request.mapping = mapping;
    }
  }

  private static void settle(Request request, String prefix, Object template, String mapping) {
    if (request.routing == ROUTE_SETTLED) {
      return;
    }
    String text = template(request, template);
    if (request.routing == ROUTE_OPEN) {
      route(request, prefix, template, mapping);
    } else if (text != null) {
      if (request.routing == ROUTE_FORWARDED) {
        // What it was forwarded to says more than the mapping it came in by, but is not relative
        // to that.
        request.template = text;
        request.mapping = null;
      } else if (request.pass == PASS_FIRST) {
        request.template = text;
      } else {
        route(request, prefix, text, mapping);
      }
    }
    if (request.template != null || !request.async) {
      request.routing = ROUTE_SETTLED;
    }
  }

  private static void keep(Request request, Object response, Throwable thrown) {
    if (!request.hasResponse()) {
      request.answersThrough(response, null);
    }
    if (thrown != null) {
      request.thrown = thrown;
    } else if (request.pass == PASS_AGAIN) {
      // A dispatch that ends well has dealt with what failed before it.
      request.thrown = null;
    }
    if (request.isOver()) {
      request.answersThrough(null, null);
    }
  }

  private void finish(Request request, int status, String errorType, long nanos) {
    String routePrefix = request.prefix;
    String route = request.template;
    if (route == null) {
      route = ServletMappings.route(request.mapping);
    } else {
      routePrefix = ServletMappings.prefix(request.prefix, request.mapping);
    }
    log.ended(request.method, request.scheme, routePrefix, route, status, errorType, nanos);
    request.prefix = null;
    request.template = null;
    request.mapping = null;
    request.rawPath = null;
    request.thrown = null;
    request.answersThrough(null, null);
  }
}
