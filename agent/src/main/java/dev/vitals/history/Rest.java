package dev.vitals.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums of what has no place of its own, one for each metric. */
final class Rest {
  private final Map<String, Sums> timings = new LinkedHashMap<>();
  private final Map<String, Sums> counts = new LinkedHashMap<>();

  void timing(String metric, long count, long errors, double sumMicros, double maxMicros) {
    Sums sums = timings.computeIfAbsent(metric, name -> new Sums());
    sums.count += count;
    sums.errors += errors;
    sums.sum += sumMicros;
    sums.max = Math.max(sums.max, maxMicros);
  }

  void count(String metric, double amount) {
    counts.computeIfAbsent(metric, name -> new Sums()).sum += amount;
  }

  void timings(List<Entry> into) {
    timings.forEach(
        (metric, sums) ->
            into.add(
                Entry.timing(
                    Name.of(Kind.TIMING, metric, Name.OTHER),
                    sums.count,
                    sums.errors,
                    sums.sum,
                    sums.max,
                    null)));
  }

  void counts(List<Entry> into) {
    counts.forEach(
        (metric, sums) -> into.add(Entry.count(Name.of(Kind.COUNT, metric, Name.OTHER), sums.sum)));
  }

  private static final class Sums {
    long count;
    long errors;
    double sum;
    double max;
  }
}
