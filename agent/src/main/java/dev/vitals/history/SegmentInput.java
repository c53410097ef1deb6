package dev.vitals.history;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the records of a segment file one by one and knows how far they are sound.
 *
 * <p><i>Threads:</i> one; others may write behind the limit. <i>Errors:</i> never throws; {@link
 * #end} says why there is no next record.
 */
final class SegmentInput implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Why there is no next record. */
  enum End {
    /** It was the last one. */
    WHOLE,
    /** The last one was not finished: the writer was killed. */
    TORN,
    /** The bytes are not those that were written. */
    DAMAGED,
    /** Not a file of ours, or of a later version. */
    FOREIGN,
    /** The file is not there, or cannot be read. */
    UNREADABLE
  }

  private final long limit;
  private DataInputStream in;
  private long position;
  private End end = End.WHOLE;

  /**
   * @param limit how many bytes may be read
   */
  SegmentInput(File file, long limit) {
    this.limit = limit;
    try {
      in = new DataInputStream(new BufferedInputStream(new FileInputStream(file), BUFFER_BYTES));
    } catch (IOException e) {
      end = End.UNREADABLE;
    }
  }

  /** Reads the header; before the first record. */
  boolean isOf(int content) {
    if (end != End.WHOLE) {
      return false;
    }
    byte[] expected = Records.header(content);
    try {
      byte[] found = in.readNBytes((int) Math.min(limit, expected.length));
      if (Arrays.equals(found, expected)) {
        position = found.length;
        return true;
      }
      boolean begun = Arrays.equals(found, Arrays.copyOf(expected, found.length));
      end = begun && found.length == limit ? End.TORN : End.FOREIGN;
    } catch (IOException e) {
      end = End.UNREADABLE;
    }
    return false;
  }

  /** The next record, or null: then {@link #end} says why. */
  byte[] next() {
    long left = limit - position;
    if (left == 0) {
      return null;
    }
    try {
      return next(left);
    } catch (EOFException e) {
      end = End.TORN;
    } catch (IOException e) {
      end = End.UNREADABLE;
    }
    return null;
  }

  private byte[] next(long left) throws IOException {
    if (left < Records.FRAME_BYTES) {
      end = End.TORN;
      return null;
    }
    int length = in.readInt();
    int crc = in.readInt();
    long room = left - Records.FRAME_BYTES;
    if (length <= 0 || length > Records.LONGEST_PAYLOAD) {
      // After a power failure a file may end in zeros: it had got its length, but not its bytes.
      end = length == 0 && crc == 0 && isZero() ? End.TORN : End.DAMAGED;
      return null;
    }
    if (length > room) {
      end = End.TORN;
      return null;
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    if (Records.crc(payload) != crc) {
      end = length == room ? End.TORN : End.DAMAGED;
      return null;
    }
    position += Records.FRAME_BYTES + length;
    return payload;
  }

  /** How many bytes are sound. */
  long position() {
    return position;
  }

  End end() {
    return end;
  }

  @Override
  public void close() {
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        end = End.UNREADABLE;
      }
    }
  }

  private boolean isZero() throws IOException {
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != 0) {
        return false;
      }
    }
    return true;
  }
}
