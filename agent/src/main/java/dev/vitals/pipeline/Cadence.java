package dev.vitals.pipeline;

/** Says when it is time again. <i>Threads:</i> the aggregator alone. */
final class Cadence {
  private final long everyNanos;
  private long lastNanos = System.nanoTime();

  Cadence(long everyNanos) {
    this.everyNanos = everyNanos;
  }

  /** Whether so much time has passed since it last said so. */
  boolean isDue() {
    long nowNanos = System.nanoTime();
    if (nowNanos - lastNanos < everyNanos) {
      return false;
    }
    lastNanos = nowNanos;
    return true;
  }
}
