package dev.vitals.history;

/**
 * A resolution of what is on disk.
 *
 * <p>How long blocks are kept is counted in blocks, not read from a clock: a clock that leaps
 * deletes nothing.
 */
enum Tier {
  INTERVALS("10s", 10_000L, 360, 60, Packing.INTERVAL_BYTES),
  MINUTES("1m", 60_000L, 1_440, 60, Packing.MERGED_BYTES),
  QUARTERS("15m", 900_000L, 2_880, 96, Packing.MERGED_BYTES);

  final String label;

  /** How long a block is; of {@link #INTERVALS} only usually. */
  final long spanMillis;

  /** How many blocks are kept at least. */
  final int keptBlocks;

  /** After how many blocks the next segment begins. */
  final int segmentBlocks;

  /** How many bytes a block may have, names apart. */
  final int blockBytes;

  Tier(String label, long spanMillis, int keptBlocks, int segmentBlocks, int blockBytes) {
    this.label = label;
    this.spanMillis = spanMillis;
    this.keptBlocks = keptBlocks;
    this.segmentBlocks = segmentBlocks;
    this.blockBytes = blockBytes;
  }

  /** What is said in the header of its segments. */
  int content() {
    return (int) (spanMillis / 1_000L);
  }

  /** The start of the block that an instant belongs to. */
  long floor(long epochMillis) {
    return Math.floorDiv(epochMillis, spanMillis) * spanMillis;
  }
}
