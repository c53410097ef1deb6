package dev.vitals.exporter.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What a few files say, read again once one of them changes.
 *
 * <p><i>Errors:</i> where they cannot be read at first there is none of it; later, what was read
 * before stays, and the log gets one line. <i>Cost:</i> looks at the files once a second at most,
 * and only when asked.
 */
final class Watched<T> {
  private static final int MAX_BYTES = 1 << 20;
  private static final long LOOK_NANOS = 1_000_000_000L;

  /** What the files say, by their content in the order of the files. */
  interface Reading<T> {
    T of(List<byte[]> contents) throws AccessException;
  }

  private final List<Path> files;
  private final Reading<T> reading;
  private final Consumer<String> log;
  private final LongSupplier nanoTime;
  private List<FileStamp> stamps;
  private long lookedNanos;
  private String lastFailure = "";
  private T current;

  Watched(List<String> names, Reading<T> reading, Consumer<String> log, LongSupplier nanoTime)
      throws AccessException {
    this.files = paths(names);
    this.reading = reading;
    this.log = log;
    this.nanoTime = nanoTime;
    this.stamps = stamps();
    this.lookedNanos = nanoTime.getAsLong();
    this.current = read();
  }

  synchronized T current() {
    long now = nanoTime.getAsLong();
    if (now - lookedNanos >= LOOK_NANOS) {
      lookedNanos = now;
      look();
    }
    return current;
  }

  private void look() {
    List<FileStamp> found = stamps();
    boolean changed = false;
    boolean uncertain = false;
    for (int i = 0; i < found.size(); i++) {
      changed |= !found.get(i).isSameAs(stamps.get(i));
      uncertain |= stamps.get(i).isYoung();
    }
    stamps = found;
    if (!changed && !uncertain) {
      return;
    }
    try {
      current = read();
      if (changed || !lastFailure.isEmpty()) {
        log.accept(files.get(0) + " was read again");
      }
      lastFailure = "";
    } catch (AccessException e) {
      if (!lastFailure.equals(e.getMessage())) {
        lastFailure = e.getMessage();
        log.accept(lastFailure + "; what was read before still counts");
      }
    }
  }

  private T read() throws AccessException {
    List<byte[]> contents = new ArrayList<>();
    for (Path file : files) {
      contents.add(read(file));
    }
    return reading.of(contents);
  }

  private static byte[] read(Path file) throws AccessException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new AccessException(file + " is no file that can be read");
      }
      if (permissions(file).contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new AccessException(file + " can be written by everybody; run: chmod 600 " + file);
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw new AccessException(file + " is longer than a megabyte");
        }
        return bytes;
      }
    } catch (AccessException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new AccessException(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** Says it where other users of the machine can read a file with secrets. */
  void warnOfReaders(int file) {
    Path secret = files.get(file);
    if (permissions(secret).contains(PosixFilePermission.OTHERS_READ)) {
      log.accept(secret + " can be read by everybody on this machine; run: chmod 600 " + secret);
    }
  }

  private static Set<PosixFilePermission> permissions(Path file) {
    try {
      return Files.getPosixFilePermissions(file);
    } catch (IOException | UnsupportedOperationException e) {
      return Set.of();
    }
  }

  private static List<Path> paths(List<String> names) throws AccessException {
    List<Path> paths = new ArrayList<>();
    for (String name : names) {
      try {
        paths.add(Path.of(name));
      } catch (InvalidPathException e) {
        throw new AccessException("a file for the endpoint has a name this machine cannot have");
      }
    }
    return paths;
  }

  private List<FileStamp> stamps() {
    List<FileStamp> found = new ArrayList<>();
    for (Path file : files) {
      found.add(FileStamp.of(file));
    }
    return found;
  }
}
