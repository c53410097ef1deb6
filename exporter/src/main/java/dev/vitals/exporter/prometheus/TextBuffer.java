package dev.vitals.exporter.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * UTF-8 that grows at its end.
 *
 * <p><i>Threads:</i> one.
 */
final class TextBuffer {
  private static final int LONGEST_NUMBER = 19;

  private byte[] bytes;
  private int length;

  TextBuffer(int expectedBytes) {
    bytes = new byte[expectedBytes];
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** Hands everything over, and is empty. */
  void moveTo(OutputStream target) throws IOException {
    target.write(bytes, 0, length);
    length = 0;
  }

  void put(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
  }

  void put(TextBuffer other) {
    room(other.length);
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
  }

  /** Names and the like: all of it is ASCII, which is not looked at. */
  @SuppressWarnings("deprecation") // the one way to copy the lower bytes at once
  void putAscii(String text) {
    room(text.length());
    text.getBytes(0, text.length(), bytes, length);
    length += text.length();
  }

  /**
   * @param number not negative
   */
  void put(long number) {
    room(LONGEST_NUMBER);
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /**
   * Any text; a lone surrogate becomes a question mark.
   *
   * @param escapesQuotes whether it stands in quotes
   */
  void putEscaped(String text, boolean escapesQuotes) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    room(2 * plain.length);
    for (byte unit : plain) {
      if (unit == '\n') {
        bytes[length++] = '\\';
        bytes[length++] = 'n';
      } else {
        if (unit == '\\' || escapesQuotes && unit == '"') {
          bytes[length++] = '\\';
        }
        bytes[length++] = unit;
      }
    }
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
