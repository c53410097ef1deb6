package dev.vitals.config;

import java.io.File;

/**
 * Sees that a file has changed, by its size and the time of its last change.
 *
 * <p>A change counts once the file has stayed as it is from one look to the next: who writes it in
 * several steps is not read in between.
 *
 * <p><i>Threads:</i> one. <i>Cost:</i> two questions to the file system a look.
 */
public final class FileWatch {
  private final File file;
  private long knownModified;
  private long knownBytes;
  private long seenModified;
  private long seenBytes;

  /** From now on; a file that is not there is watched too, an empty path is none. */
  public FileWatch(String path) {
    file = new File(path);
    look();
    know();
  }

  /** Whether the file is not what it was when it was last said to have changed. */
  public boolean changed() {
    long lastModified = seenModified;
    long lastBytes = seenBytes;
    look();
    boolean isAtRest = seenModified == lastModified && seenBytes == lastBytes;
    boolean isKnown = seenModified == knownModified && seenBytes == knownBytes;
    if (!isAtRest || isKnown) {
      return false;
    }
    know();
    return true;
  }

  private void look() {
    seenModified = file.lastModified();
    seenBytes = file.length();
  }

  private void know() {
    knownModified = seenModified;
    knownBytes = seenBytes;
  }
}
