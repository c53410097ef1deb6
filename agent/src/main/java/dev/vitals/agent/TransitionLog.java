package dev.vitals.agent;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Alert transitions as lines of the log: a line each, but no more than {@value #LINES_PER_MINUTE} a
 * minute; what is beyond is told in one line at the end of that minute.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
final class TransitionLog {
  static final int LINES_PER_MINUTE = 20;

  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Consumer<String> lines;
  private long beganNanos;
  private int written;
  private long leftOut;

  /**
   * @param lines where the lines go
   */
  TransitionLog(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Writes the line, or counts it where the minute has had its share. */
  void note(long nowNanos, String line) {
    tick(nowNanos);
    if (written == LINES_PER_MINUTE) {
      leftOut++;
      return;
    }
    if (written == 0) {
      beganNanos = nowNanos;
    }
    written++;
    lines.accept(line);
  }

  /** Closes a minute that is over; to be called now and then, whether or not there is a line. */
  void tick(long nowNanos) {
    if (written == 0 || nowNanos - beganNanos < MINUTE_NANOS) {
      return;
    }
    if (leftOut > 0) {
      lines.accept("alert transitions left out of this log within a minute: " + leftOut);
    }
    written = 0;
    leftOut = 0;
  }
}
