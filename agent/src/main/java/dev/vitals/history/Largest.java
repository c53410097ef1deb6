package dev.vitals.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Which timings are kept under their own name: those that took the most time, now or not long ago.
 * A route that was large stays for a while, so that its percentiles have no gaps.
 *
 * <p><i>Threads:</i> the aggregator alone. <i>Cost:</i> one look-up a timing, memory for some
 * hundred names.
 */
final class Largest {
  /** After some six minutes of ten-second intervals half of a size is forgotten. */
  private static final double REMEMBERED = 0.98;

  private static final int MOST_REMEMBERED = 1_000;

  /** Microseconds by metric and scope. */
  private Map<String, Map<String, Double>> sizes = new HashMap<>();

  /** The largest first; what has no place is added to the rest. */
  List<Series.Timing> of(List<Series> series, Rest rest) {
    PriorityQueue<Ranked> smallestFirst = new PriorityQueue<>(Packing.NAMED + 1);
    int order = 0;
    for (Series one : series) {
      if (one instanceof Series.Timing timing && timing.count() > 0) {
        order++;
        double size = size(timing);
        Ranked smallest = smallestFirst.peek();
        boolean hasPlace = smallestFirst.size() < Packing.NAMED || size > smallest.size;
        if (!hasPlace || timing.scope().equals(Name.OTHER)) {
          add(timing, rest);
          continue;
        }
        if (smallestFirst.size() == Packing.NAMED) {
          add(smallestFirst.remove().timing, rest);
        }
        smallestFirst.add(new Ranked(timing, size, order));
      }
    }
    remember(smallestFirst);
    List<Series.Timing> largest = new ArrayList<>(smallestFirst.size());
    while (!smallestFirst.isEmpty()) {
      largest.add(smallestFirst.remove().timing);
    }
    Collections.reverse(largest);
    return largest;
  }

  /** All together come first; forgets what is asked for, so that the absent remain. */
  private double size(Series.Timing timing) {
    if (timing.scope().isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    Map<String, Double> scopes = sizes.get(timing.metric());
    Double before = scopes == null ? null : scopes.remove(timing.scope());
    return Math.max(timing.sumMicros(), before == null ? 0 : before * REMEMBERED);
  }

  private void remember(PriorityQueue<Ranked> named) {
    Map<String, Map<String, Double>> newer = new HashMap<>();
    int count = 0;
    double smallest = named.size() < Packing.NAMED ? 0 : named.peek().size;
    for (Map.Entry<String, Map<String, Double>> metric : sizes.entrySet()) {
      for (Map.Entry<String, Double> scope : metric.getValue().entrySet()) {
        double size = scope.getValue() * REMEMBERED;
        if (size >= 1 && size > smallest && count < MOST_REMEMBERED) {
          count++;
          put(newer, metric.getKey(), scope.getKey(), size);
        }
      }
    }
    for (Ranked ranked : named) {
      if (!ranked.timing.scope().isEmpty()) {
        put(newer, ranked.timing.metric(), ranked.timing.scope(), ranked.size);
      }
    }
    sizes = newer;
  }

  private static void put(
      Map<String, Map<String, Double>> sizes, String metric, String scope, double size) {
    sizes.computeIfAbsent(metric, name -> new HashMap<>()).put(scope, size);
  }

  private static void add(Series.Timing timing, Rest rest) {
    rest.timing(
        timing.metric(), timing.count(), timing.errors(), timing.sumMicros(), timing.maxMicros());
  }

  /** Orders by size; of the same size, what came first is larger. */
  private static final class Ranked implements Comparable<Ranked> {
    final Series.Timing timing;
    final double size;
    final int order;

    Ranked(Series.Timing timing, double size, int order) {
      this.timing = timing;
      this.size = size;
      this.order = order;
    }

    @Override
    public int compareTo(Ranked other) {
      int bySize = Double.compare(size, other.size);
      return bySize != 0 ? bySize : Integer.compare(other.order, order);
    }
  }
}
