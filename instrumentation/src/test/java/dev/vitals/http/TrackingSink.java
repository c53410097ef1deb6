package dev.vitals.http;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Request;
import dev.vitals.probe.Sink;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts finished requests by what tells them apart. */
final class TrackingSink implements Sink, RequestLog {
  private static final int HTTP = Kind.HTTP_SERVER >>> Kind.GROUP_SHIFT;
  private static final int ASYNC = Kind.HTTP_ASYNC >>> Kind.GROUP_SHIFT;

  final AtomicInteger active = new AtomicInteger();
  final Map<String, Integer> counts = new TreeMap<>();
  final Map<String, Long> shortestNanos = new TreeMap<>();
  final StringBuffer failures = new StringBuffer();
  private final int session;
  private final RequestTracker requests;

  TrackingSink(int session) {
    this.session = session;
    this.requests = new RequestTracker(session, this);
  }

  @Override
  public void active(String method, String scheme, int change) {
    active.addAndGet(change);
  }

  @Override
  public synchronized void ended(
      String method,
      String scheme,
      String routePrefix,
      String route,
      int status,
      String errorType,
      long nanos) {
    String prefix = routePrefix == null ? "" : routePrefix;
    String key =
        method
            + " "
            + scheme
            + " "
            + (route == null ? "-" : prefix + route)
            + " "
            + status
            + (errorType == null ? "" : " " + errorType);
    counts.merge(key, 1, Integer::sum);
    shortestNanos.merge(key, nanos, Math::min);
  }

  synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  @Override
  public long enter(int callSession, int kind) {
    if (callSession != session) {
      return 0L;
    }
    Frame frame = Frame.current();
    if (frame.session != session) {
      frame.begin(session);
    }
    return frame.enter(kind >>> Kind.GROUP_SHIFT) == 0 ? System.nanoTime() : 0L;
  }

  @Override
  public void exit(
      int callSession,
      int kind,
      long startNanos,
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
      int callSession, int kind, Object self, Object argument, Object result, long amount) {
    if (callSession == session && kind == Kind.HTTP_LOOKUP) {
      requests.lookedUp(Frame.current(), argument, result);
    }
  }

  @Override
  public void requestStarted(
      int callSession,
      long startNanos,
      String method,
      String scheme,
      Object dispatch,
      Object mark) {
    requests.started(Frame.current(), startNanos, method, scheme, dispatch, mark);
  }

  @Override
  public void requestRouted(int callSession, String prefix, Object template, String mapping) {
    requests.routed(Frame.current(), prefix, template, mapping);
  }

  @Override
  public void requestMapped(
      int callSession, String servletPath, String pathInfo, Collection<String> mappings) {
    requests.mapped(Frame.current(), servletPath, pathInfo, mappings);
  }

  @Override
  public Request requestEnded(int callSession, long startNanos) {
    Frame frame = Frame.current();
    if (callSession != session || frame.leave(HTTP) > 0 || startNanos == 0L) {
      return null;
    }
    return requests.ended(frame);
  }

  @Override
  public Object request(
      int callSession,
      Request ended,
      Object response,
      String prefix,
      Object template,
      String mapping,
      int status,
      boolean committed,
      Throwable thrown) {
    return requests.report(
        Frame.current(), ended, response, prefix, template, mapping, status, committed, thrown);
  }

  @Override
  public Request asyncStarting(int callSession, long startNanos, Object mark, Throwable thrown) {
    Frame frame = Frame.current();
    boolean outermost = frame.leave(ASYNC) == 0 && startNanos != 0L;
    return outermost && thrown == null ? requests.asyncStarting(frame, mark) : null;
  }

  @Override
  public void asyncRouted(
      int callSession, Request request, String prefix, Object template, String mapping) {
    requests.asyncRouted(request, prefix, template, mapping);
  }

  @Override
  public void asyncStarted(int callSession, Request request, Class<?> responseType) {
    requests.asyncStarted(request, responseType);
  }

  @Override
  public void requestCompleted(Request request) {
    requests.completed(request);
  }

  @Override
  public void exchange(
      int callSession, Request ended, Object exchange, int status, Throwable thrown) {
    requests.exchange(Frame.current(), ended, exchange, status, thrown);
  }

  @Override
  public void exchangeAnswered(int callSession, Object exchange, int status, boolean closed) {
    requests.answered(exchange, status, closed);
  }

  @Override
  public void failed(int instrumentation, Throwable thrown) {
    failures.append(instrumentation).append(' ').append(thrown).append('\n');
  }
}
