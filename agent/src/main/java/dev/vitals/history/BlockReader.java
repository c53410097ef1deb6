package dev.vitals.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns the records of one segment back into blocks, from its first one on.
 *
 * <p><i>Threads:</i> one. <i>Errors:</i> {@link Malformed}. <i>Cost:</i> keeps nothing of entries
 * that are not wanted.
 */
final class BlockReader {
  private final Wanted wanted;

  /** All names of the segment; null for one that is not wanted. */
  private final List<Name> names = new ArrayList<>();

  private final List<Kind> kinds = new ArrayList<>();

  BlockReader(Wanted wanted) {
    this.wanted = wanted;
  }

  /** Null where the record holds no block, or one that is not wanted. */
  Block read(byte[] payload) {
    ByteSource source = new ByteSource(payload);
    if (source.get() != Records.BLOCK) {
      return null;
    }
    long first = source.number();
    long last = first + source.number();
    long startMillis = source.fixed();
    long spanMillis = source.number();
    long coveredMillis = source.number();
    for (int fresh = source.size(); fresh > 0; fresh--) {
      Name name = new Name(Kind.of(source.get()), source.text(), source.text());
      kinds.add(name.kind());
      names.add(wanted.names().test(name) ? name : null);
    }
    if (!wanted.includes(last, startMillis, startMillis + spanMillis)) {
      return null;
    }
    List<Entry> entries = new ArrayList<>();
    for (int left = source.size(); left > 0; left--) {
      long number = source.number();
      if (number < 0 || number >= names.size()) {
        throw new Malformed("a name that was never said");
      }
      Name name = names.get((int) number);
      if (name == null) {
        skip(kinds.get((int) number), source);
      } else {
        entries.add(entry(name, source));
      }
    }
    return new Block(first, last, startMillis, spanMillis, coveredMillis, entries);
  }

  /** The names of the segment so far, in their order; all of them where all were wanted. */
  List<Name> names() {
    return names;
  }

  private static Entry entry(Name name, ByteSource source) {
    return switch (name.kind()) {
      case TIMING -> {
        long count = source.number();
        long errors = source.number();
        long sumMicros = source.number();
        long maxMicros = source.number();
        byte[] latencies = source.bytes();
        yield Entry.timing(
            name, count, errors, sumMicros, maxMicros, latencies.length == 0 ? null : latencies);
      }
      case GAUGE -> {
        long samples = source.number();
        double last = source.real();
        yield samples == 1
            ? Entry.gauge(name, 1, last, last, last, last)
            : Entry.gauge(name, samples, source.real(), source.real(), source.real(), last);
      }
      case COUNT -> Entry.count(name, source.real());
    };
  }

  private static void skip(Kind kind, ByteSource source) {
    switch (kind) {
      case TIMING -> {
        for (int number = 0; number < 4; number++) {
          source.number();
        }
        source.skip(source.size());
      }
      case GAUGE -> source.skip(source.number() == 1 ? Double.BYTES : 4 * Double.BYTES);
      case COUNT -> source.skip(Double.BYTES);
    }
  }
}
