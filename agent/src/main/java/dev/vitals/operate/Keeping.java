package dev.vitals.operate;

import dev.vitals.history.Slot;
import dev.vitals.history.WholeFile;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Small texts that outlive the JVM: files in a sub-directory that belongs to it as long as it runs.
 *
 * <p>A file is its owner's to read, and replaced as a whole: the old or the new one is seen. One
 * that cannot be understood gets another name and is never deleted.
 *
 * <p><i>Threads:</i> any; they wait for each other and for the disk. <i>Errors:</i> none is thrown:
 * what goes wrong is said once, and what cannot be written can be tried again.
 */
public final class Keeping implements Closeable {
  private static final long LARGEST_BYTES = 16 << 20;
  private static final int MOST_ASIDE = 100;

  private final String directory;
  private final String service;
  private final Consumer<String> log;
  private boolean isOpened;
  private boolean isInTrouble;

  /** Null before it is opened, and where there is none. */
  private Slot slot;

  /**
   * @param directory is made where it is missing; empty to keep nothing
   * @param service names the sub-directory, such as {@code shop-operations-0}
   * @param log what the user should know: a line each
   */
  public Keeping(String directory, String service, Consumer<String> log) {
    this.directory = directory;
    this.service = service;
    this.log = log;
  }

  /**
   * What was kept under this name; null where nothing was. What cannot be understood is set aside.
   *
   * @param parser throws {@link Refused} for what it does not understand
   */
  <T> T read(String name, Function<String, T> parser) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (Refused e) {
      setAside(name, e.getMessage());
      return null;
    }
  }

  private synchronized String text(String name) {
    open();
    File file = slot == null ? null : new File(slot.directory(), name);
    if (file == null || !file.exists()) {
      return null;
    }
    if (file.length() > LARGEST_BYTES) {
      setAside(name, "it is too large");
      return null;
    }
    try {
      return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      setAside(name, "it cannot be read");
      return null;
    }
  }

  private synchronized void setAside(String name, String reason) {
    File file = new File(slot.directory(), name);
    for (int number = 1; number <= MOST_ASIDE; number++) {
      File aside = new File(file.getPath() + ".damaged" + (number == 1 ? "" : "-" + number));
      if (!aside.exists()) {
        if (!file.renameTo(aside)) {
          break;
        }
        log.accept(
            "operations: " + file + " is damaged (" + reason + "), it is now " + aside.getName());
        return;
      }
    }
    giveUp(file + " is damaged (" + reason + ") and cannot be renamed");
  }

  /** Whether it is kept now, or nothing is to be kept at all. */
  synchronized boolean write(String name, String text) {
    open();
    if (slot == null) {
      return !isInTrouble;
    }
    try {
      WholeFile.replacePrivate(new File(slot.directory(), name), text);
      isInTrouble = false;
    } catch (IOException e) {
      if (!isInTrouble) {
        log.accept(
            "operations: cannot write to "
                + slot.directory()
                + ": "
                + e
                + "; what people say is kept in memory, and it is tried again");
      }
      isInTrouble = true;
    }
    return !isInTrouble;
  }

  /** Lets go of the directory; nothing is kept any more. */
  @Override
  public synchronized void close() {
    isOpened = true;
    if (slot != null) {
      try {
        slot.close();
      } catch (IOException e) {
        log.accept("operations: " + slot.directory() + " stays locked: " + e);
      }
      slot = null;
    }
  }

  private void open() {
    if (isOpened) {
      return;
    }
    isOpened = true;
    if (directory.isEmpty()) {
      return;
    }
    File root = new File(directory);
    try {
      if (!root.isDirectory() && !root.mkdirs() && !root.isDirectory()) {
        throw new IOException("it cannot be made");
      }
      slot = Slot.take(root, service + "-operations");
    } catch (IOException e) {
      giveUp("cannot use " + root + ": " + e.getMessage());
    }
  }

  private void giveUp(String reason) {
    close();
    isInTrouble = true;
    log.accept("operations: " + reason + "; what people say is kept in memory only");
  }
}
