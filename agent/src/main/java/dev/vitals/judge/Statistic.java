package dev.vitals.judge;

import dev.vitals.exporter.model.OperationWindow;

/** What of many durations a rule looks at. */
public enum Statistic {
  P50("p50"),
  P90("p90"),
  P95("p95"),
  P99("p99"),
  P99_9("p99.9"),
  MEAN("mean"),
  MAX("max");

  private final String word;

  Statistic(String word) {
    this.word = word;
  }

  /** As configurations and sentences write it. */
  public String word() {
    return word;
  }

  /** Seconds. */
  double of(OperationWindow window) {
    return switch (this) {
      case P50 -> window.p50Seconds();
      case P90 -> window.p90Seconds();
      case P95 -> window.p95Seconds();
      case P99 -> window.p99Seconds();
      case P99_9 -> window.p999Seconds();
      case MEAN -> window.meanSeconds();
      case MAX -> window.maxSeconds();
    };
  }
}
