package dev.vitals.pipeline;

import java.util.Arrays;

/** How far back windows look, in ticks: the lengths that somebody asks for. Immutable. */
public final class Lookback {
  private final int[] ticks;

  /**
   * @param ticks at least one, each 1 or more
   */
  public Lookback(int... ticks) {
    int[] sorted = ticks.clone();
    Arrays.sort(sorted);
    int different = 0;
    for (int length : sorted) {
      if (different == 0 || length != sorted[different - 1]) {
        sorted[different++] = length;
      }
    }
    this.ticks = Arrays.copyOf(sorted, different);
    if (different == 0 || sorted[0] < 1) {
      throw new IllegalArgumentException("ticks " + Arrays.toString(ticks));
    }
  }

  int lengths() {
    return ticks.length;
  }

  /** The length of that index; they rise. */
  int ticks(int index) {
    return ticks[index];
  }

  public int longest() {
    return ticks[ticks.length - 1];
  }

  /** The index of a length. <i>Errors:</i> a length nobody asked for is a bug. */
  int indexOf(int length) {
    int index = Arrays.binarySearch(ticks, length);
    if (index < 0) {
      throw new IllegalArgumentException(length + " of " + Arrays.toString(ticks));
    }
    return index;
  }
}
