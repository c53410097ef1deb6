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

  private Lookback lookback;
  private PackedHistogram[] ticks;
  private long[] errors;
  private IntCountsHistogram running;
  private long runningErrors;
  private long runningNanos;
  private long newestNanos;
  private int next;

  /** By length: ticks in it that saw a call. */
  private int[] filledTicks;

  /** By length: what {@link #window} last said; null when its ticks are others since. */
  private OperationWindow[] known;

  public LatencyWindow(Lookback lookback) {
    this.lookback = lookback;
    ticks = new PackedHistogram[lookback.longest()];
    errors = new long[lookback.longest()];
    filledTicks = new int[lookback.lengths()];
    known = new OperationWindow[lookback.lengths()];
  }

  public void record(long nanos, boolean failed) {
    begin();
    running.recordValue(Math.min(Math.max(nanos, 0L) / NANOS_PER_MICRO, LONGEST_MICROS));
    runningNanos += Math.max(nanos, 0L);
    if (failed) {
      runningErrors++;
    }
  }

  /** Takes the running tick of a part of the calls into its own. */
  public void include(LatencyWindow part) {
    if (part.running != null && part.running.getTotalCount() > 0) {
      begin();
      running.add(part.running);
      runningNanos += part.runningNanos;
      runningErrors += part.runningErrors;
    }
  }

  /** Ends a tick: the oldest one leaves the window. */
  public void tick() {
    boolean isIdle = running == null || running.getTotalCount() == 0;
    for (int index = 0; index < known.length; index++) {
      boolean leaves = ticks[back(next, lookback.ticks(index))] != null;
      if (!isIdle || leaves) {
        known[index] = null;
      }
      filledTicks[index] += (isIdle ? 0 : 1) - (leaves ? 1 : 0);
    }
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
    int newest = back(next, 1);
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

  /** Looks back over other lengths from now on; as much of the past as is there stays. */
  public void lookBack(Lookback newLookback) {
    PackedHistogram[] newTicks = new PackedHistogram[newLookback.longest()];
    long[] newErrors = new long[newTicks.length];
    int kept = Math.min(ticks.length, newTicks.length);
    for (int ago = 1; ago <= kept; ago++) {
      newTicks[newTicks.length - ago] = ticks[back(next, ago)];
      newErrors[newTicks.length - ago] = errors[back(next, ago)];
    }
    lookback = newLookback;
    ticks = newTicks;
    errors = newErrors;
    next = 0;
    known = new OperationWindow[newLookback.lengths()];
    filledTicks = new int[known.length];
    for (int index = 0; index < filledTicks.length; index++) {
      for (int ago = 1; ago <= newLookback.ticks(index); ago++) {
        filledTicks[index] += ticks[back(next, ago)] == null ? 0 : 1;
      }
    }
  }

  /**
   * The last so many finished ticks as one, or null when nothing was called in them. <i>Cost:</i>
   * next to nothing while they are the same as the last time.
   *
   * @param length one of those that are looked back
   */
  public OperationWindow window(
      OperationWindow.Kind kind, String scope, int length, double windowSeconds) {
    int index = lookback.indexOf(length);
    if (filledTicks[index] == 0) {
      return null;
    }
    if (known[index] == null) {
      known[index] = sum(kind, scope, length, windowSeconds);
    } else if (known[index].windowSeconds() != windowSeconds) {
      known[index] = known[index].over(windowSeconds);
    }
    return known[index];
  }

  private void begin() {
    if (running == null) {
      running = new IntCountsHistogram(DIGITS);
      running.setAutoResize(true);
    }
  }

  private OperationWindow sum(
      OperationWindow.Kind kind, String scope, int length, double windowSeconds) {
    Histogram sum = new Histogram(DIGITS);
    sum.setAutoResize(true);
    long failed = 0;
    for (int ago = 1; ago <= length; ago++) {
      int at = back(next, ago);
      failed += errors[at];
      if (ticks[at] != null) {
        sum.add(ticks[at]);
      }
    }
    return new OperationWindow(
        kind,
        scope,
        windowSeconds,
        sum.getTotalCount(),
        failed,
        seconds(sum, 50),
        seconds(sum, 90),
        seconds(sum, 95),
        seconds(sum, 99),
        seconds(sum, 99.9),
        sum.getMean() / MICROS_PER_SECOND,
        sum.getMinValue() / MICROS_PER_SECOND,
        sum.getMaxValue() / MICROS_PER_SECOND);
  }

  private int back(int from, int count) {
    return Math.floorMod(from - count, ticks.length);
  }

  private static double seconds(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / MICROS_PER_SECOND;
  }
}
