package dev.vitals.notify;

import java.util.function.DoubleSupplier;

/**
 * How long to leave somebody alone who does not answer: each time twice as long, and not exactly.
 */
final class Backoff {
  static final long FIRST_MILLIS = 2_000;
  static final long LONGEST_MILLIS = 120_000;

  private final DoubleSupplier random;
  private int failures;

  /**
   * @param random from 0 to 1, so that many agents do not come back at the same moment
   */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** Half of the time or more, and never less than the other side asked for. */
  long failedMillis(long askedMillis) {
    long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
    failures++;
    long jittered = full / 2 + (long) (full / 2 * random.getAsDouble());
    return Math.max(jittered, askedMillis);
  }

  void worked() {
    failures = 0;
  }
}
