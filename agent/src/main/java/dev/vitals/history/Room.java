package dev.vitals.history;

import java.io.IOException;

/** Sees to it that the budget of the directory holds. */
interface Room {
  /** Deletes what is oldest until this many bytes more fit in. */
  void make(long bytes) throws IOException;
}
