package dev.vitals.pipeline;

import java.util.Arrays;

/**
 * Sums that only grow, as they were at the end of each of the last ticks: a window is the
 * difference of two.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
final class SumsByTick {
  /** As they are now. */
  final double[] now;

  private double[][] at;
  private int ticks;

  SumsByTick(int sums, Lookback lookback) {
    now = new double[sums];
    at = new double[lookback.longest() + 1][sums];
  }

  void tick() {
    at[ticks++ % at.length] = now.clone();
  }

  /** Looks back over other lengths from now on; the past is forgotten. */
  void lookBack(Lookback lookback) {
    at = new double[lookback.longest() + 1][];
    Arrays.setAll(at, tick -> now.clone());
  }

  /** What came within the last so many finished ticks. */
  double within(int sum, int length) {
    double[] newest = at[Math.floorMod(ticks - 1, at.length)];
    double[] oldest = at[Math.floorMod(ticks - 1 - length, at.length)];
    return newest[sum] - oldest[sum];
  }
}
