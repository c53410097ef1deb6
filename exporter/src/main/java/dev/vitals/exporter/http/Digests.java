package dev.vitals.exporter.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256: what is compared instead of tokens, so that neither length nor content takes time. */
final class Digests {
  private static final int BYTES = 32;

  private Digests() {}

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM lacks SHA-256", e);
    }
  }

  /** The digest that 64 hexadecimal digits write, or null. */
  static byte[] fromHex(String hex) {
    if (hex.length() != 2 * BYTES) {
      return null;
    }
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < bytes.length; i++) {
      int high = Character.digit(hex.charAt(2 * i), 16);
      int low = Character.digit(hex.charAt(2 * i + 1), 16);
      if (high < 0 || low < 0) {
        return null;
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return bytes;
  }
}
