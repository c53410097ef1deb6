package dev.vitals.history;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a segment file is laid out: sixteen bytes that say whose it is, then records, each with its
 * length and its CRC32C before it. The first byte of a record says what it is.
 */
final class Records {
  static final int HEADER_BYTES = 16;
  static final int FRAME_BYTES = 8;
  static final int LONGEST_PAYLOAD = 1 << 20;

  static final int BLOCK = 'B';
  static final int EVENT = 'E';
  static final int BASELINE = 'L';
  static final int SEAL = 'S';

  /** "VITALSEG". */
  private static final long MAGIC = 0x564954414C534547L;

  private static final int VERSION = 1;

  private Records() {}

  /**
   * @param content what the file holds: see {@link Tier#content}
   */
  static byte[] header(int content) {
    return ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putInt(VERSION).putInt(content).array();
  }

  static byte[] framed(byte[] payload) {
    return ByteBuffer.allocate(FRAME_BYTES + payload.length)
        .putInt(payload.length)
        .putInt(crc(payload))
        .put(payload)
        .array();
  }

  static int crc(byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload, 0, payload.length);
    return (int) crc.getValue();
  }
}
