package dev.vitals.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns blocks into records. A name is written once in a segment, with the first block that has it,
 * and is a number from then on. {@link BlockReader} reads them.
 *
 * <p><i>Threads:</i> one.
 */
final class BlockWriter {
  /** A place in the map, a name, and the heads of its texts. */
  private static final int BYTES_PER_NAME = 200;

  private static final byte[] NONE = {};

  private final Map<Name, Integer> numbers = new HashMap<>();
  private long heapBytes;

  /**
   * @param known names the segment has already, in their order
   */
  BlockWriter(List<Name> known) {
    for (Name name : known) {
      add(name);
    }
  }

  byte[] write(Block block) {
    List<Name> fresh = new ArrayList<>();
    for (Entry entry : block.entries()) {
      if (!numbers.containsKey(entry.name())) {
        add(entry.name());
        fresh.add(entry.name());
      }
    }
    ByteSink sink = new ByteSink();
    sink.put(Records.BLOCK);
    sink.number(block.first());
    sink.number(block.last() - block.first());
    sink.fixed(block.startMillis());
    sink.number(block.spanMillis());
    sink.number(block.coveredMillis());
    sink.number(fresh.size());
    for (Name name : fresh) {
      sink.put(name.kind().ordinal());
      sink.text(name.metric());
      sink.text(name.scope());
    }
    sink.number(block.entries().size());
    for (Entry entry : block.entries()) {
      sink.number(numbers.get(entry.name()));
      write(entry, sink);
    }
    return sink.toBytes();
  }

  /** About what this keeps in memory. */
  long heapBytes() {
    return heapBytes;
  }

  private void add(Name name) {
    numbers.put(name, numbers.size());
    heapBytes += BYTES_PER_NAME + 2L * (name.metric().length() + name.scope().length());
  }

  private static void write(Entry entry, ByteSink sink) {
    switch (entry.name().kind()) {
      case TIMING -> {
        sink.number(entry.count());
        sink.number(entry.errors());
        sink.number((long) entry.sum());
        sink.number((long) entry.max());
        sink.bytes(entry.latencies() == null ? NONE : entry.latencies());
      }
      case GAUGE -> {
        sink.number(entry.count());
        sink.real(entry.last());
        if (entry.count() > 1) {
          sink.real(entry.sum());
          sink.real(entry.min());
          sink.real(entry.max());
        }
      }
      case COUNT -> sink.real(entry.sum());
    }
  }
}
