package dev.vitals.pipeline;

import dev.vitals.exporter.model.OperationWindow;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;
import org.HdrHistogram.PackedHistogram;

/**
 * How long the calls of one route or statement took within the last few ticks, with percentiles.
 *
 * <p>The tick that runs is counted in a dense histogram, which an idle scope gives up; the ticks of
 * the window are kept packed. Microseconds, two significant digits.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
public final class LatencyWindow {
  private static final int DIGITS = LatencyBuckets.DIGITS;
  private static final long NANOS_PER_MICRO = 1_000L;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final long LONGEST_MICROS = LatencyBuckets.LONGEST_MICROS;

  private final PackedHistogram[] ticks;
  private final long[] errors;
  private IntCountsHistogram running;
  private long runningErrors;
  private long runningNanos;
  private long newestNanos;
  private int next;
  private int filledTicks;

  /** What {@link #window} last said; null when the finished ticks are others since. */
  private OperationWindow known;

  /**
   * @param length ticks the window is long
   */
  public LatencyWindow(int length) {
    ticks = new PackedHistogram[length];
    errors = new long[length];
  }

  public void record(long nanos, boolean failed) {
    if (running == null) {
      running = new IntCountsHistogram(DIGITS);
      running.setAutoResize(true);
    }
    running.recordValue(Math.min(Math.max(nanos, 0L) / NANOS_PER_MICRO, LONGEST_MICROS));
    runningNanos += Math.max(nanos, 0L);
    if (failed) {
      runningErrors++;
    }
  }

  /** Ends a tick: the oldest one leaves the window. */
  public void tick() {
    boolean isIdle = running == null || running.getTotalCount() == 0;
    if (!isIdle || ticks[next] != null) {
      known = null;
    }
    filledTicks += (isIdle ? 0 : 1) - (ticks[next] == null ? 0 : 1);
    if (isIdle) {
      ticks[next] = null;
      running = null;
    } else {
      PackedHistogram packed = new PackedHistogram(DIGITS);
      packed.setAutoResize(true);
      packed.add(running);
      ticks[next] = packed;
      running.reset();
    }
    errors[next] = runningErrors;
    runningErrors = 0;
    newestNanos = runningNanos;
    runningNanos = 0;
    next = (next + 1) % ticks.length;
  }

  /** The tick that ended last, or null when nothing was called in it. */
  public LatencyTick newest() {
    int newest = (next + ticks.length - 1) % ticks.length;
    PackedHistogram tick = ticks[newest];
    return tick == null
        ? null
        : new LatencyTick(
            tick.getTotalCount(),
            errors[newest],
            newestNanos / NANOS_PER_MICRO,
            tick.getMaxValue(),
            new Latencies(tick));
  }

  void newest(String scope, LatencyTick.Reader reader) {
    LatencyTick tick = newest();
    if (tick != null) {
      reader.tick(scope, tick);
    }
  }

  /**
   * The finished ticks as one, or null when nothing was called in them. <i>Cost:</i> next to
   * nothing while they are the same as the last time.
   */
  public OperationWindow window(OperationWindow.Kind kind, String scope, double windowSeconds) {
    if (filledTicks == 0) {
      return null;
    }
    if (known == null) {
      known = sum(kind, scope, windowSeconds);
    } else if (known.windowSeconds() != windowSeconds) {
      known =
          new OperationWindow(
              kind,
              scope,
              windowSeconds,
              known.count(),
              known.errors(),
              known.p50Seconds(),
              known.p95Seconds(),
              known.p99Seconds(),
              known.maxSeconds());
    }
    return known;
  }

  private OperationWindow sum(OperationWindow.Kind kind, String scope, double windowSeconds) {
    Histogram sum = new Histogram(DIGITS);
    sum.setAutoResize(true);
    long failed = 0;
    for (int index = 0; index < ticks.length; index++) {
      failed += errors[index];
      if (ticks[index] != null) {
        sum.add(ticks[index]);
      }
    }
    return new OperationWindow(
        kind,
        scope,
        windowSeconds,
        sum.getTotalCount(),
        failed,
        sum.getValueAtPercentile(50) / MICROS_PER_SECOND,
        sum.getValueAtPercentile(95) / MICROS_PER_SECOND,
        sum.getValueAtPercentile(99) / MICROS_PER_SECOND,
        sum.getMaxValue() / MICROS_PER_SECOND);
  }
}
