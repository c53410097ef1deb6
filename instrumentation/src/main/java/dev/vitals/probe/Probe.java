package dev.vitals.probe;

import java.util.Collection;

/**
 * The one class that woven code calls. In the shipped jar it is renamed and defined into java.base,
 * so that every class loader sees the same one; it outlives a detach and then does nothing.
 *
 * <p><i>Errors:</i> never throws. <i>Cost:</i> one volatile read and one call.
 */
public final class Probe {
  /**
   * The request attribute under which a request that is already counted, or goes on asynchronously,
   * is marked.
   */
  public static final String REQUEST_MARK = "dev.vitals.request";

  private static final Sink INERT = new Sink.Inert();

  private static volatile Sink sink = INERT;

  private static int lastSession;

  private Probe() {}

  /**
   * The number of a new session, which none of the last 32,766 in this JVM had. It fits into an
   * instruction, so that weaving a class again and again does not make its constant pool grow.
   */
  public static synchronized int nextSession() {
    lastSession = lastSession % Short.MAX_VALUE + 1;
    return lastSession;
  }

  /** Delivers to this sink from now on; null for none. */
  public static void deliverTo(Sink newSink) {
    sink = newSink == null ? INERT : newSink;
  }

  /** See {@link Sink#enter}. */
  public static long enter(int session, int kind) {
    return sink.enter(session, kind);
  }

  /** See {@link Sink#exit}. */
  public static void exit(
      int session,
      int kind,
      long token,
      Object self,
      Object argument,
      Object result,
      Throwable thrown) {
    sink.exit(session, kind, token, self, argument, result, thrown);
  }

  /** See {@link Sink#open}. */
  public static Frame open(int session, int kind) {
    return sink.open(session, kind);
  }

  /** See {@link Sink#close}. */
  public static void close(
      int session,
      int kind,
      Frame frame,
      Object self,
      Object argument,
      Object result,
      Throwable thrown) {
    sink.close(session, kind, frame, self, argument, result, thrown);
  }

  /** See {@link Sink#note}. */
  public static void note(
      int session, int kind, Object self, Object argument, Object result, long amount) {
    sink.note(session, kind, self, argument, result, amount);
  }

  /** See {@link Sink#counting}. */
  public static void counting(int session, Object cache) {
    sink.counting(session, cache);
  }

  /** See {@link Sink#counted}. */
  public static void counted(int session, int kind, long amount) {
    sink.counted(session, kind, amount);
  }

  /** See {@link Sink#requestStarted}. */
  public static void requestStarted(
      int session, long startNanos, String method, String scheme, Object dispatch, Object mark) {
    sink.requestStarted(session, startNanos, method, scheme, dispatch, mark);
  }

  /** See {@link Sink#requestRouted}. */
  public static void requestRouted(int session, String prefix, Object template, String mapping) {
    sink.requestRouted(session, prefix, template, mapping);
  }

  /** See {@link Sink#requestMapped}. */
  public static void requestMapped(
      int session, String servletPath, String pathInfo, Collection<String> mappings) {
    sink.requestMapped(session, servletPath, pathInfo, mappings);
  }

  /** See {@link Sink#requestEnded}. */
  public static Request requestEnded(int session, long startNanos) {
    return sink.requestEnded(session, startNanos);
  }

  /** See {@link Sink#request}. */
  public static Object request(
      int session,
      Request ended,
      Object response,
      String prefix,
      Object template,
      String mapping,
      int status,
      boolean committed,
      Throwable thrown) {
    return sink.request(
        session, ended, response, prefix, template, mapping, status, committed, thrown);
  }

  /** See {@link Sink#asyncStarting}. */
  public static Request asyncStarting(int session, long startNanos, Object mark, Throwable thrown) {
    return sink.asyncStarting(session, startNanos, mark, thrown);
  }

  /** See {@link Sink#asyncRouted}. */
  public static void asyncRouted(
      int session, Request request, String prefix, Object template, String mapping) {
    sink.asyncRouted(session, request, prefix, template, mapping);
  }

  /** See {@link Sink#asyncStarted}. */
  public static void asyncStarted(int session, Request request, Class<?> responseType) {
    sink.asyncStarted(session, request, responseType);
  }

  /** See {@link Sink#requestCompleted}. */
  static void requestCompleted(Request request) {
    sink.requestCompleted(request);
  }

  /** See {@link Sink#exchange}. */
  public static void exchange(
      int session, Request ended, Object exchange, int status, Throwable thrown) {
    sink.exchange(session, ended, exchange, status, thrown);
  }

  /** See {@link Sink#exchangeAnswered}. */
  public static void exchangeAnswered(int session, Object exchange, int status, boolean closed) {
    sink.exchangeAnswered(session, exchange, status, closed);
  }

  /** The scheme by what is known of the connection; woven code must not branch. */
  public static String scheme(boolean secure) {
    return secure ? "https" : "http";
  }

  /** Where advice ends that threw. <i>Errors:</i> swallows whatever counting it throws. */
  public static void failed(Throwable thrown, int instrumentation) {
    try {
      sink.failed(instrumentation, thrown);
    } catch (Throwable alsoFailed) {
      // The host must not notice, even when memory or stack ran out.
    }
  }
}
