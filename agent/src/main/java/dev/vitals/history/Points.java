package dev.vitals.history;

import dev.vitals.pipeline.LatencySum;
import java.util.ArrayList;
import java.util.List;

/** One series as a row of points. <i>Threads:</i> one. */
final class Points {
  static final int MOST = 11_000;

  private final long fromMillis;
  private final long toMillis;
  private final long stepMillis;
  private final Step[] steps;
  private Kind kind;

  /**
   * @param stepMillis is made longer where there would be too many
   */
  Points(long fromMillis, long toMillis, long stepMillis) {
    long length = toMillis - fromMillis;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    this.stepMillis = Math.max(Math.max(1L, stepMillis), (length + MOST - 1) / MOST);
    this.steps = new Step[(int) ((length + this.stepMillis - 1) / this.stepMillis)];
  }

  /** Adds a block that has at most this series. */
  void add(Block block) {
    add(block, block.entries());
  }

  /** Adds what a block has of this series. */
  void add(Block block, List<Entry> ofSeries) {
    int index = (int) ((Math.max(block.startMillis(), fromMillis) - fromMillis) / stepMillis);
    if (steps[index] == null) {
      steps[index] = new Step();
    }
    Step step = steps[index];
    step.coveredMillis += block.coveredMillis();
    for (Entry entry : ofSeries) {
      kind = entry.name().kind();
      if (step.sum == null) {
        step.sum = new Sum();
      }
      step.sum.add(entry);
    }
  }

  /** A point for each step in which anything was measured; none where the series is unknown. */
  List<Point> points() {
    List<Point> points = new ArrayList<>();
    if (kind != null) {
      LatencySum scratch = new LatencySum();
      for (int index = 0; index < steps.length; index++) {
        Step step = steps[index];
        if (step != null) {
          long startMillis = fromMillis + index * stepMillis;
          long lengthMillis = Math.min(stepMillis, toMillis - startMillis);
          points.add(
              Point.of(kind, step.sum, startMillis, lengthMillis, step.coveredMillis, scratch));
        }
      }
    }
    return points;
  }

  private static final class Step {
    long coveredMillis;
    Sum sum;
  }
}
