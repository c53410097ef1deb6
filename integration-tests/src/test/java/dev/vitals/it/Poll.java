package dev.vitals.it;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must become true, and no longer. */
final class Poll {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** For what takes its time and costs something to look at. */
  private static final long SLOW_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private Poll() {}

  static boolean until(Duration limit, BooleanSupplier condition) {
    return until(limit, STEP_NANOS, condition);
  }

  /** Five looks a second. */
  static boolean slowly(Duration limit, BooleanSupplier condition) {
    return until(limit, SLOW_STEP_NANOS, condition);
  }

  private static boolean until(Duration limit, long stepNanos, BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        return false;
      }
      LockSupport.parkNanos(stepNanos);
    }
    return true;
  }

  /** The value once it equals the expected one; the last value seen when it never does. */
  static <T> T expecting(Duration limit, T expected, Supplier<T> value) {
    Object[] last = new Object[1];
    until(
        limit,
        () -> {
          last[0] = value.get();
          return expected.equals(last[0]);
        });
    @SuppressWarnings("unchecked")
    T result = (T) last[0];
    return result;
  }
}
