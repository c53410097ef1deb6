package dev.vitals.pipeline;

import dev.vitals.exporter.model.SaturationWindow;
import java.util.Arrays;

/**
 * How taken something was, look by look, as sums that only grow: a window is the difference of two.
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

  private final double[] now = new double[SUMS];

  /** By tick. */
  private double[][] at;

  Saturation(Lookback lookback) {
    at = new double[lookback.longest() + 1][SUMS];
  }

  /**
   * @param reading null where there is nothing to look at
   */
  void look(PoolReading reading) {
    if (reading == null) {
      return;
    }
    add(LOOKS, USED, reading.used());
    add(LIMITED, MAX, reading.max());
    add(KNOWN, WAITING, reading.pending());
  }

  void tick(int ticks) {
    at[ticks % at.length] = now.clone();
  }

  /** Looks back over other lengths from now on; the past is forgotten. */
  void lookBack(Lookback lookback) {
    at = new double[lookback.longest() + 1][];
    Arrays.setAll(at, tick -> now.clone());
  }

  /** The mean of the looks within the last so many ticks. */
  SaturationWindow window(
      SaturationWindow.Kind kind, String scope, int ticks, int length, double windowSeconds) {
    double[] newest = at[Math.floorMod(ticks - 1, at.length)];
    double[] oldest = at[Math.floorMod(ticks - 1 - length, at.length)];
    return new SaturationWindow(
        kind,
        scope,
        windowSeconds,
        mean(newest, oldest, LOOKS, USED),
        mean(newest, oldest, LIMITED, MAX),
        mean(newest, oldest, KNOWN, WAITING));
  }

  private void add(int count, int sum, long value) {
    if (value >= 0L) {
      now[count]++;
      now[sum] += value;
    }
  }

  private static double mean(double[] newest, double[] oldest, int count, int sum) {
    double looks = newest[count] - oldest[count];
    return looks > 0 ? (newest[sum] - oldest[sum]) / looks : Double.NaN;
  }
}
