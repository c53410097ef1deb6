package dev.vitals.history;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;

/**
 * The sub-directory that belongs to this JVM as long as it runs: several JVMs of one service on one
 * directory each have their own, and a JVM that starts again finds the one that was left.
 *
 * <p>The system gives the lock back when the process ends, however it ends.
 */
public final class Slot implements Closeable {
  private static final int MOST = 100;
  private static final int LONGEST_NAME = 64;
  private static final String LOCK = "lock";

  private final File directory;
  private final RandomAccessFile lock;

  private Slot(File directory, RandomAccessFile lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * @param root is there already
   * @param service any text
   */
  public static Slot take(File root, String service) throws IOException {
    if (!root.isDirectory()) {
      throw new IOException("there is no directory");
    }
    String name = fileName(service);
    for (int number = 0; number < MOST; number++) {
      File directory = new File(root, name + '-' + number);
      if (!directory.isDirectory() && !directory.mkdir() && !directory.isDirectory()) {
        throw new IOException("no directory can be made in it");
      }
      RandomAccessFile lock = new RandomAccessFile(new File(directory, LOCK), "rw");
      if (isTaken(lock)) {
        return new Slot(directory, lock);
      }
      lock.close();
    }
    throw new IOException(MOST + " processes use it already");
  }

  public File directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static boolean isTaken(RandomAccessFile file) throws IOException {
    try {
      FileLock lock = file.getChannel().tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static String fileName(String service) {
    StringBuilder name = new StringBuilder();
    for (int index = 0; index < service.length() && name.length() < LONGEST_NAME; index++) {
      char c = service.charAt(index);
      boolean isPlain =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
      name.append(isPlain || c == '.' && index > 0 ? c : '_');
    }
    return name.isEmpty() ? "jvm" : name.toString();
  }
}
