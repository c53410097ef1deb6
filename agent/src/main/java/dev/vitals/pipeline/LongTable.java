package dev.vitals.pipeline;

import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * A map from numbers other than 0, without boxing. <i>Threads:</i> one. <i>Cost:</i> a lookup is
 * one probe or two.
 *
 * @param <V> what the numbers stand for
 */
final class LongTable<V> {
  private long[] keys = new long[64];
  private Object[] values = new Object[64];
  private int size;

  @SuppressWarnings("unchecked")
  V get(long key) {
    int slot = slot(key, keys);
    return keys[slot] == key ? (V) values[slot] : null;
  }

  void put(long key, V value) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    int slot = slot(key, keys);
    if (keys[slot] == 0L) {
      keys[slot] = key;
      size++;
    }
    values[slot] = value;
  }

  @SuppressWarnings("unchecked")
  void forEach(BiConsumer<Long, V> consumer) {
    for (int slot = 0; slot < keys.length; slot++) {
      if (keys[slot] != 0L) {
        consumer.accept(keys[slot], (V) values[slot]);
      }
    }
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] oldKeys = keys;
    Object[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = Arrays.copyOf(new Object[0], 2 * oldKeys.length);
    for (int slot = 0; slot < oldKeys.length; slot++) {
      if (oldKeys[slot] != 0L) {
        int free = slot(oldKeys[slot], keys);
        keys[free] = oldKeys[slot];
        values[free] = oldValues[slot];
      }
    }
  }

  private static int slot(long key, long[] keys) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int mask = keys.length - 1;
    int slot = (int) (mixed >>> 40) & mask;
    while (keys[slot] != 0L && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
