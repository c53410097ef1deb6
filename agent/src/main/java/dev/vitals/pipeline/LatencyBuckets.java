package dev.vitals.pipeline;

import java.io.ByteArrayOutputStream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The filled buckets of a histogram in few bytes: for each, how many empty ones are before it and
 * how many calls are in it, both as numbers of variable length, seven bits a byte, lowest first.
 *
 * <p>Buckets are numbered as HdrHistogram numbers those of two significant digits: 256 of one
 * microsecond, then 128 for each doubling. Its own encoding begins with forty bytes that are the
 * same for all of ours, more than the buckets of a route that is called now and then.
 */
final class LatencyBuckets {
  static final int DIGITS = 2;
  static final long LONGEST_MICROS = 3_600_000_000L;

  private static final int WHOLE_BITS = 8;
  private static final int HALF_BITS = 7;
  private static final int LAST = index(LONGEST_MICROS);

  private LatencyBuckets() {}

  static byte[] encode(AbstractHistogram histogram) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int before = -1;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      int index = index(value.getValueIteratedTo());
      put(out, index - before - 1L);
      put(out, value.getCountAtValueIteratedTo());
      before = index;
    }
    return out.toByteArray();
  }

  /** <i>Errors:</i> what cannot be understood is left out. */
  static void decode(byte[] encoded, Histogram into) {
    long index = -1;
    int position = 0;
    while (position < encoded.length) {
      long[] pair = new long[2];
      for (int part = 0; part < pair.length; part++) {
        for (int shift = 0; position < encoded.length; shift += HALF_BITS) {
          int piece = encoded[position++];
          pair[part] |= (long) (piece & 0x7F) << shift;
          if (piece >= 0) {
            break;
          }
        }
      }
      index += pair[0] + 1;
      if (index < 0 || index > LAST || pair[1] <= 0) {
        return;
      }
      into.recordValueWithCount(lowest((int) index), pair[1]);
    }
  }

  static int index(long micros) {
    int doublings = Math.max(0, Long.SIZE - WHOLE_BITS - Long.numberOfLeadingZeros(micros));
    return (doublings << HALF_BITS) + (int) (micros >>> doublings);
  }

  /** The shortest time that is counted in the bucket. */
  static long lowest(int index) {
    int doublings = Math.max(0, (index >> HALF_BITS) - 1);
    return (long) (index - (doublings << HALF_BITS)) << doublings;
  }

  private static void put(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= HALF_BITS;
    }
    out.write((int) rest);
  }
}
