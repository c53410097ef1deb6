package dev.vitals.history;

/** Bytes that history did not write, or that changed since. */
final class Malformed extends RuntimeException {
  Malformed(String what) {
    super(what, null, false, false);
  }
}
