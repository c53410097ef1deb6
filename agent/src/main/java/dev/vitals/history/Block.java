package dev.vitals.history;

import java.util.List;

/**
 * What all series did in one interval, or in the minutes that were made of several. Immutable.
 *
 * @param first number of its first interval, counted since the directory was new
 * @param last number of its last one; a finer block is in this one when its number is not greater
 * @param spanMillis from its start to where the next one may begin
 * @param coveredMillis how much of that was measured
 */
record Block(
    long first,
    long last,
    long startMillis,
    long spanMillis,
    long coveredMillis,
    List<Entry> entries) {

  long endMillis() {
    return startMillis + spanMillis;
  }

  /** The same in a directory that holds older ones. */
  Block shifted(long by) {
    return by == 0
        ? this
        : new Block(first + by, last + by, startMillis, spanMillis, coveredMillis, entries);
  }
}
