package dev.vitals.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a block of an interval.
 *
 * <p><i>Threads:</i> the aggregator alone. <i>Cost:</i> encodes fifty histograms, no more.
 */
final class IntervalPacker {
  private final Largest largest = new Largest();
  private long next;
  private volatile long leftOut;

  /** Its number counts from the start of this JVM. */
  Block pack(Interval interval) {
    Rest rest = new Rest();
    List<Entry> timings = new ArrayList<>();
    for (Series.Timing timing : largest.of(interval.series(), rest)) {
      boolean isFull = timings.size() < Packing.FULL && timing.latencies() != null;
      timings.add(
          Entry.timing(
              Name.of(Kind.TIMING, timing.metric(), timing.scope()),
              timing.count(),
              Math.max(0L, timing.errors()),
              Math.max(0L, timing.sumMicros()),
              Math.max(0L, timing.maxMicros()),
              isFull ? timing.latencies().encoded() : null));
    }
    rest.timings(timings);
    List<Entry> values = values(interval.series(), rest);
    long lengthMillis = Math.max(1L, interval.lengthMillis());
    long number = next++;
    return new Block(
        number,
        number,
        interval.startEpochMillis(),
        lengthMillis,
        lengthMillis,
        Packing.fit(timings, values, Packing.INTERVAL_BYTES));
  }

  /** How many gauges had no place, once for each interval. <i>Threads:</i> any. */
  long leftOut() {
    return leftOut;
  }

  private List<Entry> values(List<Series> series, Rest rest) {
    List<Entry> values = new ArrayList<>();
    long without = 0;
    for (Series one : series) {
      boolean hasPlace = values.size() < Packing.VALUES;
      if (one instanceof Series.Count count && Double.isFinite(count.amount())) {
        if (hasPlace && !count.scope().equals(Name.OTHER)) {
          values.add(
              Entry.count(Name.of(Kind.COUNT, count.metric(), count.scope()), count.amount()));
        } else {
          rest.count(count.metric(), count.amount());
        }
      } else if (one instanceof Series.Gauge gauge && Double.isFinite(gauge.value())) {
        if (hasPlace) {
          double value = gauge.value();
          Name name = Name.of(Kind.GAUGE, gauge.metric(), gauge.scope());
          values.add(Entry.gauge(name, 1, value, value, value, value));
        } else {
          without++;
        }
      }
    }
    leftOut += without;
    rest.counts(values);
    return values;
  }
}
