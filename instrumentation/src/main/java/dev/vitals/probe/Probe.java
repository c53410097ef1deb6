package dev.vitals.probe;

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

  private Probe() {}

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
      long startNanos,
      Object self,
      Object argument,
      Object result,
      Throwable thrown) {
    sink.exit(session, kind, startNanos, self, argument, result, thrown);
  }

  /** See {@link Sink#note}. */
  public static void note(
      int session, int kind, Object self, Object argument, Object result, long amount) {
    sink.note(session, kind, self, argument, result, amount);
  }

  /** See {@link Sink#requestStarted}. */
  public static void requestStarted(int session, String method, String scheme, Object mark) {
    sink.requestStarted(session, method, scheme, mark);
  }

  /** See {@link Sink#requestEnded}. */
  public static boolean requestEnded(int session, long startNanos) {
    return sink.requestEnded(session, startNanos);
  }

  /** See {@link Sink#request}. */
  public static Object request(
      int session,
      long startNanos,
      String method,
      String scheme,
      String prefix,
      Object template,
      String mapping,
      int status,
      Throwable thrown) {
    return sink.request(
        session, startNanos, method, scheme, prefix, template, mapping, status, thrown);
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
