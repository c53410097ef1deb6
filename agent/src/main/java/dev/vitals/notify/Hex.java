package dev.vitals.notify;

/** Bytes as lower-case hexadecimal digits. */
final class Hex {
  private Hex() {}

  static String of(byte[] bytes) {
    StringBuilder hex = new StringBuilder(2 * bytes.length);
    for (byte each : bytes) {
      hex.append(Character.forDigit((each >> 4) & 0xf, 16))
          .append(Character.forDigit(each & 0xf, 16));
    }
    return hex.toString();
  }
}
