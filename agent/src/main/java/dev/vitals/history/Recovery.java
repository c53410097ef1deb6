package dev.vitals.history;

import java.io.File;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Looks through the segment files that an earlier run left, and makes them such that they can be
 * read, or gone.
 *
 * <p>Only the newest file of a kind may end in a torn record: its writer was killed. Anything else
 * that is not as it was written is set aside; what comes before it stays.
 */
final class Recovery {
  private final SetAside setAside;
  private final Consumer<String> told;

  /** Is shown the records of a file in their order. May throw {@link Malformed}. */
  interface Visitor {
    void visit(byte[] payload);
  }

  Recovery(SetAside setAside, Consumer<String> told) {
    this.setAside = setAside;
    this.told = told;
  }

  /**
   * @param content what the file should hold
   * @param newest whether it is the last one that was written
   * @return how many bytes of the file can be used; 0 for none: then leave it alone
   */
  long recover(File file, int content, boolean newest, Visitor visitor) throws IOException {
    SegmentInput.End end;
    long sound = 0;
    try (SegmentInput in = new SegmentInput(file, file.length())) {
      if (in.isOf(content)) {
        sound = in.position();
        byte[] payload = in.next();
        boolean understood = true;
        while (payload != null && understood) {
          understood = shown(payload, visitor);
          if (understood) {
            // A seal is written again when the file is full.
            sound = payload[0] == Records.SEAL ? sound : in.position();
            payload = in.next();
          }
        }
        end = understood ? in.end() : SegmentInput.End.DAMAGED;
      } else {
        end = in.end();
      }
    }
    return decide(file, newest, end, sound);
  }

  private long decide(File file, boolean newest, SegmentInput.End end, long sound)
      throws IOException {
    boolean isEmpty = sound <= Records.HEADER_BYTES;
    switch (end) {
      case UNREADABLE -> {
        told.accept("history: cannot read " + file + ", it is left out");
        return 0;
      }
      case FOREIGN -> {
        setAside.foreign(file);
        return 0;
      }
      case DAMAGED -> setAside.damaged(file, isEmpty ? 0 : sound);
      case TORN -> {
        if (!newest && !isEmpty) {
          setAside.damaged(file, sound);
        }
      }
      case WHOLE -> {}
    }
    if (isEmpty && end != SegmentInput.End.DAMAGED && !file.delete()) {
      throw new IOException("cannot delete " + file);
    }
    return isEmpty ? 0 : sound;
  }

  private static boolean shown(byte[] payload, Visitor visitor) {
    try {
      visitor.visit(payload);
      return true;
    } catch (Malformed e) {
      return false;
    }
  }
}
