package dev.vitals.pipeline;

import dev.vitals.exporter.model.SaturationWindow;

/**
 * How taken the places of something were, look by look.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
final class Saturation {
  private static final int LOOKS = 0;
  private static final int USED = 1;
  private static final int LIMITED = 2;
  private static final int MAX = 3;
  private static final int KNOWN = 4;
  private static final int WAITING = 5;
  private static final int SUMS = 6;

  private final SumsByTick sums;

  Saturation(Lookback lookback) {
    sums = new SumsByTick(SUMS, lookback);
  }

  /**
   * One look; what is negative is not known.
   *
   * @param used places that are taken
   * @param max places there are
   * @param waiting those who wait for one
   */
  void look(long used, long max, long waiting) {
    add(LOOKS, USED, used);
    add(LIMITED, MAX, max);
    add(KNOWN, WAITING, waiting);
  }

  void tick() {
    sums.tick();
  }

  /** Looks back over other lengths from now on; the past is forgotten. */
  void lookBack(Lookback lookback) {
    sums.lookBack(lookback);
  }

  /** The mean of the looks within the last so many ticks. */
  SaturationWindow window(
      SaturationWindow.Kind kind, String scope, int length, double windowSeconds) {
    return new SaturationWindow(
        kind,
        scope,
        windowSeconds,
        mean(LOOKS, USED, length),
        mean(LIMITED, MAX, length),
        mean(KNOWN, WAITING, length));
  }

  private void add(int count, int sum, long value) {
    if (value >= 0L) {
      sums.now[count]++;
      sums.now[sum] += value;
    }
  }

  private double mean(int count, int sum, int length) {
    double looks = sums.within(count, length);
    return looks > 0 ? sums.within(sum, length) / looks : Double.NaN;
  }
}
