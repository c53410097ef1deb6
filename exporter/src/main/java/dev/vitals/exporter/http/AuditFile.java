package dev.vitals.exporter.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that lines are only ever appended to. It is opened for every line, so that it can be moved
 * away at any time, never through a symbolic link, and is its owner's alone where it is made here.
 */
final class AuditFile {
  private static final long MAX_BYTES = 100L << 20;
  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND,
          LinkOption.NOFOLLOW_LINKS);

  private final Path file;
  private final long maxBytes;

  AuditFile(Path file) {
    this(file, MAX_BYTES);
  }

  AuditFile(Path file, long maxBytes) {
    this.file = file;
    this.maxBytes = maxBytes;
  }

  /** One whole line, or none of it. */
  synchronized void append(String line) throws IOException {
    byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
    // A request that is out of time has its thread interrupted; that would close the file
    // unwritten.
    boolean interrupted = Thread.interrupted();
    try (SeekableByteChannel channel = Files.newByteChannel(file, OPTIONS, ownerOnly())) {
      if (channel.size() + bytes.length > maxBytes) {
        throw new IOException("it has " + maxBytes + " bytes; move it away");
      }
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
