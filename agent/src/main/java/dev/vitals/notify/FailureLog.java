package dev.vitals.notify;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One line for each kind of failure of a receiver, at most once an hour, and one when it works
 * again. <i>Threads:</i> the dispatcher's.
 */
final class FailureLog {
  static final long AGAIN_MILLIS = 3_600_000;

  private static final int MOST_KINDS = 16;

  private final String receiver;
  private final Consumer<String> lines;
  private final Map<String, Long> saidMillis = new HashMap<>();
  private boolean hasComplained;
  private long failures;

  FailureLog(String receiver, Consumer<String> lines) {
    this.receiver = receiver;
    this.lines = lines;
  }

  void failed(long nowMillis, String kind) {
    failures++;
    saidMillis.values().removeIf(said -> nowMillis - said >= AGAIN_MILLIS);
    if (!saidMillis.containsKey(kind) && saidMillis.size() < MOST_KINDS) {
      saidMillis.put(kind, nowMillis);
      hasComplained = true;
      lines.accept("receiver " + receiver + " could not be told: " + kind);
    }
  }

  void worked() {
    if (hasComplained) {
      lines.accept("receiver " + receiver + " works again after " + failures + " failed attempts");
    }
    hasComplained = false;
    failures = 0;
  }
}
