package dev.vitals.history;

import java.io.File;

/**
 * A file of blocks, as far as it is written.
 *
 * @param bytes that are sound; what comes after them is being written
 */
record Segment(File file, int content, long bytes, Extent extent) {

  /**
   * Shows the blocks that are wanted.
   *
   * @return false when the file is damaged; where it has vanished, nothing was shown
   */
  <E extends Exception> boolean read(Wanted wanted, BlockVisitor<E> visitor) throws E {
    try (SegmentInput in = new SegmentInput(file, bytes)) {
      BlockReader reader = new BlockReader(wanted);
      if (!in.isOf(content)) {
        return in.end() == SegmentInput.End.UNREADABLE;
      }
      byte[] payload = in.next();
      while (payload != null) {
        Block block;
        try {
          block = reader.read(payload);
        } catch (Malformed e) {
          return false;
        }
        if (block != null) {
          visitor.visit(block);
        }
        payload = in.next();
      }
      return in.end() == SegmentInput.End.WHOLE || in.end() == SegmentInput.End.UNREADABLE;
    }
  }
}
