package dev.vitals.pipeline;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Sink;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes what woven code says on the application's threads: keeps the depth of calls, reads the
 * clock, and lets the part that knows the kind of call record it.
 *
 * <p><i>Threads:</i> any. <i>Cost:</i> one thread-local lookup and the clock; no lock, no
 * allocation.
 */
public final class Recorder implements Sink {
  private static final int HTTP = Kind.HTTP_SERVER >>> Kind.GROUP_SHIFT;
  private static final int JDBC = Kind.JDBC_EXECUTE >>> Kind.GROUP_SHIFT;
  private static final int CACHE = Kind.CACHE_GET >>> Kind.GROUP_SHIFT;

  private final int session;
  private final HttpRecorder http;
  private final LongAdder[] adviceFailures;
  private final Failures failures;

  /** Told the first failure of each instrumentation. */
  public interface Failures {
    void first(int instrumentation, Throwable thrown);
  }

  /**
   * @param session the number the current classes are woven with; anything else is ignored
   * @param instrumentations how many there are
   */
  public Recorder(int session, HttpRecorder http, int instrumentations, Failures failures) {
    this.session = session;
    this.http = http;
    this.failures = failures;
    adviceFailures = new LongAdder[instrumentations];
    for (int index = 0; index < instrumentations; index++) {
      adviceFailures[index] = new LongAdder();
    }
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
    if (frame.depth[kind >>> Kind.GROUP_SHIFT]++ != 0 || frame.muted) {
      return 0L;
    }
    return System.nanoTime();
  }

  @Override
  public void exit(
      int callSession,
      int kind,
      long startNanos,
      Object self,
      Object argument,
      Object result,
      Throwable thrown) {
    Frame frame = leave(callSession, kind >>> Kind.GROUP_SHIFT);
    if (frame == null || startNanos == 0L) {
      return;
    }
    long nanos = System.nanoTime() - startNanos;
    release(frame);
  }

  @Override
  public void note(
      int callSession, int kind, Object self, Object argument, Object result, long amount) {
    if (callSession != session) {
      return;
    }
  }

  @Override
  public void requestStarted(int callSession, String method, String scheme, Object mark) {
    if (callSession == session) {
      http.started(Frame.current(), method, scheme, mark);
    }
  }

  @Override
  public boolean requestEnded(int callSession, long startNanos) {
    Frame frame = leave(callSession, HTTP);
    if (frame == null || startNanos == 0L) {
      return false;
    }
    boolean reports = http.ended(frame);
    // A request is the outermost thing there is: whatever an advice that failed left open inside
    // ends with it.
    frame.begin(session);
    release(frame);
    return reports;
  }

  @Override
  public Object request(
      int callSession,
      long startNanos,
      String method,
      String scheme,
      String prefix,
      Object template,
      String mapping,
      int status,
      Throwable thrown) {
    if (callSession != session) {
      return null;
    }
    long nanos = System.nanoTime() - startNanos;
    return http.record(
        Frame.current().threadId, nanos, method, scheme, prefix, template, mapping, status, thrown);
  }

  @Override
  public void failed(int instrumentation, Throwable thrown) {
    LongAdder counter = adviceFailures[instrumentation];
    counter.increment();
    if (counter.sum() == 1L) {
      failures.first(instrumentation, thrown);
    }
  }

  /** Throws of advice of this instrumentation since the start. */
  public long adviceFailures(int instrumentation) {
    return adviceFailures[instrumentation].sum();
  }

  /**
   * The frame of the thread, one level further out in the group; null when the call is of another
   * session.
   */
  private Frame leave(int callSession, int group) {
    if (callSession != session) {
      return null;
    }
    Frame frame = Frame.current();
    if (frame.session != session || frame.depth[group] == 0) {
      return null;
    }
    frame.depth[group]--;
    return frame;
  }

  /** A virtual thread gives its frame back as soon as it is in no call at all. */
  private static void release(Frame frame) {
    if (frame.virtual
        && frame.depth[HTTP] == 0
        && frame.depth[JDBC] == 0
        && frame.depth[CACHE] == 0) {
      Frame.discard();
    }
  }
}
