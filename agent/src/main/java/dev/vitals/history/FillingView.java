package dev.vitals.history;

import dev.vitals.judge.Median;
import java.util.Arrays;

/**
 * How a resource fills, seen in steps of one length: how long until it is full if it goes on like
 * that.
 *
 * <p>Nothing is said while less than half of it is used, unless the room that is left is less by
 * more than chance ({@link Trend}), shrinks from each sixth of what is seen to the next, and at its
 * end three quarters as fast as over all at least: so neither noise, nor one leap, nor what comes
 * to rest is taken for filling. Nor is said what is farther away than four times what is seen.
 *
 * <p><i>Threads:</i> one. <i>Cost:</i> a trend at the end of each step.
 */
final class FillingView {
  static final int FEWEST = 30;

  private static final int PARTS = 6;
  private static final double HALF = 0.5;
  private static final double GOING_ON = 0.75;
  private static final double FARTHEST = 4;
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private final long stepMillis;
  private final long[] steps;
  private final double[] room;
  private int count;
  private long step;
  private double sum;
  private int samples;
  private double hoursLeft = Double.NaN;

  /**
   * @param most steps that are seen, at most {@value Trend#MOST}
   */
  FillingView(long stepMillis, int most) {
    this.stepMillis = stepMillis;
    this.steps = new long[most];
    this.room = new double[most];
  }

  /**
   * Hours until it is full; NaN where nothing can be said.
   *
   * @param millis never less than the last time
   * @param level how full it is, from 0 to 1
   */
  double hoursLeft(long millis, double level) {
    long now = Math.floorDiv(millis, stepMillis);
    if (samples > 0 && now != step) {
      close();
      hoursLeft = reckon();
    }
    step = now;
    sum += 1 - level;
    samples++;
    return hoursLeft;
  }

  private void close() {
    int gone = 0;
    while (gone < count && step - steps[gone] >= steps.length) {
      gone++;
    }
    count -= gone;
    System.arraycopy(steps, gone, steps, 0, count);
    System.arraycopy(room, gone, room, 0, count);
    steps[count] = step;
    room[count] = sum / samples;
    count++;
    sum = 0;
    samples = 0;
  }

  private double reckon() {
    if (count < FEWEST || !shrinks()) {
      return Double.NaN;
    }
    double[] hours = new double[count];
    for (int index = 0; index < count; index++) {
      hours[index] = (steps[index] - steps[0]) * stepMillis / MILLIS_PER_HOUR;
    }
    Trend trend = Trend.of("", "", "", hours, Arrays.copyOf(room, count));
    if (trend == null || trend.perHour() >= 0 || trend.to() > HALF) {
      return Double.NaN;
    }
    double left = Math.max(0, trend.to()) / -trend.perHour();
    return left <= FARTHEST * hours[count - 1] ? left : Double.NaN;
  }

  private boolean shrinks() {
    double[] parts = new double[PARTS];
    for (int part = 0; part < PARTS; part++) {
      parts[part] =
          Median.of(Arrays.copyOfRange(room, part * count / PARTS, (part + 1) * count / PARTS));
      if (part > 0 && parts[part] >= parts[part - 1]) {
        return false;
      }
    }
    double usual = (parts[0] - parts[PARTS - 1]) / (PARTS - 1);
    return parts[PARTS - 2] - parts[PARTS - 1] >= GOING_ON * usual;
  }
}
