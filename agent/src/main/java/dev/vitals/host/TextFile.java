package dev.vitals.host;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the small files in which a kernel shows its numbers; their length is not known before. */
final class TextFile {
  private static final int MAXIMUM_BYTES = 1 << 20;

  private TextFile() {}

  static String read(File file) throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
      byte[] chunk = new byte[4096];
      int count = in.read(chunk);
      while (count >= 0 && bytes.size() < MAXIMUM_BYTES) {
        bytes.write(chunk, 0, count);
        count = in.read(chunk);
      }
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  /** The text without the white space around it, or null where there is no such readable file. */
  static String readIfThere(File file) {
    try {
      return read(file).trim();
    } catch (IOException e) {
      return null;
    }
  }

  /** The number a file consists of, or -1 where it is absent or says something else. */
  static long number(File file) {
    String text = readIfThere(file);
    return text == null ? -1 : number(text);
  }

  static long number(String text) {
    try {
      return Long.parseLong(text.trim());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /**
   * The number that follows a key at the start of a line ({@code "VmRSS: 123 kB"}), or -1.
   *
   * @param key with its separator where it has one, such as {@code "VmRSS:"}
   */
  static long numberAfter(String text, String key) {
    if (text == null) {
      return -1;
    }
    for (String line : text.split("\n")) {
      if (line.startsWith(key) && line.length() > key.length()) {
        String rest = line.substring(key.length());
        if (key.endsWith(":") || Character.isWhitespace(rest.charAt(0))) {
          String trimmed = rest.trim();
          int end = 0;
          while (end < trimmed.length() && !Character.isWhitespace(trimmed.charAt(end))) {
            end++;
          }
          return number(trimmed.substring(0, end));
        }
      }
    }
    return -1;
  }
}
