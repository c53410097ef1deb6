package dev.vitals.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at their end. {@link ByteSource} reads them. */
final class ByteSink {
  private byte[] bytes = new byte[256];
  private int length;

  void put(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  /** A number that is seldom large or negative: seven bits a byte, the lowest first. */
  void number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    put((int) rest);
  }

  /** Eight bytes, the highest first. */
  void fixed(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      put((int) (value >>> shift));
    }
  }

  /** Four bytes, the highest first. */
  void single(float value) {
    int bits = Float.floatToRawIntBits(value);
    for (int shift = 24; shift >= 0; shift -= 8) {
      put(bits >>> shift);
    }
  }

  void real(double value) {
    fixed(Double.doubleToRawLongBits(value));
  }

  void bytes(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
