package dev.vitals.notify;

import dev.vitals.exporter.model.Alert;
import java.util.List;
import java.util.Map;

/** A notification that says that it is none. */
final class TestNotice {
  private TestNotice() {}

  /** Sends it, and that it is over; the reason where it did not arrive, else null. */
  static String send(
      Receiver receiver, Outlet outlet, Map<String, String> labels, long nowEpochMillis)
      throws InterruptedException {
    Notice firing =
        new Notice(
            "vitals-test",
            "",
            "",
            Alert.Severity.LOW,
            true,
            0,
            0,
            "This is a test notification of Vitals; nothing is wrong.",
            "",
            nowEpochMillis,
            0);
    String key = "vitals-test " + nowEpochMillis;
    String reason = outlet.test(new NoticeGroup(key, labels, List.of(firing)));
    // An Alertmanager waits before it tells anybody: there the test ends by itself.
    if (reason == null && receiver.sendResolved() && !receiver.mirrors()) {
      Notice ended = firing.ended(nowEpochMillis);
      reason = outlet.test(new NoticeGroup(key, labels, List.of(ended)));
    }
    return reason;
  }
}
