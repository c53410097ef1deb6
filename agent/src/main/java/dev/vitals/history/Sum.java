package dev.vitals.history;

import dev.vitals.pipeline.LatencySum;
import java.util.ArrayList;
import java.util.List;

/** The entries of one series together. <i>Threads:</i> one. */
final class Sum {
  long count;
  long errors;
  double sum;
  double min = Double.POSITIVE_INFINITY;
  double max = Double.NEGATIVE_INFINITY;
  double last;

  /** Kept encoded: a histogram that is not is ten times as large. */
  private final List<byte[]> latencies = new ArrayList<>();

  void add(Entry entry) {
    count += entry.count();
    errors += entry.errors();
    sum += entry.sum();
    min = Math.min(min, entry.min());
    max = Math.max(max, entry.max());
    last = entry.last();
    if (entry.latencies() != null) {
      latencies.add(entry.latencies());
    }
  }

  Entry timing(Name name, byte[] encoded) {
    return Entry.timing(name, count, errors, sum, max, encoded);
  }

  Entry gauge(Name name) {
    return Entry.gauge(name, count, sum, min, max, last);
  }

  /**
   * All histograms as one; null where there is none.
   *
   * @param scratch is cleared before and after
   */
  byte[] encoded(LatencySum scratch) {
    if (latencies.size() < 2) {
      return latencies.isEmpty() ? null : latencies.get(0);
    }
    addTo(scratch);
    byte[] encoded = scratch.encoded();
    scratch.clear();
    return encoded;
  }

  /** Clears the other and adds all histograms to it. */
  void addTo(LatencySum cleared) {
    cleared.clear();
    for (byte[] encoded : latencies) {
      cleared.add(encoded);
    }
  }
}
