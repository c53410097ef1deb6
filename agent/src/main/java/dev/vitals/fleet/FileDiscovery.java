package dev.vitals.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * Tells a Prometheus on this machine where this agent answers: one file in a folder that its {@code
 * file_sd_configs} watches, there for as long as the agent is.
 *
 * <p><i>Threads:</i> {@link #keep} one of ours, {@link #close} any. <i>Errors:</i> a folder that is
 * gone or cannot be written is told once, and tried again at every {@link #keep}.
 */
public final class FileDiscovery implements AutoCloseable {
  private final Path folder;
  private final DiscoveryEntry entry;
  private final Consumer<String> log;
  private final byte[] content;
  private final Thread hook;
  private Path file;
  private boolean isTold;
  private boolean isClosed;

  private FileDiscovery(
      Path folder, DiscoveryEntry entry, Consumer<String> log, ThreadFactory threads) {
    this.folder = folder;
    this.entry = entry;
    this.log = log;
    this.content = entry.json().getBytes(StandardCharsets.UTF_8);
    this.hook = threads.newThread(this::remove);
  }

  /**
   * Removes what agents left that were killed, and writes the entry.
   *
   * @param log takes what a person has to do something about
   * @param threads makes the one that removes the entry when the JVM ends
   */
  public static FileDiscovery start(
      Path folder, DiscoveryEntry entry, Consumer<String> log, ThreadFactory threads) {
    FileDiscovery discovery = new FileDiscovery(folder, entry, log, threads);
    try {
      Runtime.getRuntime().addShutdownHook(discovery.hook);
    } catch (IllegalStateException ending) {
      discovery.isClosed = true;
      return discovery;
    }
    StaleEntries.remove(folder, entry.host(), log);
    discovery.keep();
    return discovery;
  }

  /** Sees to it that the entry is there. <i>Cost:</i> one look at the file while it is. */
  public synchronized void keep() {
    if (isClosed || (file != null && Files.exists(file))) {
      return;
    }
    try {
      file = write();
      if (isTold) {
        log.accept("file discovery: wrote " + file);
      }
      isTold = false;
    } catch (IOException | RuntimeException failure) {
      if (!isTold) {
        log.accept(
            "file discovery: no entry in "
                + folder
                + " ("
                + failure
                + "); tried again until the folder is there and can be written");
      }
      isTold = true;
    }
  }

  /** Removes the entry and whatever else would hold on to the agent. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook runs or has run: it does the same.
    }
    remove();
  }

  private synchronized void remove() {
    isClosed = true;
    if (file == null) {
      return;
    }
    try {
      if (DiscoveryEntry.isOf(file, entry)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | RuntimeException failure) {
      log.accept("file discovery: " + file + " stays behind (" + failure + ')');
    }
    file = null;
  }

  private Path write() throws IOException {
    Path target = folder.resolve(entry.fileName());
    if (Files.exists(target) && !DiscoveryEntry.mayReplace(target, entry)) {
      // Containers that share a folder may share a pid too.
      target = folder.resolve(entry.fileNameWithHost());
    }
    Path temporary = folder.resolve('.' + target.getFileName().toString() + ".tmp");
    try {
      Files.deleteIfExists(temporary);
      Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try {
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException slow) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      deleteQuietly(temporary);
    }
    return target;
  }

  private static void deleteQuietly(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException alreadyToldAbout) {
      // What made it fail is on its way to the log.
      return;
    }
  }
}
