package dev.vitals.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.Family;
import dev.vitals.exporter.model.Sample;
import dev.vitals.notify.ReceiverState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotificationFamiliesTest {
  @Test
  void every_receiver_has_its_counts_and_only_failed_ones_a_last_failure() {
    List<ReceiverState> states =
        List.of(
            new ReceiverState("team", "slack", 7, 2, 3, 1_500, "503"),
            new ReceiverState("prod", "alertmanager", 1, 0, 0, 0, ""));
    assertEquals(
        List.of(
            "vitals_notifications_total [team, slack, success] 7.0",
            "vitals_notifications_total [team, slack, failure] 2.0",
            "vitals_notifications_total [prod, alertmanager, success] 1.0",
            "vitals_notifications_total [prod, alertmanager, failure] 0.0",
            "vitals_notifications_dropped_total [team] 3.0",
            "vitals_notifications_dropped_total [prod] 0.0",
            "vitals_notification_last_failure_timestamp_seconds [team] 1.5"),
        lines(states));
  }

  @Test
  void labels_fit_their_metrics() {
    List<Family> families = new ArrayList<>();
    ReceiverState state = new ReceiverState("team", "slack", 7, 2, 3, 1_500, "503");
    new NotificationFamilies(() -> List.of(state)).collect(families);
    for (Family family : families) {
      for (Sample sample : family.samples()) {
        assertEquals(family.metric().labels().size(), sample.labelValues().size());
      }
    }
    assertEquals(3, families.size());
  }

  @Test
  void without_receivers_there_is_nothing_to_show() {
    assertEquals(List.of(), lines(List.of()));
  }

  private static List<String> lines(List<ReceiverState> states) {
    List<Family> families = new ArrayList<>();
    new NotificationFamilies(() -> states).collect(families);
    List<String> lines = new ArrayList<>();
    for (Family family : families) {
      for (Sample sample : family.samples()) {
        double value = ((Sample.Point) sample).value();
        lines.add(family.metric().name() + ' ' + sample.labelValues() + ' ' + value);
      }
    }
    return lines;
  }
}
