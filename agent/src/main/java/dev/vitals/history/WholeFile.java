package dev.vitals.history;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;

/** Replaces a file as a whole: whoever reads it sees the old or the new one. */
public final class WholeFile {
  /** What is added to the name while it is written; a JVM that was killed may leave it behind. */
  public static final String UNFINISHED = ".tmp";

  private WholeFile() {}

  /** <i>Errors:</i> an {@link IOException}; then the old one is as it was. */
  public static void replace(File file, String text) throws IOException {
    replace(file, text, false);
  }

  /** The same with what only its owner may read, where that can be said. */
  public static void replacePrivate(File file, String text) throws IOException {
    replace(file, text, true);
  }

  private static void replace(File file, String text, boolean isPrivate) throws IOException {
    File temporary = new File(file.getPath() + UNFINISHED);
    try (FileOutputStream out = new FileOutputStream(temporary)) {
      if (isPrivate) {
        temporary.setReadable(false, false);
        temporary.setReadable(true, true);
      }
      out.write(text.getBytes(StandardCharsets.UTF_8));
      // Else a loss of power may leave the new name with nothing behind it.
      out.getFD().sync();
    }
    try {
      Files.move(
          temporary.toPath(),
          file.toPath(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary.toPath(), file.toPath(), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
