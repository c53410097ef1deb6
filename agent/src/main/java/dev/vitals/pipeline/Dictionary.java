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
    Entry entry = find(first, second);
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

  /** What stands for these parts, or null. */
  private Entry find(String first, String second) {
    for (int slot = home(first, second); ; slot = (slot + 1) & mask) {
      Entry entry = entries.getAcquire(slot);
      if (entry == null || entry.is(first, second)) {
        return entry;
      }
    }
  }

  /** Adds what was not there, unless another thread has; {@code id} is NONE for one of its own. */
  private int add(String first, String second, int id, AtomicInteger size) {
    for (int slot = home(first, second); ; slot = (slot + 1) & mask) {
      Entry entry = entries.getAcquire(slot);
      if (entry == null) {
        if (size.get() >= capacity) {
          return OTHER;
        }
        Entry added = new Entry(first, second, id == NONE ? slot + FIRST : id);
        // A slot that was free a moment ago may have been taken: by these parts or by others.
        entry = entries.compareAndExchange(slot, null, added);
        if (entry == null) {
          size.incrementAndGet();
          return added.id;
        }
      }
      if (entry.is(first, second)) {
        return entry.id;
      }
    }
  }

  private int home(String first, String second) {
    int hash = first.hashCode() * 31 + second.hashCode();
    return (hash ^ (hash >>> 16)) & mask;
  }

  private record Entry(String first, String second, int id) {
    boolean is(String otherFirst, String otherSecond) {
      return first.equals(otherFirst) && second.equals(otherSecond);
    }
  }
}
