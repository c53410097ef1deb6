package dev.vitals.weave;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * A set of names that is asked with the bytes of a constant pool. May say yes wrongly, never no
 * wrongly.
 */
final class NameSet {
  private final int[] hashes;
  private final int mask;
  private long lengths;

  NameSet(Collection<String> names) {
    int capacity = Integer.highestOneBit(Math.max(names.size(), 4) * 4);
    hashes = new int[capacity];
    mask = capacity - 1;
    for (String name : names) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      lengths |= 1L << bytes.length;
      int hash = hash(bytes, 0, bytes.length);
      int slot = hash & mask;
      while (hashes[slot] != 0 && hashes[slot] != hash) {
        slot = (slot + 1) & mask;
      }
      hashes[slot] = hash;
    }
  }

  boolean mayContain(byte[] bytes, int offset, int length) {
    if ((lengths & (1L << length)) == 0L) {
      return false;
    }
    int hash = hash(bytes, offset, length);
    int slot = hash & mask;
    while (hashes[slot] != 0) {
      if (hashes[slot] == hash) {
        return true;
      }
      slot = (slot + 1) & mask;
    }
    return false;
  }

  private static int hash(byte[] bytes, int offset, int length) {
    int hash = 1;
    for (int index = offset; index < offset + length; index++) {
      hash = 31 * hash + bytes[index];
    }
    return hash == 0 ? 1 : hash;
  }
}
