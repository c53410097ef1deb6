package dev.vitals.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Gives small numbers to texts, so that events carry numbers: a bounded table that only grows.
 *
 * <p>0 is the empty text, {@link #OTHER} whatever came after the table was full.
 *
 * <p><i>Threads:</i> any; lock-free. <i>Cost:</i> a text that is known allocates nothing; a new one
 * is kept for ever.
 */
public final class Dictionary {
  public static final int NONE = 0;
  public static final int OTHER = 1;

  private static final int FIRST = 2;
  private static final String EMPTY = "";

  private final AtomicReferenceArray<Entry> entries;
  private final AtomicInteger size = new AtomicInteger();
  private final int mask;
  private final int capacity;
  private final int lengthLimit;

  /**
   * @param capacity texts that get a number of their own
   * @param lengthLimit characters a text is cut to
   */
  public Dictionary(int capacity, int lengthLimit) {
    int slots = Integer.highestOneBit(Math.max(capacity, 8) * 4 - 1);
    this.entries = new AtomicReferenceArray<>(slots);
    this.mask = slots - 1;
    this.capacity = capacity;
    this.lengthLimit = lengthLimit;
  }

  /** The number of a text; null and the empty text are {@link #NONE}. */
  public int id(String text) {
    return id(EMPTY, text);
  }

  /** The number of a text in two parts, which are joined only when they are new. */
  public int id(String prefix, String text) {
    String first = prefix == null ? EMPTY : prefix;
    String second = text == null ? EMPTY : text;
    if (first.isEmpty() && second.isEmpty()) {
      return NONE;
    }
    int hash = first.hashCode() * 31 + second.hashCode();
    int slot = (hash ^ (hash >>> 16)) & mask;
    Entry added = null;
    while (true) {
      Entry entry = entries.getAcquire(slot);
      if (entry == null) {
        if (size.get() >= capacity) {
          return OTHER;
        }
        if (added == null) {
          added = new Entry(first, second, lengthLimit);
        }
        if (entries.compareAndSet(slot, null, added)) {
          size.incrementAndGet();
          return slot + FIRST;
        }
        continue;
      }
      if (entry.first.equals(first) && entry.second.equals(second)) {
        return slot + FIRST;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** The text of a number; empty for {@link #NONE} and {@link #OTHER}. */
  public String text(int id) {
    return id < FIRST ? EMPTY : entries.getAcquire(id - FIRST).text;
  }

  /** Bits a number of this dictionary needs. */
  public int bits() {
    return 32 - Integer.numberOfLeadingZeros(mask + FIRST);
  }

  private static final class Entry {
    final String first;
    final String second;
    final String text;

    Entry(String first, String second, int lengthLimit) {
      this.first = first;
      this.second = second;
      String joined = first.isEmpty() ? second : first + second;
      this.text = joined.length() > lengthLimit ? joined.substring(0, lengthLimit) : joined;
    }
  }
}
