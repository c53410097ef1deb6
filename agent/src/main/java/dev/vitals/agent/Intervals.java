package dev.vitals.agent;

import dev.vitals.api.Remembered;
import dev.vitals.history.Interval;
import dev.vitals.history.Series;
import dev.vitals.judge.Standing;
import java.util.List;

/**
 * What one tick leaves to history.
 *
 * <p><i>Threads:</i> the aggregator alone.
 */
final class Intervals {
  private final Intake intake;

  Intervals(Intake intake) {
    this.intake = intake;
  }

  /**
   * @param standing at the end of the tick
   * @param seconds the tick was long, by a clock that does not jump
   * @param tickMillis what it is called in the evidence
   */
  Interval newest(Standing standing, double seconds, long tickMillis) {
    List<Series> series = Remembered.of(standing, tickMillis);
    intake.http.newest((scope, tick) -> series.add(Series.Timing.of(Remembered.HTTP, scope, tick)));
    intake.jdbc.newest(
        (scope, tick) -> series.add(Series.Timing.of(Remembered.DATABASE, scope, tick)));
    intake.pools.newest(
        (scope, tick) -> series.add(Series.Timing.of(Remembered.POOL_WAIT, scope, tick)));
    long lengthMillis = Math.max(1L, Math.round(seconds * 1e3));
    return new Interval(standing.epochMillis() - lengthMillis, lengthMillis, series);
  }
}
