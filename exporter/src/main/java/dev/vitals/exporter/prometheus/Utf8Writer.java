package dev.vitals.exporter.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;

/**
 * Characters as UTF-8. simpleclient writes label values character by character, and the JDK's
 * writers take a lock for each.
 *
 * <p><i>Threads:</i> one. <i>Errors:</i> a lone surrogate becomes a question mark.
 */
final class Utf8Writer extends Writer {
  private static final int SIZE = 1 << 13;
  private static final int LONGEST = 4;
  private static final int ASCII = 0x80;
  private static final int TWO_BYTES = 0x800;

  private final OutputStream target;
  private final byte[] bytes = new byte[SIZE];
  private int used;
  private char high;

  Utf8Writer(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(int character) throws IOException {
    put((char) character);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    for (int index = offset; index < offset + length; index++) {
      put(text.charAt(index));
    }
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    for (int index = offset; index < offset + length; index++) {
      put(text[index]);
    }
  }

  /** Hands over what is complete: half of a pair of surrogates waits for the other half. */
  @Override
  public void flush() throws IOException {
    empty();
    target.flush();
  }

  @Override
  public void close() throws IOException {
    endLoneSurrogate();
    empty();
    target.close();
  }

  private void put(char character) throws IOException {
    if (used > SIZE - LONGEST) {
      empty();
    }
    if (character < ASCII && high == 0) {
      bytes[used++] = (byte) character;
    } else {
      encode(character);
    }
  }

  private void encode(char character) throws IOException {
    if (high != 0 && Character.isLowSurrogate(character)) {
      int point = Character.toCodePoint(high, character);
      high = 0;
      bytes[used++] = (byte) (0xF0 | point >> 18);
      bytes[used++] = (byte) (0x80 | point >> 12 & 0x3F);
      bytes[used++] = (byte) (0x80 | point >> 6 & 0x3F);
      bytes[used++] = (byte) (0x80 | point & 0x3F);
      return;
    }
    endLoneSurrogate();
    if (Character.isHighSurrogate(character)) {
      high = character;
    } else if (Character.isLowSurrogate(character)) {
      bytes[used++] = '?';
    } else if (character < ASCII) {
      bytes[used++] = (byte) character;
    } else if (character < TWO_BYTES) {
      bytes[used++] = (byte) (0xC0 | character >> 6);
      bytes[used++] = (byte) (0x80 | character & 0x3F);
    } else {
      bytes[used++] = (byte) (0xE0 | character >> 12);
      bytes[used++] = (byte) (0x80 | character >> 6 & 0x3F);
      bytes[used++] = (byte) (0x80 | character & 0x3F);
    }
  }

  private void endLoneSurrogate() throws IOException {
    if (high != 0) {
      high = 0;
      bytes[used++] = '?';
    }
    if (used > SIZE - LONGEST) {
      empty();
    }
  }

  private void empty() throws IOException {
    target.write(bytes, 0, used);
    used = 0;
  }
}
