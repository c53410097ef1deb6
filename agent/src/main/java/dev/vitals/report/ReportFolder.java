package dev.vitals.report;

import dev.vitals.history.Slot;
import dev.vitals.history.WholeFile;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The files of reports, one for each day, in a sub-directory that belongs to this JVM as long as it
 * runs. The oldest go; a file that has not the name of one of ours is never touched.
 *
 * <p><i>Threads:</i> any; they wait for each other and for the disk. <i>Errors:</i> an {@link
 * IOException} where nothing can be written; what was there stays.
 */
final class ReportFolder implements Closeable {
  private static final String BEGIN = "report-";
  private static final String DATE = "0000-00-00";

  private final String service;
  private String directory = "";

  /** Only once: a directory that vanishes later may be a disk that was taken away. */
  private boolean isThere;

  private boolean isClosed;

  /** Null while there is none. */
  private Slot slot;

  /**
   * @param service names the sub-directory, such as {@code shop-reports-0}
   */
  ReportFolder(String service) {
    this.service = service;
  }

  /**
   * Takes a directory, and lets go of the one before.
   *
   * @param newDirectory is made where it is missing; empty for none
   */
  synchronized void use(String newDirectory) throws IOException {
    if (!newDirectory.equals(directory)) {
      release();
      directory = newDirectory;
      isThere = false;
    }
    if (!directory.isEmpty()) {
      open();
    }
  }

  /**
   * Writes the report of a day, in the place of one that is there, and deletes the oldest.
   *
   * @param format also the ending of its name
   * @param keep so many stay, this one among them
   */
  synchronized void write(LocalDate day, String format, String text, int keep) throws IOException {
    open();
    File file = new File(slot.directory(), BEGIN + day + '.' + format);
    WholeFile.replace(file, text);
    prune(file, keep);
  }

  /** Nothing is written any more. */
  @Override
  public synchronized void close() {
    isClosed = true;
    release();
  }

  private void open() throws IOException {
    if (isClosed) {
      throw new IOException("the agent ends");
    }
    if (slot != null && slot.directory().isDirectory()) {
      return;
    }
    release();
    File root = new File(directory);
    isThere = isThere || root.isDirectory() || root.mkdirs();
    slot = Slot.take(root, service + "-reports");
  }

  private void release() {
    try {
      if (slot != null) {
        slot.close();
      }
    } catch (IOException e) {
      // Then it stays locked until the JVM ends: the next one takes another.
    }
    slot = null;
  }

  /** What cannot be deleted is tried again with the next report. */
  private void prune(File newest, int keep) {
    String[] names = slot.directory().list();
    if (names == null) {
      return;
    }
    Arrays.sort(names);
    int kept = 1;
    for (int index = names.length - 1; index >= 0; index--) {
      String name = names[index];
      // The newest is never old: the clock may have been ahead when others were written.
      boolean isOld = isOurs(name) && !name.equals(newest.getName()) && ++kept > keep;
      File file = new File(slot.directory(), name);
      if ((isOld || isUnfinished(name)) && file.isFile()) {
        file.delete();
      }
    }
  }

  /** It was being written when a JVM was killed. */
  private static boolean isUnfinished(String name) {
    int end = name.length() - WholeFile.UNFINISHED.length();
    return name.endsWith(WholeFile.UNFINISHED) && isOurs(name.substring(0, end));
  }

  /** Such as {@code report-2026-11-22.html}. */
  private static boolean isOurs(String name) {
    int end = BEGIN.length() + DATE.length();
    if (!name.startsWith(BEGIN) || name.length() <= end + 1 || name.charAt(end) != '.') {
      return false;
    }
    for (int index = 0; index < DATE.length(); index++) {
      char c = name.charAt(BEGIN.length() + index);
      boolean isDigit = c >= '0' && c <= '9';
      if (DATE.charAt(index) == '0' ? !isDigit : c != '-') {
        return false;
      }
    }
    return ReportTerms.FORMATS.contains(name.substring(end + 1));
  }
}
