package dev.vitals.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The newest blocks in memory: an hour of them, or less where they would need more bytes than
 * allowed. Kept as records, as on disk, in chapters that are dropped as a whole.
 *
 * <p><i>Threads:</i> one that adds, any that reads; who reads holds nobody up while he does.
 */
final class MemoryRing {
  private static final int CHAPTER_BLOCKS = 60;
  private static final int KEPT_BLOCKS = 360;

  /** The head of an array, its padding, its place in a list. */
  private static final int BYTES_PER_RECORD = 32;

  private final long budgetBytes;
  private final Deque<Chapter> chapters = new ArrayDeque<>();
  private BlockWriter names = new BlockWriter(List.of());
  private long recordBytes;
  private int blocks;
  private long spanMillis;

  MemoryRing(long budgetBytes) {
    this.budgetBytes = budgetBytes;
  }

  synchronized void add(Block block) {
    Chapter chapter = chapters.peekLast();
    if (chapter == null || chapter.records.size() == CHAPTER_BLOCKS || isTooLong(chapter)) {
      names = new BlockWriter(List.of());
      chapter = new Chapter(block);
      chapters.addLast(chapter);
    }
    byte[] record = names.write(block);
    chapter.records.add(record);
    chapter.bytes += record.length + BYTES_PER_RECORD;
    recordBytes += record.length + BYTES_PER_RECORD;
    spanMillis = block.spanMillis();
    blocks++;
    Chapter oldest = chapters.peekFirst();
    while (oldest != chapter
        && (bytes() > budgetBytes || blocks - oldest.records.size() >= KEPT_BLOCKS)) {
      drop(chapters.removeFirst());
      oldest = chapters.peekFirst();
    }
    if (bytes() > budgetBytes) {
      drop(chapters.removeFirst());
    }
  }

  /** What all of this needs. */
  synchronized long bytes() {
    return recordBytes + names.heapBytes();
  }

  synchronized int blocks() {
    return blocks;
  }

  /** The number of the oldest block; as large as can be where there is none. */
  synchronized long first() {
    return chapters.isEmpty() ? Long.MAX_VALUE : chapters.peekFirst().first;
  }

  /** When the oldest block starts. */
  synchronized long startMillis() {
    return chapters.isEmpty() ? Long.MAX_VALUE : chapters.peekFirst().startMillis;
  }

  /** How long the newest block is, in whole seconds: a tick is never quite on time. */
  synchronized long spanMillis() {
    return Math.max(1L, Math.round(spanMillis / 1e3)) * 1_000L;
  }

  <E extends Exception> void read(Wanted wanted, BlockVisitor<E> visitor) throws E {
    for (List<byte[]> records : copy()) {
      BlockReader reader = new BlockReader(wanted);
      for (byte[] record : records) {
        Block block = reader.read(record);
        if (block != null) {
          visitor.visit(block);
        }
      }
    }
  }

  private synchronized List<List<byte[]>> copy() {
    List<List<byte[]>> copy = new ArrayList<>();
    for (Chapter chapter : chapters) {
      copy.add(new ArrayList<>(chapter.records));
    }
    return copy;
  }

  /** A chapter that takes all the room would leave nothing when it goes. */
  private boolean isTooLong(Chapter chapter) {
    return chapter.bytes + names.heapBytes() > budgetBytes / 8;
  }

  private void drop(Chapter chapter) {
    recordBytes -= chapter.bytes;
    blocks -= chapter.records.size();
  }

  private static final class Chapter {
    final List<byte[]> records = new ArrayList<>();
    final long first;
    final long startMillis;
    long bytes;

    Chapter(Block block) {
      first = block.first();
      startMillis = block.startMillis();
    }
  }
}
