package dev.vitals.exporter.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/** What tells one state of a file from the next without reading it. */
final class FileStamp {
  private static final long YOUNG_MILLIS = 2_000;

  private final FileTime modified;
  private final long size;
  private final Object key;
  private final boolean young;

  private FileStamp(FileTime modified, long size, Object key, boolean young) {
    this.modified = modified;
    this.size = size;
    this.key = key;
    this.young = young;
  }

  /** A file that is not there has a stamp too. */
  static FileStamp of(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      long ageMillis = System.currentTimeMillis() - found.lastModifiedTime().toMillis();
      boolean young = Math.abs(ageMillis) < YOUNG_MILLIS;
      return new FileStamp(found.lastModifiedTime(), found.size(), found.fileKey(), young);
    } catch (IOException e) {
      return new FileStamp(null, 0, null, false);
    }
  }

  boolean isSameAs(FileStamp other) {
    return size == other.size
        && Objects.equals(modified, other.modified)
        && Objects.equals(key, other.key);
  }

  /** Whether the file can change once more without a change of this stamp: clocks are coarse. */
  boolean isYoung() {
    return young;
  }
}
