package dev.vitals.pipeline;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.ApplicationMetrics;
import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Probe;
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
public final class HttpRecorder {
  static final String[] METHODS = {
    "_OTHER", "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"
  };
  static final String[] SCHEMES = {"", "http", "https"};

  static final int STATUS_SHIFT = Events.TYPE_BITS;
  static final int METHOD_SHIFT = STATUS_SHIFT + 10;
  static final int SCHEME_SHIFT = METHOD_SHIFT + 4;
  static final int ERROR_SHIFT = SCHEME_SHIFT + 2;
  static final int ROUTE_SHIFT = ERROR_SHIFT + 16;

  private static final int GROUP = Kind.HTTP_SERVER >>> Kind.GROUP_SHIFT;
  private static final long RESUMED = -1L;

  private final Events events;
  private final Dictionary routes;
  private final Dictionary errorTypes;
  private final LongAdder[] active = new LongAdder[METHODS.length * SCHEMES.length];

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

  void started(Frame frame, String method, String scheme, Object mark) {
    if (mark != null) {
      frame.scratch[GROUP] = RESUMED;
      return;
    }
    int index = methodIndex(method) * SCHEMES.length + schemeIndex(scheme);
    active[index].increment();
    frame.scratch[GROUP] = index + 1L;
  }

  /** True when the request is over and was not reported before. */
  boolean ended(Frame frame) {
    long started = frame.scratch[GROUP];
    if (started <= 0L) {
      return false;
    }
    active[(int) started - 1].decrement();
    return true;
  }

  Object record(
      long threadId,
      long nanos,
      String method,
      String scheme,
      String prefix,
      Object template,
      String mapping,
      int status,
      Throwable thrown) {
    int finalStatus = thrown != null && status < 400 ? 500 : status & 0x3ff;
    int route = routes.id(prefix, template instanceof String text ? text : mapping);
    int error = thrown == null ? Dictionary.NONE : errorTypes.id(thrown.getClass().getName());
    long attributes =
        Events.HTTP_SERVER
            | (long) finalStatus << STATUS_SHIFT
            | (long) methodIndex(method) << METHOD_SHIFT
            | (long) schemeIndex(scheme) << SCHEME_SHIFT
            | (long) error << ERROR_SHIFT
            | (long) route << ROUTE_SHIFT;
    events.offer(threadId, attributes, nanos);
    // Only an error can come back as an error dispatch.
    return finalStatus >= 400 ? Probe.REQUEST_MARK : null;
  }

  /** Requests that are being served. */
  void collect(List<Family> into) {
    List<Sample> samples = new ArrayList<>();
    for (int method = 0; method < METHODS.length; method++) {
      for (int scheme = 0; scheme < SCHEMES.length; scheme++) {
        long count = active[method * SCHEMES.length + scheme].sum();
        if (count != 0L) {
          samples.add(new Sample.Point(List.of(METHODS[method], SCHEMES[scheme]), count));
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
