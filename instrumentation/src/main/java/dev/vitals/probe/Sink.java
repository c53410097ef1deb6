package dev.vitals.probe;

/**
 * Where the probe delivers. The agent's recorder while one is attached, inert otherwise. Nothing
 * here may throw, block or log. {@code session} is the number the calling code was woven with:
 * anything but the current session is ignored, so that a call which was open at a detach ends
 * without a trace.
 *
 * <p>This interface lives as long as the JVM and cannot change once it is defined: an incompatible
 * version gets another name at packaging.
 */
public interface Sink {
  /**
   * Starts a call. Returns its start in nanoseconds, or 0 where it is nested in one of its group or
   * not wanted.
   */
  long enter(int session, int kind);

  /**
   * Ends a call that {@link #enter} started, whatever it returned.
   *
   * @param self the object it was called on
   * @param argument what tells calls apart, such as the text of a statement
   */
  void exit(
      int session,
      int kind,
      long startNanos,
      Object self,
      Object argument,
      Object result,
      Throwable thrown);

  /** Notes something without a duration: a prepared statement, a hit, {@code amount} evictions. */
  void note(int session, int kind, Object self, Object argument, Object result, long amount);

  /**
   * Begins the request for which {@link #enter} with {@link Kind#HTTP_SERVER} has just returned
   * other than 0.
   *
   * @param mark what the request carries under {@link Probe#REQUEST_MARK}, null when it is new
   */
  void requestStarted(int session, String method, String scheme, Object mark);

  /** Closes the call on this thread. True when this is the call that reports the request. */
  boolean requestEnded(int session, long startNanos);

  /**
   * Reports a request that is over.
   *
   * @param prefix what the template is relative to, such as the context path; null or empty for
   *     none
   * @param template the framework's route template, or null
   * @param mapping the servlet mapping or context, used where there is no template; null for none
   * @return the mark the request shall carry from now on so that an error dispatch is not counted
   *     again, or null
   */
  Object request(
      int session,
      long startNanos,
      String method,
      String scheme,
      String prefix,
      Object template,
      String mapping,
      int status,
      Throwable thrown);

  /** Advice of this instrumentation threw; the host did not notice. */
  void failed(int instrumentation, Throwable thrown);

  /** Sees nothing. */
  final class Inert implements Sink {
    @Override
    public long enter(int session, int kind) {
      return 0L;
    }

    @Override
    public void exit(
        int session,
        int kind,
        long startNanos,
        Object self,
        Object argument,
        Object result,
        Throwable thrown) {}

    @Override
    public void note(
        int session, int kind, Object self, Object argument, Object result, long amount) {}

    @Override
    public void requestStarted(int session, String method, String scheme, Object mark) {}

    @Override
    public boolean requestEnded(int session, long startNanos) {
      return false;
    }

    @Override
    public Object request(
        int session,
        long startNanos,
        String method,
        String scheme,
        String prefix,
        Object template,
        String mapping,
        int status,
        Throwable thrown) {
      return null;
    }

    @Override
    public void failed(int instrumentation, Throwable thrown) {}
  }
}
