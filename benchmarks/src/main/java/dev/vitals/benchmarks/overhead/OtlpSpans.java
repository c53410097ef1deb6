package dev.vitals.benchmarks.overhead;

/** Counts the server spans of an OTLP trace export, which is protobuf. */
final class OtlpSpans {
  private static final int LENGTH_DELIMITED = 2;
  private static final int RESOURCE_SPANS = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SPANS = 2;
  private static final int KIND = 6;
  private static final int SERVER = 2;

  private final byte[] body;
  private int at;
  private long servers;

  private OtlpSpans(byte[] body) {
    this.body = body;
  }

  static long servers(byte[] body) {
    OtlpSpans spans = new OtlpSpans(body);
    spans.message(body.length, 0);
    return spans.servers;
  }

  /** Goes through one message; depth 0 is the request, 3 a span. */
  private void message(int end, int depth) {
    int[] inner = {RESOURCE_SPANS, SCOPE_SPANS, SPANS};
    while (at < end) {
      long tag = number();
      int field = (int) (tag >>> 3);
      int type = (int) (tag & 7);
      if (type == LENGTH_DELIMITED) {
        int length = (int) number();
        if (depth < inner.length && field == inner[depth]) {
          message(at + length, depth + 1);
        } else {
          at += length;
        }
      } else if (type == 0) {
        long value = number();
        if (depth == inner.length && field == KIND && value == SERVER) {
          servers++;
        }
      } else {
        at += type == 1 ? 8 : 4;
      }
    }
  }

  private long number() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = body[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
