package dev.vitals.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteSink} wrote. <i>Errors:</i> anything else is {@link Malformed}. */
final class ByteSource {
  private final byte[] bytes;
  private int position;

  ByteSource(byte[] bytes) {
    this.bytes = bytes;
  }

  int get() {
    if (position == bytes.length) {
      throw new Malformed("ends too early");
    }
    return bytes[position++] & 0xFF;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int piece = get();
      value |= (long) (piece & 0x7F) << shift;
      if (piece < 0x80) {
        return value;
      }
    }
    throw new Malformed("a number without an end");
  }

  /** A number of things that are still to come, a byte each at least. */
  int size() {
    long size = number();
    if (size < 0 || size > bytes.length - position) {
      throw new Malformed("ends too early");
    }
    return (int) size;
  }

  long fixed() {
    long value = 0;
    for (int index = 0; index < Long.BYTES; index++) {
      value = value << 8 | get();
    }
    return value;
  }

  float single() {
    int bits = 0;
    for (int index = 0; index < Float.BYTES; index++) {
      bits = bits << 8 | get();
    }
    return Float.intBitsToFloat(bits);
  }

  double real() {
    return Double.longBitsToDouble(fixed());
  }

  byte[] bytes() {
    int size = size();
    byte[] value = Arrays.copyOfRange(bytes, position, position + size);
    position += size;
    return value;
  }

  void skip(int size) {
    if (size > bytes.length - position) {
      throw new Malformed("ends too early");
    }
    position += size;
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }
}
