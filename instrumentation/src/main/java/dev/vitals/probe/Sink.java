package dev.vitals.probe;

import java.util.Collection;

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
   * Starts a call. Returns the start of a request in nanoseconds, of other calls what {@link #exit}
   * needs; 0 where the call is nested in one of its group or not wanted.
   */
  long enter(int session, int kind);

  /**
   * Ends a call of a cache that {@link #enter} started.
   *
   * @param token what {@link #enter} returned
   * @param self the object it was called on
   * @param argument what tells calls apart, such as the text of a statement
   */
  void exit(
      int session,
      int kind,
      long token,
      Object self,
      Object argument,
      Object result,
      Throwable thrown);

  /**
   * Starts a call that is timed on its thread.
   *
   * @return the thread's frame, for {@link #close}; null where the call is of another session
   */
  Frame open(int session, int kind);

  /**
   * Ends a call that {@link #open} started; the parameters are those of {@link #exit}.
   *
   * @param frame what {@link #open} returned
   */
  void close(
      int session,
      int kind,
      Frame frame,
      Object self,
      Object argument,
      Object result,
      Throwable thrown);

  /** Notes something without a duration: a prepared statement, a hit, {@code amount} evictions. */
  void note(int session, int kind, Object self, Object argument, Object result, long amount);

  /**
   * As {@link #note} with {@link Kind#CACHE_COUNTING}. Lookups of caches cost little themselves: by
   * a way of their own they need not be told from all else that is noted.
   */
  default void counting(int session, Object cache) {
    note(session, Kind.CACHE_COUNTING, cache, null, null, 1L);
  }

  /** As {@link #note} with {@link Kind#CACHE_HIT} or {@link Kind#CACHE_MISS} without a cache. */
  default void counted(int session, int kind, long amount) {
    note(session, kind, null, null, null, amount);
  }

  /**
   * Begins the request for which {@link #enter} with {@link Kind#HTTP_SERVER} has just returned
   * {@code startNanos}, not 0.
   *
   * @param dispatch the servlet dispatcher type, an enum; null where there is no such thing
   * @param mark what the request carries under {@link Probe#REQUEST_MARK}: null when it is new; a
   *     {@link Request} that is not over when it comes back asynchronously; anything else when it
   *     has been counted
   */
  void requestStarted(
      int session, long startNanos, String method, String scheme, Object dispatch, Object mark);

  /**
   * Notes the route of the request on this thread before a forward can replace it. Means nothing
   * outside a request.
   *
   * @param prefix what the mapping is relative to: the context path; null or empty for none
   * @param template the framework's route template, relative to prefix and the mapping's own
   *     prefix, or null
   * @param mapping the servlet mapping, such as {@code /}, {@code /api/*}, {@code *.do}, or the
   *     path of a JDK server's context; null where it is not known
   */
  void requestRouted(int session, String prefix, Object template, String mapping);

  /**
   * Notes the mapping of the servlet that is reached first, where the container does not tell it
   * (before Servlet 4): the one of the servlet's mappings that leads to this path.
   */
  void requestMapped(int session, String servletPath, String pathInfo, Collection<String> mappings);

  /**
   * Closes the call on this thread, whatever {@link #enter} returned; every entry has one. Calls
   * nothing of the library.
   *
   * @return the request that has to be given to {@link #request} or {@link #exchange}; null where
   *     the call is nested or not counted
   */
  Request requestEnded(int session, long startNanos);

  /**
   * Reports a servlet request whose pass on this thread has ended: it is over, unless it goes on
   * asynchronously; then its route and response are kept for {@link #requestCompleted}.
   *
   * @param response the response the container gave
   * @param prefix as in {@link #requestRouted}, as are template and mapping
   * @param status what the response says; the container's answer to what was thrown is counted
   *     instead when nothing was committed
   * @param thrown what escaped to the container
   * @return the mark the request shall carry from now on so that an error dispatch is not counted
   *     again, or null
   */
  Object request(
      int session,
      Request ended,
      Object response,
      String prefix,
      Object template,
      String mapping,
      int status,
      boolean committed,
      Throwable thrown);

  /**
   * Closes the call to start asynchronous processing that {@link #enter} with {@link
   * Kind#HTTP_ASYNC} opened.
   *
   * @return the request whose completion is to be listened for, or null where the call is nested,
   *     failed, or is of no request that is counted
   */
  Request asyncStarting(int session, long startNanos, Object mark, Throwable thrown);

  /**
   * Notes the route of a request as asynchronous processing starts: from then on another thread may
   * change what it is asked for. The parameters are those of {@link #requestRouted}.
   */
  void asyncRouted(int session, Request request, String prefix, Object template, String mapping);

  /**
   * The listener is in place: the request ends with {@link #requestCompleted}.
   *
   * @param responseType the servlet interface that tells the status
   */
  void asyncStarted(int session, Request request, Class<?> responseType);

  /** The container has completed an asynchronous request; may come more than once. */
  void requestCompleted(Request request);

  /**
   * Reports an exchange of a JDK server whose handler has returned. Where it has not been answered
   * it ends with {@link #exchangeAnswered}.
   *
   * @param status -1 while it has not been answered
   */
  void exchange(int session, Request ended, Object exchange, int status, Throwable thrown);

  /**
   * An exchange was answered, or closed without. Means nothing where {@link #exchange} has not left
   * it open.
   *
   * @param status -1 while it has not been answered
   */
  void exchangeAnswered(int session, Object exchange, int status, boolean closed);

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
        long token,
        Object self,
        Object argument,
        Object result,
        Throwable thrown) {}

    @Override
    public Frame open(int session, int kind) {
      return null;
    }

    @Override
    public void close(
        int session,
        int kind,
        Frame frame,
        Object self,
        Object argument,
        Object result,
        Throwable thrown) {}

    @Override
    public void note(
        int session, int kind, Object self, Object argument, Object result, long amount) {}

    @Override
    public void requestStarted(
        int session, long startNanos, String method, String scheme, Object dispatch, Object mark) {}

    @Override
    public void requestRouted(int session, String prefix, Object template, String mapping) {}

    @Override
    public void requestMapped(
        int session, String servletPath, String pathInfo, Collection<String> mappings) {}

    @Override
    public Request requestEnded(int session, long startNanos) {
      return null;
    }

    @Override
    public Object request(
        int session,
        Request ended,
        Object response,
        String prefix,
        Object template,
        String mapping,
        int status,
        boolean committed,
        Throwable thrown) {
      return null;
    }

    @Override
    public Request asyncStarting(int session, long startNanos, Object mark, Throwable thrown) {
      return null;
    }

    @Override
    public void asyncRouted(
        int session, Request request, String prefix, Object template, String mapping) {}

    @Override
    public void asyncStarted(int session, Request request, Class<?> responseType) {}

    @Override
    public void requestCompleted(Request request) {}

    @Override
    public void exchange(
        int session, Request ended, Object exchange, int status, Throwable thrown) {}

    @Override
    public void exchangeAnswered(int session, Object exchange, int status, boolean closed) {}

    @Override
    public void failed(int instrumentation, Throwable thrown) {}
  }
}
