package dev.vitals.judge;

/**
 * For how long something has been true at every look: negative while it is not. It grows by what
 * passed between looks, so a clock that stands still or goes back neither adds nor takes away.
 */
record Held(long millis) {
  static final Held NOT = new Held(-1);

  /**
   * @param stepMillis what passed since the last look, never negative
   */
  Held next(boolean isTrue, long stepMillis) {
    if (!isTrue) {
      return NOT;
    }
    return millis < 0 ? new Held(0) : new Held(millis + stepMillis);
  }

  boolean reached(double seconds) {
    return millis >= 0 && millis >= seconds * 1000;
  }
}
