package dev.vitals.history;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Metric;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.AgentMetrics;
import dev.vitals.pipeline.FamilySource;
import java.util.List;
import java.util.function.Supplier;

/** How history is doing, as metrics. */
public final class HistoryFamilies implements FamilySource {
  private final Supplier<HistoryState> states;
  private final boolean isOnDisk;

  /**
   * @param states such as {@link History#state}
   */
  public HistoryFamilies(Supplier<HistoryState> states, boolean isOnDisk) {
    this.states = states;
    this.isOnDisk = isOnDisk;
  }

  @Override
  public void collect(List<Family> into) {
    HistoryState state = states.get();
    Sample memory = point(state.memoryBytes(), "memory");
    add(into, AgentMetrics.VITALS_HISTORY_LEFT_OUT_TOTAL, point(state.leftOutGauges()));
    if (!isOnDisk) {
      add(into, AgentMetrics.VITALS_HISTORY_BYTES, memory);
      return;
    }
    add(into, AgentMetrics.VITALS_HISTORY_BYTES, memory, point(state.diskBytes(), "disk"));
    add(
        into,
        AgentMetrics.VITALS_HISTORY_INTERVALS_TOTAL,
        point(state.writtenIntervals(), "written"),
        point(state.droppedIntervals(), "dropped"),
        point(state.failedIntervals(), "failed"));
    add(into, AgentMetrics.VITALS_HISTORY_SET_ASIDE_TOTAL, point(state.setAsideFiles()));
  }

  private static void add(List<Family> into, Metric metric, Sample... samples) {
    into.add(new Family(metric, List.of(samples)));
  }

  private static Sample point(double value, String... labelValues) {
    return new Sample.Point(List.of(labelValues), value);
  }
}
