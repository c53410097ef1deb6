package dev.vitals.notify.mail;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A password, or the file it stands in: that is read for every mail, so that a new one needs no
 * restart. It is never shown.
 */
final class Password {
  private static final int LARGEST_FILE_BYTES = 4_096;

  private final String text;
  private final String file;

  private Password(String text, String file) {
    this.text = text;
    this.file = file;
  }

  static Password of(String text) {
    return new Password(text, null);
  }

  static Password in(String file) {
    return new Password(null, file);
  }

  /** <i>Errors:</i> an {@link IOException} that names the file and never what is in it. */
  String read() throws IOException {
    if (text != null) {
      return text;
    }
    byte[] bytes;
    try (InputStream in = new FileInputStream(file)) {
      bytes = in.readNBytes(LARGEST_FILE_BYTES + 1);
    } catch (IOException e) {
      throw new IOException("the password file " + file + " cannot be read");
    }
    if (bytes.length > LARGEST_FILE_BYTES) {
      throw new IOException("the password file " + file + " is larger than 4 KiB");
    }
    String content = new String(bytes, StandardCharsets.UTF_8);
    int end = content.length();
    if (end > 0 && content.charAt(end - 1) == '\n') {
      end--;
    }
    if (end > 0 && content.charAt(end - 1) == '\r') {
      end--;
    }
    if (end == 0) {
      throw new IOException("the password file " + file + " is empty");
    }
    return content.substring(0, end);
  }

  @Override
  public String toString() {
    return "***";
  }
}
