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
    int at = text == null ? -1 : text.indexOf(key);
    while (at >= 0) {
      int from = at + key.length();
      boolean isKey =
          (at == 0 || text.charAt(at - 1) == '\n')
              && from < text.length()
              && (key.endsWith(":") || isBlank(text.charAt(from)));
      if (isKey) {
        while (from < text.length() && isBlank(text.charAt(from))) {
          from++;
        }
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
          end++;
        }
        return number(text.substring(from, end));
      }
      at = text.indexOf(key, from);
    }
    return -1;
  }

  private static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }
}
