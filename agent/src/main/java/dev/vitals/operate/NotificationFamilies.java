package dev.vitals.operate;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.exporter.prometheus.JudgementMetrics;
import dev.vitals.notify.ReceiverState;
import dev.vitals.pipeline.FamilySource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What became of the messages to each receiver of alerts, as metrics. */
public final class NotificationFamilies implements FamilySource {
  private final Supplier<List<ReceiverState>> states;

  /**
   * @param states such as {@link dev.vitals.notify.Dispatcher#states}
   */
  public NotificationFamilies(Supplier<List<ReceiverState>> states) {
    this.states = states;
  }

  @Override
  public void collect(List<Family> into) {
    List<Sample> messages = new ArrayList<>();
    List<Sample> dropped = new ArrayList<>();
    List<Sample> lastFailures = new ArrayList<>();
    for (ReceiverState state : states.get()) {
      String receiver = state.receiver();
      messages.add(point(state.sent(), receiver, state.type(), "success"));
      messages.add(point(state.failed(), receiver, state.type(), "failure"));
      dropped.add(point(state.dropped(), receiver));
      if (state.lastFailureEpochMillis() > 0) {
        lastFailures.add(point(state.lastFailureEpochMillis() / 1e3, receiver));
      }
    }
    into.add(new Family(JudgementMetrics.VITALS_NOTIFICATIONS_TOTAL, messages));
    into.add(new Family(JudgementMetrics.VITALS_NOTIFICATIONS_DROPPED_TOTAL, dropped));
    into.add(
        new Family(
            JudgementMetrics.VITALS_NOTIFICATION_LAST_FAILURE_TIMESTAMP_SECONDS, lastFailures));
  }

  private static Sample point(double value, String... labelValues) {
    return new Sample.Point(List.of(labelValues), value);
  }
}
