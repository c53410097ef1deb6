package dev.vitals.notify;

/** Clocks that a test turns. */
final class ManualPace implements Pace {
  /** Negative, as System.nanoTime may be. */
  long monotonicMillis = -5_000_000;

  long epochMillis = Notices.NOON;

  void pass(long millis) {
    monotonicMillis += millis;
    epochMillis += millis;
  }

  @Override
  public long monotonicMillis() {
    return monotonicMillis;
  }

  @Override
  public long epochMillis() {
    return epochMillis;
  }

  @Override
  public void rest(long millis) {
    pass(millis);
  }

  @Override
  public void wake() {
    // Nobody rests.
  }
}
