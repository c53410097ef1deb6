package dev.vitals.history;

/** What a segment holds: how many blocks, from which number and time to which. */
record Extent(long blocks, long first, long last, long startMillis, long endMillis) {
  static final Extent EMPTY = new Extent(0, Long.MAX_VALUE, -1, Long.MAX_VALUE, Long.MIN_VALUE);

  static final int SEAL_BYTES = 1 + 5 * Long.BYTES;

  Extent with(Block block) {
    return new Extent(
        blocks + 1,
        Math.min(first, block.first()),
        Math.max(last, block.last()),
        Math.min(startMillis, block.startMillis()),
        Math.max(endMillis, block.endMillis()));
  }

  byte[] seal() {
    ByteSink sink = new ByteSink();
    sink.put(Records.SEAL);
    sink.fixed(blocks);
    sink.fixed(first);
    sink.fixed(last);
    sink.fixed(startMillis);
    sink.fixed(endMillis);
    return sink.toBytes();
  }

  /** Null where the record is no seal. */
  static Extent sealed(byte[] payload) {
    ByteSource source = new ByteSource(payload);
    return payload.length != SEAL_BYTES || source.get() != Records.SEAL
        ? null
        : new Extent(
            source.fixed(), source.fixed(), source.fixed(), source.fixed(), source.fixed());
  }
}
