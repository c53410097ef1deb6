package dev.vitals.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitals.exporter.model.OperationWindow;
import dev.vitals.exporter.model.ResourceWindow;
import dev.vitals.exporter.model.SaturationWindow;
import dev.vitals.history.Series;
import dev.vitals.judge.Evidence;
import dev.vitals.judge.Standing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedTest {
  private static final long TICK = 10_000;
  private static final double NONE = Double.NaN;

  @Test
  void pools_and_executors_are_kept_by_the_names_of_their_measures() {
    List<String> kept = new ArrayList<>();
    for (Series series : Remembered.of(standing(), TICK)) {
      if (series instanceof Series.Gauge gauge && !gauge.scope().isEmpty()) {
        kept.add(gauge.metric() + ' ' + gauge.scope() + ' ' + gauge.value());
      }
    }
    assertEquals(
        List.of(
            "pool.utilisation orders 0.5",
            "pool.pending orders 0.25",
            "executor.utilisation mails 1.0",
            "executor.queued mails 2.0",
            "executor.refused mails 0.1",
            "executor.run mails 2.0",
            "executor.failed mails 0.1",
            "executor.wait mails 0.5"),
        kept);
  }

  private static Standing standing() {
    List<OperationWindow> operations =
        List.of(
            window(OperationWindow.Kind.HTTP_SERVER, "/a", 5),
            window(OperationWindow.Kind.EXECUTOR_TASK, "mails", NONE),
            window(OperationWindow.Kind.EXECUTOR_RUN, "mails", 2),
            window(OperationWindow.Kind.EXECUTOR_WAIT, "mails", 0.5));
    List<SaturationWindow> saturations =
        List.of(
            new SaturationWindow(SaturationWindow.Kind.POOL, "orders", 10, 2, 4, 1),
            new SaturationWindow(SaturationWindow.Kind.EXECUTOR, "mails", 10, 4, 4, 8),
            new SaturationWindow(SaturationWindow.Kind.EXECUTOR, "endless", 10, 4, NONE, 8));
    Evidence evidence =
        new Evidence(
            0,
            List.of(new Evidence.Windows(TICK, operations, List.of(), saturations)),
            ResourceWindow.UNKNOWN);
    return World.standing(evidence, List.of(), List.of(), List.of());
  }

  private static OperationWindow window(OperationWindow.Kind kind, String scope, double mean) {
    return new OperationWindow(
        kind, scope, 10, 10, 1, mean, mean, mean, mean, mean, mean, mean, mean);
  }
}
