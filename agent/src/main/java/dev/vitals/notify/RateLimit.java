package dev.vitals.notify;

/** So many in any 60 seconds, and no more. */
final class RateLimit {
  private static final long MINUTE_MILLIS = 60_000;

  /** When the last ones were taken, the next to be replaced at {@code at}. */
  private final long[] takenMillis;

  private int at;
  private long taken;

  RateLimit(int perMinute) {
    takenMillis = new long[perMinute];
  }

  /** When the next one may be taken; not before now. */
  long freeMillis(long nowMillis) {
    return taken < takenMillis.length
        ? nowMillis
        : Math.max(nowMillis, takenMillis[at] + MINUTE_MILLIS);
  }

  void take(long nowMillis) {
    takenMillis[at] = nowMillis;
    at = (at + 1) % takenMillis.length;
    taken++;
  }
}
