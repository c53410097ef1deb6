package dev.vitals.history;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gives files that cannot be read another name, so that nothing stands in the way and nothing is
 * lost, and says so.
 *
 * <p><i>Threads:</i> one, but for {@link #count}.
 */
final class SetAside {
  private static final String DAMAGED = ".damaged";
  private static final String FOREIGN = ".foreign";
  private static final int MOST = 1_000;

  private final Consumer<String> told;

  /** What was ours, the oldest first: may be deleted for want of room. */
  private final List<File> damaged = new ArrayList<>();

  private volatile long count;

  SetAside(Consumer<String> told) {
    this.told = told;
  }

  /** Begins with what earlier runs set aside. */
  void open(File directory) {
    damaged.clear();
    File[] files = directory.listFiles((folder, name) -> name.contains(DAMAGED));
    if (files != null) {
      Arrays.sort(files);
      damaged.addAll(List.of(files));
    }
  }

  /** A file of somebody else, or of a later version: never deleted. */
  void foreign(File file) throws IOException {
    File aside = rename(file, FOREIGN);
    told.accept(
        "history: " + file + " is not a file of this version, it is now " + aside.getName());
  }

  /**
   * A file of ours whose bytes have changed.
   *
   * @param soundBytes how far it can be read: these stay where they are; 0 for nothing
   */
  void damaged(File file, long soundBytes) throws IOException {
    File aside = rename(file, DAMAGED);
    damaged.add(aside);
    told.accept(
        "history: "
            + file
            + " is damaged behind byte "
            + soundBytes
            + ", the whole of it is now "
            + aside.getName());
    if (soundBytes > 0) {
      copy(aside, file, soundBytes);
    }
  }

  /** How many files were set aside since the start. */
  long count() {
    return count;
  }

  long bytes() {
    long bytes = 0;
    for (File file : damaged) {
      bytes += file.length();
    }
    return bytes;
  }

  /** Deletes the oldest file that was ours; false where there is none. */
  boolean deleteOldest() {
    return !damaged.isEmpty() && damaged.remove(0).delete();
  }

  private File rename(File file, String suffix) throws IOException {
    for (int number = 1; number <= MOST; number++) {
      File aside = new File(file.getPath() + suffix + (number == 1 ? "" : "-" + number));
      if (!aside.exists()) {
        if (!file.renameTo(aside)) {
          break;
        }
        count++;
        return aside;
      }
    }
    throw new IOException("cannot rename " + file);
  }

  private static void copy(File from, File to, long bytes) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = new FileInputStream(from);
        OutputStream out = new FileOutputStream(to)) {
      long left = bytes;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new IOException(from + " became shorter");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }
}
