package dev.vitals.exporter.http;

/**
 * A supply that refills at a steady rate. What is only known afterwards may be taken from it even
 * where it is not there; then it is empty for as long as that takes to come back.
 *
 * <p><i>Threads:</i> its owner sees to it that there is one at a time.
 */
final class TokenBucket {
  private final double perSecond;
  private final double capacity;
  private double level;
  private long atNanos;

  TokenBucket(double perSecond, double capacity, long nowNanos) {
    this.perSecond = perSecond;
    this.capacity = capacity;
    this.level = capacity;
    this.atNanos = nowNanos;
  }

  /** How long it takes until so much is there; 0 where it is. */
  long waitNanos(double amount, long nowNanos) {
    refill(nowNanos);
    return level >= amount ? 0 : (long) Math.ceil((amount - level) / perSecond * 1e9);
  }

  void take(double amount, long nowNanos) {
    refill(nowNanos);
    level -= amount;
  }

  boolean isFull(long nowNanos) {
    refill(nowNanos);
    return level >= capacity;
  }

  private void refill(long nowNanos) {
    level = Math.min(capacity, level + (nowNanos - atNanos) / 1e9 * perSecond);
    atNanos = nowNanos;
  }
}
