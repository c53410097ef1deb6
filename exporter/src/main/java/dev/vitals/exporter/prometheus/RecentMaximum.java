package dev.vitals.exporter.prometheus;

/**
 * The largest of what was recorded within the last one or two turns.
 *
 * <p><i>Threads:</i> one.
 */
public final class RecentMaximum {
  /** How often owners turn it. */
  public static final long TURN_NANOS = 60_000_000_000L;

  private double running;
  private double before;

  /**
   * @param value 0 or more
   */
  public void record(double value) {
    if (value > running) {
      running = value;
    }
  }

  /** Forgets what was recorded before the last turn. */
  public void turn() {
    before = running;
    running = 0;
  }

  /** 0 where nothing was recorded. */
  public double value() {
    return Math.max(running, before);
  }
}
