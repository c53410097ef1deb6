package dev.vitals.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened, in the order it happened: small maps of text, such as an alert that ended. Keeps
 * the newest in memory, and on disk where a directory is configured; there they outlive the JVM.
 *
 * <p><i>Threads:</i> any; nothing is written by the caller. <i>Cost:</i> at most a thousand events,
 * one megabyte.
 */
public final class EventLog {
  static final int MOST_EVENTS = 1_000;
  private static final long MOST_CHARACTERS = 500_000;
  private static final int MOST_PAIRS = 32;
  private static final int LONGEST_TEXT = 1_000;

  private final Deque<Map<String, String>> events = new ArrayDeque<>();

  /** Those that are not on disk yet; null where there will be no disk. */
  private final Deque<Map<String, String>> unwritten;

  private long characters;
  private boolean isLoaded;

  EventLog(boolean isOnDisk) {
    unwritten = isOnDisk ? new ArrayDeque<>() : null;
  }

  /** Keeps an event; long texts are cut, pairs beyond the 32nd left out. */
  public synchronized void append(Map<String, String> event) {
    Map<String, String> cut = new LinkedHashMap<>();
    for (Map.Entry<String, String> pair : event.entrySet()) {
      if (cut.size() < MOST_PAIRS) {
        cut.put(cut(pair.getKey()), cut(pair.getValue()));
      }
    }
    Map<String, String> kept = Collections.unmodifiableMap(cut);
    events.addLast(kept);
    characters += length(kept);
    trim();
    if (unwritten != null) {
      unwritten.addLast(kept);
      if (unwritten.size() > MOST_EVENTS) {
        unwritten.removeFirst();
      }
    }
  }

  /** All there are, the oldest first. */
  public synchronized List<Map<String, String>> events() {
    return new ArrayList<>(events);
  }

  /** Puts what earlier runs wrote before what came since the start. Works once. */
  synchronized void load(List<Map<String, String>> earlier) {
    if (isLoaded) {
      return;
    }
    isLoaded = true;
    for (int index = earlier.size() - 1; index >= 0; index--) {
      events.addFirst(earlier.get(index));
      characters += length(earlier.get(index));
    }
    trim();
  }

  /** The oldest event that is not on disk, or null. */
  synchronized Map<String, String> firstUnwritten() {
    return unwritten == null ? null : unwritten.peekFirst();
  }

  /** It is on disk now. */
  synchronized void written(Map<String, String> event) {
    if (unwritten.peekFirst() == event) {
      unwritten.removeFirst();
    }
  }

  private void trim() {
    while (events.size() > MOST_EVENTS || characters > MOST_CHARACTERS) {
      characters -= length(events.removeFirst());
    }
  }

  private static long length(Map<String, String> event) {
    long length = 0;
    for (Map.Entry<String, String> pair : event.entrySet()) {
      length += pair.getKey().length() + pair.getValue().length();
    }
    return length;
  }

  private static String cut(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }
}
