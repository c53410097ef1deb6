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
      int hash = notZero(hash(1, bytes, 0, bytes.length));
      int slot = hash & mask;
      while (hashes[slot] != 0 && hashes[slot] != hash) {
        slot = (slot + 1) & mask;
      }
      hashes[slot] = hash;
    }
  }

  boolean mayContain(byte[] bytes, int offset, int length) {
    return (lengths & (1L << length)) != 0L && hasHash(hash(1, bytes, offset, length));
  }

  /** The same of two pieces, one after the other. */
  boolean mayContain(byte[] bytes, int offset, int length, int restOffset, int restLength) {
    return (lengths & (1L << (length + restLength))) != 0L
        && hasHash(hash(hash(1, bytes, offset, length), bytes, restOffset, restLength));
  }

  private boolean hasHash(int anyHash) {
    int hash = notZero(anyHash);
    int slot = hash & mask;
    while (hashes[slot] != 0) {
      if (hashes[slot] == hash) {
        return true;
      }
      slot = (slot + 1) & mask;
    }
    return false;
  }

  /** 0 marks an empty slot. */
  private static int notZero(int hash) {
    return hash == 0 ? 1 : hash;
  }

  private static int hash(int start, byte[] bytes, int offset, int length) {
    int hash = start;
    for (int index = offset; index < offset + length; index++) {
      hash = 31 * hash + bytes[index];
    }
    return hash;
  }
}
