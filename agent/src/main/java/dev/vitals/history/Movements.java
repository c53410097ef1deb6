package dev.vitals.history;

import dev.vitals.judge.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the series that moved at a moment: the median of what came after it is far from that of the
 * half hour before, measured by how much they vary anyway.
 *
 * <p>An alert is seen once the bad values fill a part of its window, so the last minute and a half
 * before the moment belongs to neither side.
 *
 * <p><i>Threads:</i> one. <i>Cost:</i> {@value #MOST_SERIES} series at most.
 */
final class Movements {
  static final int MOST_SERIES = 1_000;
  static final int SHOWN = 10;

  private static final long BEFORE_MILLIS = 1_800_000;
  private static final long GAP_MILLIS = 90_000;
  private static final long AFTER_MILLIS = 300_000;
  private static final long EARLY_MILLIS = 15_000;
  private static final int FEWEST_BEFORE = 6;
  private static final int FEWEST_AFTER = 2;
  private static final double FEWEST_DEVIATIONS = 4;

  /** The mean distance of a normal distribution from its middle, as its standard deviation. */
  private static final double DEVIATIONS_PER_DISTANCE = 1.2533;

  /** What does not vary at all moves by a fifth, or by a little where it is next to nothing. */
  private static final double LEAST_SPREAD = 0.05;

  private static final double MICROS_PER_SECOND = 1e6;

  private final long quietUntilMillis;
  private final long movedFromMillis;
  private final long fromMillis;
  private final long toMillis;
  private final Map<Name, Row> rows = new LinkedHashMap<>();
  private int blocksBefore;
  private int blocksAfter;

  Movements(long atMillis, long untilMillis) {
    fromMillis = atMillis - BEFORE_MILLIS;
    quietUntilMillis = atMillis - GAP_MILLIS;
    movedFromMillis = atMillis - EARLY_MILLIS;
    toMillis = Math.min(untilMillis, atMillis + AFTER_MILLIS);
  }

  List<Movement> in(Timeline timeline) {
    if (toMillis <= fromMillis) {
      return List.of();
    }
    timeline.<RuntimeException>read(
        timeline.source(fromMillis), fromMillis, toMillis, name -> true, this::add);
    List<Movement> moved = new ArrayList<>();
    if (blocksBefore >= FEWEST_BEFORE && blocksAfter >= FEWEST_AFTER) {
      rows.forEach((name, row) -> row.addTo(name, moved));
    }
    moved.sort(
        Comparator.comparingDouble((Movement each) -> -each.deviations())
            .thenComparing(Movement::metric)
            .thenComparing(Movement::scope));
    return List.copyOf(moved.subList(0, Math.min(SHOWN, moved.size())));
  }

  private void add(Block block) {
    boolean isBefore = block.endMillis() <= quietUntilMillis;
    if (!isBefore && block.startMillis() < movedFromMillis || block.coveredMillis() <= 0) {
      return;
    }
    if (isBefore) {
      blocksBefore++;
    } else {
      blocksAfter++;
    }
    for (Entry entry : block.entries()) {
      Row row = rows.get(entry.name());
      if (row == null && rows.size() < MOST_SERIES) {
        row = new Row();
        rows.put(entry.name(), row);
      }
      if (row != null) {
        (isBefore ? row.before : row.after).add(entry, block.coveredMillis() / 1e3);
      }
    }
  }

  /** One series on both sides. */
  private final class Row {
    final Side before = new Side();
    final Side after = new Side();

    void addTo(Name name, List<Movement> moved) {
      boolean isTiming = name.kind() == Kind.TIMING;
      if (name.kind() != Kind.GAUGE) {
        compare(
            name,
            "rate",
            before.rates.filledTo(blocksBefore),
            after.rates.filledTo(blocksAfter),
            0.02,
            moved);
      }
      if (name.kind() != Kind.COUNT) {
        double least = isTiming ? 0.000_2 : 0.002;
        compare(name, "mean", before.means.values(), after.means.values(), least, moved);
      }
      if (isTiming) {
        compareErrors(name, moved);
      }
    }

    /** Failures are few: most intervals have none, and a median would be as good as blind. */
    private void compareErrors(Name name, List<Movement> moved) {
      if (before.calls == 0 || after.calls == 0) {
        return;
      }
      double was = (double) before.failures / before.calls;
      double is = (double) after.failures / after.calls;
      double both = (double) (before.failures + after.failures) / (before.calls + after.calls);
      double chance = Math.sqrt(both * (1 - both) * (1.0 / before.calls + 1.0 / after.calls));
      keep(name, "error-ratio", was, is, Math.max(chance, 0.002), moved);
    }

    /**
     * @param least of the spread
     */
    private void compare(
        Name name,
        String statistic,
        double[] valuesBefore,
        double[] valuesAfter,
        double least,
        List<Movement> moved) {
      if (valuesBefore.length < FEWEST_BEFORE || valuesAfter.length < FEWEST_AFTER) {
        return;
      }
      double was = Median.of(valuesBefore);
      double is = Median.of(valuesAfter);
      double distance = 0;
      for (double value : valuesBefore) {
        distance += Math.abs(value - was) / valuesBefore.length;
      }
      // What happens now and then has a median distance of nothing.
      double spread =
          Math.max(Median.spread(valuesBefore, was), DEVIATIONS_PER_DISTANCE * distance);
      keep(name, statistic, was, is, Math.max(spread, least), moved);
    }

    private static void keep(
        Name name, String statistic, double was, double is, double spread, List<Movement> moved) {
      double least = LEAST_SPREAD * Math.max(Math.abs(was), Math.abs(is));
      double deviations = Math.abs(is - was) / Math.max(spread, least);
      if (deviations >= FEWEST_DEVIATIONS) {
        moved.add(new Movement(name.metric(), name.scope(), statistic, was, is, deviations));
      }
    }
  }

  /** One series on one side. */
  private static final class Side {
    final Values rates = new Values();
    final Values means = new Values();
    long calls;
    long failures;

    void add(Entry entry, double seconds) {
      boolean isTiming = entry.name().kind() == Kind.TIMING;
      rates.add((isTiming ? entry.count() : entry.sum()) / seconds);
      if (entry.count() > 0) {
        means.add(entry.sum() / entry.count() / (isTiming ? MICROS_PER_SECOND : 1));
        calls += entry.count();
        failures += entry.errors();
      }
    }
  }

  private static final class Values {
    private double[] values = new double[32];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    double[] values() {
      return Arrays.copyOf(values, size);
    }

    /** A series that did nothing in an interval has no entry there. */
    double[] filledTo(int blocks) {
      return Arrays.copyOf(values(), Math.max(size, blocks));
    }
  }
}
