package dev.vitals.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vitals.exporter.model.OperationWindow;
import org.junit.jupiter.api.Test;

class TaskWindowTest {
  private static final double TEN_MILLIS = 0.01;

  private final ExecutorCounts counts = new ExecutorCounts(null);
  private final TaskWindow window = new TaskWindow(new Lookback(1, 3));

  @Test
  void percentiles_lie_in_a_straight_line_between_the_bounds_of_a_bucket() {
    for (int task = 0; task < 100; task++) {
      counts.waits.add(task, 7_000_000L);
    }
    tick();
    OperationWindow waits = window.waits("orders", 1, 10);
    assertEquals(100L, waits.count());
    assertEquals(0.0075, waits.p50Seconds(), 1e-9);
    assertEquals(0.00975, waits.p95Seconds(), 1e-9);
    assertEquals(TEN_MILLIS, waits.maxSeconds(), 1e-9);
    assertEquals(0.005, waits.minSeconds(), 1e-9);
    assertEquals(0.007, waits.meanSeconds(), 1e-9);
  }

  @Test
  void what_is_beyond_the_last_bound_is_as_long_as_that() {
    counts.waits.add(0, 3_600_000_000_000L);
    tick();
    assertEquals(30.0, window.waits("orders", 1, 10).p95Seconds());
  }

  @Test
  void a_window_forgets_what_is_older() {
    counts.untimed.increment();
    counts.refused.add(3L);
    tick();
    OperationWindow tasks = window.tasks("orders", 1, 10);
    assertEquals(4L, tasks.count());
    assertEquals(3L, tasks.errors());
    tick();
    assertNull(window.tasks("orders", 1, 10));
    assertEquals(4L, window.tasks("orders", 3, 30).count());
    tick();
    tick();
    assertNull(window.tasks("orders", 3, 30));
  }

  @Test
  void other_lengths_forget_the_past() {
    counts.untimed.increment();
    tick();
    window.lookBack(new Lookback(2));
    assertNull(window.tasks("orders", 2, 20));
    counts.untimed.increment();
    tick();
    assertEquals(1L, window.tasks("orders", 2, 20).count());
    assertNull(window.waits("orders", 2, 20));
  }

  private void tick() {
    ExecutorTotals totals = new ExecutorTotals();
    totals.add(counts);
    window.tick(totals);
  }
}
