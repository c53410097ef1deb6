package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import dev.vitals.http.RequestLog;
import dev.vitals.probe.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records requests: what tells them apart is packed into one long, which {@link HttpSeries}
 * unpacks.
 *
 * <p>Layout from the lowest bit: type, status, method, scheme, error type, route.
 *
 * <p><i>Threads:</i> any. <i>Cost:</i> allocates only for a route or error it has not seen.
 */
public final class HttpRecorder implements RequestLog {
  static final String[] METHODS = {
    "_OTHER", "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"
  };
  static final String[] SCHEMES = {"", "http", "https"};

  static final int STATUS_SHIFT = Events.TYPE_BITS;
  static final int METHOD_SHIFT = STATUS_SHIFT + 10;
  static final int SCHEME_SHIFT = METHOD_SHIFT + 4;
  static final int ERROR_SHIFT = SCHEME_SHIFT + 2;
  static final int ROUTE_SHIFT = ERROR_SHIFT + 16;

  private final Events events;
  private final Dictionary routes;
  private final Dictionary errorTypes;
  private final LongAdder[] active = new LongAdder[METHODS.length * SCHEMES.length];
  private final boolean[] seen = new boolean[active.length];

  /**
   * @param routes at most 2^20 numbers
   * @param errorTypes names of exception classes; at most 2^16 numbers
   */
  public HttpRecorder(Events events, Dictionary routes, Dictionary errorTypes) {
    this.events = events;
    this.routes = routes;
    this.errorTypes = errorTypes;
    for (int index = 0; index < active.length; index++) {
      active[index] = new LongAdder();
    }
  }

  @Override
  public void active(String method, String scheme, int change) {
    int index = methodIndex(method) * SCHEMES.length + schemeIndex(scheme);
    active[index].add(change);
    if (!seen[index]) {
      seen[index] = true;
    }
  }

  @Override
  public void ended(
      String method,
      String scheme,
      String routePrefix,
      String route,
      int status,
      String errorType,
      long nanos) {
    int routeNumber = route == null ? Dictionary.NONE : routes.id(routePrefix, route);
    long attributes =
        Events.HTTP_SERVER
            | (long) (status & 0x3ff) << STATUS_SHIFT
            | (long) methodIndex(method) << METHOD_SHIFT
            | (long) schemeIndex(scheme) << SCHEME_SHIFT
            | (long) errorTypes.id(errorType) << ERROR_SHIFT
            | (long) routeNumber << ROUTE_SHIFT;
    events.offer(Frame.current().number, attributes, nanos);
  }

  /** Requests that are being served, 0 included once there was one. */
  void collect(List<Family> into) {
    List<Sample> samples = new ArrayList<>();
    for (int method = 0; method < METHODS.length; method++) {
      for (int scheme = 0; scheme < SCHEMES.length; scheme++) {
        int index = method * SCHEMES.length + scheme;
        if (seen[index]) {
          samples.add(
              new Sample.Point(List.of(METHODS[method], SCHEMES[scheme]), active[index].sum()));
        }
      }
    }
    into.add(new Family(ApplicationMetrics.HTTP_SERVER_ACTIVE_REQUESTS, samples));
  }

  private static int methodIndex(String method) {
    if (method != null) {
      for (int index = 1; index < METHODS.length; index++) {
        if (METHODS[index].equals(method)) {
          return index;
        }
      }
    }
    return 0;
  }

  private static int schemeIndex(String scheme) {
    if ("http".equals(scheme)) {
      return 1;
    }
    return "https".equals(scheme) ? 2 : 0;
  }
}
