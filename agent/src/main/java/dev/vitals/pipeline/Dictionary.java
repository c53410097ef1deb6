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
  private static final int KEPT_LENGTHS = 4;
  private static final String EMPTY = "";

  private final AtomicReferenceArray<Entry> entries;
  private final AtomicInteger texts = new AtomicInteger();
  private final AtomicInteger spellings = new AtomicInteger();
  private final int mask;
  private final int capacity;
  private final int lengthLimit;

  /**
   * @param capacity texts that get a number of their own
   * @param lengthLimit characters a text is cut to
   */
  public Dictionary(int capacity, int lengthLimit) {
    // Each text may stand here twice, whole and in parts, and half of the table stays free.
    int slots = Integer.highestOneBit(Math.max(capacity, 8) * 8 - 1);
    this.entries = new AtomicReferenceArray<>(slots);
    this.mask = slots - 1;
    this.capacity = capacity;
    this.lengthLimit = lengthLimit;
  }

  /** The number of a text; null and the empty text are {@link #NONE}. */
  public int id(String text) {
    return id(EMPTY, text);
  }

  /**
   * The number of a text in two parts, which are joined only when they are new. However it is
   * parted or cut, the same text has the same number: two series of one metric never have the same
   * labels.
   */
  public int id(String prefix, String text) {
    String first = prefix == null ? EMPTY : prefix;
    String second = text == null ? EMPTY : text;
    if (first.isEmpty() && second.isEmpty()) {
      return NONE;
    }
    int slot = slot(first, second);
    Entry entry = entries.getAcquire(slot);
    if (entry != null) {
      return entry.id;
    }
    String whole = first.isEmpty() ? second : first + second;
    if (first.isEmpty() && whole.length() <= lengthLimit) {
      return add(first, second, NONE, texts);
    }
    int id = id(EMPTY, whole.length() <= lengthLimit ? whole : whole.substring(0, lengthLimit));
    if (id != OTHER && whole.length() <= KEPT_LENGTHS * lengthLimit) {
      add(first, second, id, spellings);
    }
    return id;
  }

  /** The text of a number; empty for {@link #NONE} and {@link #OTHER}. */
  public String text(int id) {
    return id < FIRST ? EMPTY : entries.getAcquire(id - FIRST).second;
  }

  /** Where these parts stand, or the free slot where they would. */
  private int slot(String first, String second) {
    int hash = first.hashCode() * 31 + second.hashCode();
    int slot = (hash ^ (hash >>> 16)) & mask;
    while (true) {
      Entry entry = entries.getAcquire(slot);
      if (entry == null || entry.first.equals(first) && entry.second.equals(second)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** Adds what was not there, unless another thread has; {@code id} is NONE for one of its own. */
  private int add(String first, String second, int id, AtomicInteger size) {
    while (true) {
      int slot = slot(first, second);
      Entry known = entries.getAcquire(slot);
      if (known != null) {
        return known.id;
      }
      if (size.get() >= capacity) {
        return OTHER;
      }
      Entry added = new Entry(first, second, id == NONE ? slot + FIRST : id);
      if (entries.compareAndSet(slot, null, added)) {
        size.incrementAndGet();
        return added.id;
      }
    }
  }

  private record Entry(String first, String second, int id) {}
}
