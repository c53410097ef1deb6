package dev.vitals.history;

import java.util.ArrayList;
import java.util.List;

/**
 * What of a block is kept, so that an hour of them fits into memory and a month onto the disk: the
 * largest timings with their histograms, others with their sums, all others together.
 */
final class Packing {
  /** Timings with a histogram. */
  static final int FULL = 50;

  /** Timings under their own name. */
  static final int NAMED = 200;

  /** Gauges and counts under their own name. */
  static final int VALUES = 200;

  /** What an interval may have: 420 of them are 7.6 MB. */
  static final int INTERVAL_BYTES = 18_000;

  /** What a minute or a quarter may have: 4,476 of them are 179 MB. */
  static final int MERGED_BYTES = 40_000;

  private static final int HEAD_BYTES = 48;
  private static final int TIMING_BYTES = 24;
  private static final int COUNT_BYTES = 11;
  private static final int GAUGE_BYTES = 12;
  private static final int MERGED_GAUGE_BYTES = 40;
  private static final int LENGTH_BYTES = 2;

  private Packing() {}

  /**
   * Takes histograms away, from the smallest timing on, until the block fits.
   *
   * @param timings the largest first, not more than have a place
   * @param bytes what the block may have, names apart
   */
  static List<Entry> fit(List<Entry> timings, List<Entry> values, int bytes) {
    int left = bytes - HEAD_BYTES - TIMING_BYTES * timings.size();
    for (Entry value : values) {
      left -= bytes(value);
    }
    List<Entry> entries = new ArrayList<>(timings.size() + values.size());
    for (Entry timing : timings) {
      int needed = timing.latencies() == null ? 0 : timing.latencies().length + LENGTH_BYTES;
      boolean fits = entries.size() < FULL && needed <= left;
      entries.add(fits ? timing : timing.withoutLatencies());
      left -= fits ? needed : 0;
    }
    entries.addAll(values);
    return entries;
  }

  private static int bytes(Entry value) {
    if (value.name().kind() == Kind.COUNT) {
      return COUNT_BYTES;
    }
    return value.count() == 1 ? GAUGE_BYTES : MERGED_GAUGE_BYTES;
  }
}
