package dev.vitals.history;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Appends records to a segment file.
 *
 * <p><i>Threads:</i> one. <i>Errors:</i> what could not be written is taken back where that can be
 * done; else the file ends in a torn record. <i>Cost:</i> one call of the system a record; nothing
 * is forced to the disk, so a power failure can cost more than a kill.
 */
final class SegmentOutput implements Closeable {
  private final File file;
  private final RandomAccessFile out;
  private long length;

  private SegmentOutput(File file, RandomAccessFile out, long length) {
    this.file = file;
    this.out = out;
    this.length = length;
  }

  static SegmentOutput create(File file, int content) throws IOException {
    if (!file.createNewFile()) {
      throw new IOException("there is a " + file.getName() + " already");
    }
    SegmentOutput output = new SegmentOutput(file, new RandomAccessFile(file, "rw"), 0);
    try {
      output.write(Records.header(content));
      return output;
    } catch (IOException e) {
      output.close();
      throw e;
    }
  }

  /** Goes on where an earlier run ended. */
  static SegmentOutput resume(File file, long soundBytes) throws IOException {
    RandomAccessFile out = new RandomAccessFile(file, "rw");
    try {
      out.setLength(soundBytes);
      return new SegmentOutput(file, out, soundBytes);
    } catch (IOException e) {
      out.close();
      throw e;
    }
  }

  void append(byte[] payload) throws IOException {
    if (file.length() != length) {
      throw new IOException(
          file.exists() ? "somebody else writes to " + file.getName() : "the files have vanished");
    }
    write(Records.framed(payload));
  }

  long length() {
    return length;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void write(byte[] bytes) throws IOException {
    try {
      out.seek(length);
      out.write(bytes);
      length += bytes.length;
    } catch (IOException e) {
      try {
        out.setLength(length);
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }
}
