package dev.vitals.notify;

/** Time, as the dispatcher sees it: tests need no waiting. */
interface Pace {
  /** Never steps: for what is waited. */
  long monotonicMillis();

  /** The time of day, for what is told. */
  long epochMillis();

  /** Returns when that long is over, or somebody calls {@link #wake}. */
  void rest(long millis) throws InterruptedException;

  /** Ends the rest, or the next one. <i>Cost:</i> never waits. */
  void wake();
}
