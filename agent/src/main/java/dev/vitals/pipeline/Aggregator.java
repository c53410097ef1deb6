package dev.vitals.pipeline;

import dev.vitals.exporter.model.Snapshot;
import dev.vitals.exporter.model.SnapshotSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that owns everything mutable: drains the events, ends the ticks, builds snapshots when
 * somebody asks.
 *
 * <p>It sleeps between 1 and 500 ms, less the fuller it found the queue. Application threads wake
 * it only when a burst comes while it sleeps: see {@link Events#await}.
 *
 * <p><i>Threads:</i> {@link #run} is the aggregator's; {@link #fresh} and {@link #stop} any of
 * ours. <i>Errors:</i> a step that throws is reported once per kind and the loop goes on.
 */
public final class Aggregator implements Runnable, SnapshotSource {
  private static final long SHORTEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int BUSY_SHARE = 8;
  private static final int QUIET_SHARE = 32;

  private final Events events;
  private final Work work;
  private final long tickNanos;
  private final Events.Consumer accepting = this::accept;
  private final Object published = new Object();
  private volatile Thread thread;
  private volatile boolean stopped;
  private volatile long asked;
  private volatile long answered;
  private volatile Snapshot latest = Snapshot.EMPTY;
  private volatile long emptiedNanos = System.nanoTime();

  /** What the aggregator does; all of it on its own thread. */
  public interface Work extends Events.Consumer {
    /** The queue was emptied: a moment to tidy up, up to a thousand times a second. */
    void drained();

    /** Ends a tick: windows move on and are judged. */
    void tick();

    Snapshot snapshot();

    /** A step threw. */
    void failed(String step, Throwable cause);
  }

  public Aggregator(Events events, Work work, long tickMillis) {
    this.events = events;
    this.work = work;
    this.tickNanos = TimeUnit.MILLISECONDS.toNanos(tickMillis);
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    long parkNanos = SHORTEST_PARK_NANOS;
    long nextTickNanos = System.nanoTime() + tickNanos;
    while (!stopped) {
      long question = asked;
      int drained = drain();
      long lateNanos = System.nanoTime() - nextTickNanos;
      if (lateNanos >= 0) {
        // Ticks that were missed while the JVM stood still are not made up for: the calls in the
        // window would all leave it at once.
        nextTickNanos += lateNanos < tickNanos ? tickNanos : tickNanos + lateNanos;
        tick();
      }
      if (question > answered) {
        answer(question);
      }
      parkNanos = nextParkNanos(parkNanos, drained);
      if (asked == answered && !stopped) {
        long untilTickNanos = Math.max(0, nextTickNanos - System.nanoTime());
        events.await(Math.min(parkNanos, untilTickNanos));
      }
    }
    drain();
  }

  @Override
  public Snapshot fresh() {
    synchronized (published) {
      long question = ++asked;
      LockSupport.unpark(thread);
      long deadlineNanos = System.nanoTime() + LONGEST_WAIT_NANOS;
      while (answered < question && !stopped) {
        long leftNanos = deadlineNanos - System.nanoTime();
        if (leftNanos <= 0) {
          break;
        }
        try {
          published.wait(1 + TimeUnit.NANOSECONDS.toMillis(leftNanos));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
      }
    }
    return latest;
  }

  /** Ends the thread; what is queued is still aggregated. */
  public void stop() {
    stopped = true;
    LockSupport.unpark(thread);
    synchronized (published) {
      published.notifyAll();
    }
  }

  /** Seconds since everything that was there had been drained: no event waits longer. */
  public double lagSeconds() {
    return events.size() == 0 ? 0.0 : (System.nanoTime() - emptiedNanos) / 1e9;
  }

  private long nextParkNanos(long parkNanos, int drained) {
    if (drained >= events.capacity() / BUSY_SHARE) {
      return SHORTEST_PARK_NANOS;
    }
    return drained > events.capacity() / QUIET_SHARE
        ? parkNanos
        : Math.min(2 * parkNanos, LONGEST_PARK_NANOS);
  }

  private int drain() {
    int drained = 0;
    try {
      long beganNanos = System.nanoTime();
      drained = events.drain(accepting);
      work.drained();
      emptiedNanos = beganNanos;
    } catch (Throwable cause) {
      failed("drain", cause);
    }
    return drained;
  }

  private void accept(long attributes, long nanos) {
    try {
      work.accept(attributes, nanos);
    } catch (Throwable cause) {
      failed("aggregate", cause);
    }
  }

  private void tick() {
    try {
      work.tick();
    } catch (Throwable cause) {
      failed("tick", cause);
    }
  }

  private void answer(long question) {
    try {
      latest = work.snapshot();
    } catch (Throwable cause) {
      failed("snapshot", cause);
    }
    synchronized (published) {
      answered = question;
      published.notifyAll();
    }
  }

  private void failed(String step, Throwable cause) {
    try {
      work.failed(step, cause);
    } catch (Throwable alsoFailed) {
      // Memory ran out: the next round may find some, and this thread has to be there for it.
    }
  }
}
