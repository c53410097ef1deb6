package dev.vitals.pipeline;

import dev.vitals.http.RequestTracker;
import dev.vitals.probe.Frame;
import dev.vitals.probe.Kind;
import dev.vitals.probe.Request;
import dev.vitals.probe.Sink;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicIntegerArray;
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
  private static final int HTTP_ASYNC = Kind.HTTP_ASYNC >>> Kind.GROUP_SHIFT;
  private static final int JDBC = Kind.JDBC_EXECUTE >>> Kind.GROUP_SHIFT;
  private static final int POOL = Kind.POOL_GET >>> Kind.GROUP_SHIFT;

  private final int session;
  private final RequestTracker requests;
  private final JdbcRecorder jdbc;
  private final CacheRecorder caches;
  private final RedisRecorder redis;
  private final PoolRecorder pools;
  private final ExecutorRecorder executors;
  private final LongAdder[] adviceFailures;
  private final AtomicIntegerArray told;
  private final Failures failures;

  /** Told the first failure of each instrumentation, on the application's thread. */
  public interface Failures {
    void first(int instrumentation, Throwable thrown);
  }

  /**
   * @param session the number the current classes are woven with; anything else is ignored
   * @param instrumentations how many there are
   */
  public Recorder(
      int session,
      HttpRecorder http,
      JdbcRecorder jdbc,
      CacheRecorder caches,
      RedisRecorder redis,
      PoolRecorder pools,
      ExecutorRecorder executors,
      int instrumentations,
      Failures failures) {
    this.session = session;
    this.requests = new RequestTracker(session, http);
    this.jdbc = jdbc;
    this.caches = caches;
    this.redis = redis;
    this.pools = pools;
    this.executors = executors;
    this.failures = failures;
    told = new AtomicIntegerArray(instrumentations);
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
    if (CacheRecorder.records(kind)) {
      return caches.enter(kind);
    }
    Frame frame = Frame.current();
    if (frame.session != session) {
      frame.begin(session);
    }
    if (frame.enter(kind >>> Kind.GROUP_SHIFT) != 0 || frame.muted) {
      return 0L;
    }
    return System.nanoTime();
  }

  @Override
  public void exit(
      int callSession,
      int kind,
      long token,
      Object self,
      Object argument,
      Object result,
      Throwable thrown) {
    if (callSession == session) {
      caches.exit(kind, token, self, argument, result, thrown);
    }
  }

  @Override
  public Frame open(int callSession, int kind) {
    if (callSession != session) {
      return null;
    }
    Frame frame = Frame.current();
    if (frame.session != session) {
      frame.begin(session);
    }
    int group = kind >>> Kind.GROUP_SHIFT;
    if (frame.enter(group) == 0) {
      frame.startNanos(group, frame.muted ? 0L : System.nanoTime());
    }
    return frame;
  }

  @Override
  public void close(
      int callSession,
      int kind,
      Frame frame,
      Object self,
      Object argument,
      Object result,
      Throwable thrown) {
    int group = kind >>> Kind.GROUP_SHIFT;
    // A frame of another session was emptied since the call began.
    if (callSession != session
        || frame == null
        || frame.session != session
        || frame.depth(group) == 0) {
      return;
    }
    if (frame.leave(group) != 0) {
      if (group >= POOL) {
        pools.untimed(kind, self, argument);
      } else {
        jdbc.nested(frame, kind, self, argument, result);
      }
      return;
    }
    long startNanos = frame.startNanos(group);
    if (startNanos != 0L) {
      long nanos = System.nanoTime() - startNanos;
      if (group >= POOL) {
        pools.exit(frame, kind, nanos, self, argument, thrown);
      } else {
        jdbc.exit(frame, kind, nanos, self, argument, result, thrown);
      }
    } else if (group >= POOL) {
      pools.untimed(kind, self, argument);
    }
    release(frame);
  }

  @Override
  public void note(
      int callSession, int kind, Object self, Object argument, Object result, long amount) {
    if (callSession != session) {
      return;
    }
    if (kind >>> Kind.GROUP_SHIFT == JDBC) {
      jdbc.note(kind, self, argument, result);
    } else if (kind == Kind.HTTP_LOOKUP) {
      requests.lookedUp(Frame.current(), argument, result);
    } else if (ExecutorRecorder.records(kind)) {
      executors.note(kind, self, argument, result, amount);
    } else if (kind >= Kind.POOL_GET) {
      pools.note(session, kind, self, argument);
    } else if (RedisRecorder.records(kind)) {
      redis.note(kind, self, argument, result, amount);
    } else {
      caches.note(kind, self, argument, result, amount);
    }
  }

  @Override
  public void counting(int callSession, Object cache) {
    if (callSession == session) {
      caches.counting(cache);
    }
  }

  @Override
  public void counted(int callSession, int kind, long amount) {
    if (callSession == session) {
      caches.countedNext(kind, amount);
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
    if (callSession == session) {
      requests.started(Frame.current(), startNanos, method, scheme, dispatch, mark);
    }
  }

  @Override
  public void requestRouted(int callSession, String prefix, Object template, String mapping) {
    if (callSession == session) {
      requests.routed(Frame.current(), prefix, template, mapping);
    }
  }

  @Override
  public void requestMapped(
      int callSession, String servletPath, String pathInfo, Collection<String> mappings) {
    if (callSession == session) {
      requests.mapped(Frame.current(), servletPath, pathInfo, mappings);
    }
  }

  @Override
  public Request requestEnded(int callSession, long startNanos) {
    if (startNanos == 0L) {
      leave(callSession, HTTP);
      return null;
    }
    Frame frame = Frame.current();
    if (callSession != session || frame.session != session) {
      return null;
    }
    Request ended = requests.ended(frame);
    // A request is the outermost thing there is, but for the task that serves it: whatever an
    // advice that failed left open inside ends with it.
    long task = ExecutorRecorder.task(frame);
    frame.begin(session);
    ExecutorRecorder.task(frame, task);
    if (ended == null) {
      release(frame);
    }
    return ended;
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
    if (callSession != session) {
      return null;
    }
    Frame frame = Frame.current();
    Object waiting =
        requests.report(
            frame, ended, response, prefix, template, mapping, status, committed, thrown);
    release(frame);
    return waiting;
  }

  @Override
  public Request asyncStarting(int callSession, long startNanos, Object mark, Throwable thrown) {
    Frame frame = leave(callSession, HTTP_ASYNC);
    if (frame == null || startNanos == 0L) {
      return null;
    }
    release(frame);
    return thrown != null ? null : requests.asyncStarting(frame, mark);
  }

  @Override
  public void asyncRouted(
      int callSession, Request request, String prefix, Object template, String mapping) {
    if (callSession == session) {
      requests.asyncRouted(request, prefix, template, mapping);
    }
  }

  @Override
  public void asyncStarted(int callSession, Request request, Class<?> responseType) {
    if (callSession == session) {
      requests.asyncStarted(request, responseType);
    }
  }

  @Override
  public void requestCompleted(Request request) {
    requests.completed(request);
  }

  @Override
  public void exchange(
      int callSession, Request ended, Object exchange, int status, Throwable thrown) {
    if (callSession == session) {
      Frame frame = Frame.current();
      requests.exchange(frame, ended, exchange, status, thrown);
      release(frame);
    }
  }

  @Override
  public void exchangeAnswered(int callSession, Object exchange, int status, boolean closed) {
    if (callSession == session) {
      requests.answered(exchange, status, closed);
    }
  }

  @Override
  public void failed(int instrumentation, Throwable thrown) {
    adviceFailures[instrumentation].increment();
    if (told.getAndSet(instrumentation, 1) == 0) {
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
    if (frame.session != session || frame.depth(group) == 0) {
      return null;
    }
    frame.leave(group);
    return frame;
  }

  /** A virtual thread gives its frame back as soon as nothing stands in it. */
  static void release(Frame frame) {
    if (frame.virtual && isIdle(frame)) {
      Frame.discard();
    }
  }

  static boolean isIdle(Frame frame) {
    if (frame.request != null) {
      return false;
    }
    for (int group = 0; group < Kind.GROUPS; group++) {
      if (frame.depth(group) != 0 || frame.scratch(group) != 0L) {
        return false;
      }
    }
    return true;
  }
}
