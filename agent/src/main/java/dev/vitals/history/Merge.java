package dev.vitals.history;

import dev.vitals.pipeline.LatencySum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one block of many: histograms are added, percentiles never averaged. */
final class Merge {
  private Merge() {}

  /**
   * @param blocks at least one, in their order, all of the same span of the tier
   */
  static Block of(List<Block> blocks, Tier tier) {
    Map<Name, Sum> sums = new LinkedHashMap<>();
    long coveredMillis = 0;
    for (Block block : blocks) {
      coveredMillis += block.coveredMillis();
      for (Entry entry : block.entries()) {
        sums.computeIfAbsent(entry.name(), name -> new Sum()).add(entry);
      }
    }
    Rest rest = new Rest();
    List<Entry> timings = new ArrayList<>();
    List<Entry> values = new ArrayList<>();
    LatencySum latencies = new LatencySum();
    for (Map.Entry<Name, Sum> one : largestFirst(sums)) {
      Name name = one.getKey();
      Sum sum = one.getValue();
      boolean isOther = name.scope().equals(Name.OTHER);
      switch (name.kind()) {
        case TIMING -> {
          if (isOther || timings.size() == Packing.NAMED) {
            rest.timing(name.metric(), sum.count, sum.errors, sum.sum, sum.max);
          } else {
            boolean isFull = timings.size() < Packing.FULL;
            timings.add(sum.timing(name, isFull ? sum.encoded(latencies) : null));
          }
        }
        case GAUGE -> {
          if (values.size() < Packing.VALUES) {
            values.add(sum.gauge(name));
          }
        }
        case COUNT -> {
          if (isOther || values.size() >= Packing.VALUES) {
            rest.count(name.metric(), sum.sum);
          } else {
            values.add(Entry.count(name, sum.sum));
          }
        }
      }
    }
    rest.timings(timings);
    rest.counts(values);
    Block first = blocks.get(0);
    return new Block(
        first.first(),
        blocks.get(blocks.size() - 1).last(),
        tier.floor(first.startMillis()),
        tier.spanMillis,
        coveredMillis,
        Packing.fit(timings, values, tier.blockBytes));
  }

  /** Timings of all together, then other timings by their time; values stay as they came. */
  private static List<Map.Entry<Name, Sum>> largestFirst(Map<Name, Sum> sums) {
    List<Map.Entry<Name, Sum>> ordered = new ArrayList<>(sums.entrySet());
    ordered.sort((one, other) -> Double.compare(size(other), size(one)));
    return ordered;
  }

  private static double size(Map.Entry<Name, Sum> one) {
    if (one.getKey().kind() != Kind.TIMING) {
      return -1;
    }
    return one.getKey().scope().isEmpty() ? Double.POSITIVE_INFINITY : one.getValue().sum;
  }
}
