package dev.vitals.history;

import java.util.function.Predicate;

/**
 * Which blocks to read, and which of their entries.
 *
 * @param after only blocks that end with a greater number
 * @param names is asked once for each name a segment knows
 */
record Wanted(long fromMillis, long toMillis, long after, Predicate<Name> names) {
  static Wanted everythingAfter(long number) {
    return new Wanted(Long.MIN_VALUE, Long.MAX_VALUE, number, name -> true);
  }

  boolean includes(long last, long startMillis, long endMillis) {
    return last > after && startMillis < toMillis && endMillis > fromMillis;
  }
}
