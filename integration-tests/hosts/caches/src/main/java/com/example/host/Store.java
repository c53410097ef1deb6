package com.example.host;

import java.util.Map;

/** A cache of one library, and what it and the application counted. */
abstract class Store {
  private final String name;

  final Tally tally = new Tally();

  Store(String name) {
    this.name = name;
  }

  final String name() {
    return name;
  }

  /**
   * Does one thing with the cache.
   *
   * @param operation from 0 to 9
   * @param shared a key that all threads use
   * @param own a key that only this thread uses
   */
  abstract void step(int operation, int shared, int own) throws Exception;

  /** What the library counted since the start, as far as it does; empty with statistics off. */
  abstract Map<String, Long> statistics();

  /** Entries, -1 where that is not asked. */
  abstract long size();

  /** Finishes what the library does later. */
  void settle() {}

  /** A loader that fails. */
  static final class NoSuchEntry extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
