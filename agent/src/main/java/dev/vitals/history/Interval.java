package dev.vitals.history;

import java.util.List;

/**
 * What was measured in one span of time, usually a tick of ten seconds. Immutable.
 *
 * @param startEpochMillis wall clock; history takes every time from here and reads no clock
 * @param lengthMillis how long it really was, by a clock that does not jump
 * @param series each metric and scope at most once; what did not happen may be left out
 */
public record Interval(long startEpochMillis, long lengthMillis, List<Series> series) {
  public Interval {
    series = List.copyOf(series);
  }
}
