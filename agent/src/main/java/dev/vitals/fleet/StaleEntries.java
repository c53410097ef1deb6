package dev.vitals.fleet;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Entries whose JVM was killed before it could remove them. Others' files are left alone. */
final class StaleEntries {
  /** Nobody has more JVMs on a machine; a folder of something else is not read through. */
  private static final int MOST_FILES = 1_000;

  private StaleEntries() {}

  static void remove(Path folder, String host, Consumer<String> log) {
    if (host.isEmpty()) {
      return;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "{*-*.json,.*-*.json.tmp}")) {
      int seen = 0;
      for (Path file : files) {
        if (++seen > MOST_FILES) {
          return;
        }
        removeIfStale(file, host, log);
      }
    } catch (IOException | RuntimeException failure) {
      // The folder is not there or closed to us: writing the entry will say so.
      return;
    }
  }

  private static void removeIfStale(Path file, String host, Consumer<String> log) {
    try {
      if (DiscoveryEntry.isStale(file, host)) {
        Files.deleteIfExists(file);
        log.accept("file discovery: removed " + file + ", whose JVM has gone");
      }
    } catch (IOException | RuntimeException failure) {
      log.accept("file discovery: cannot remove " + file + " (" + failure + ')');
    }
  }
}
