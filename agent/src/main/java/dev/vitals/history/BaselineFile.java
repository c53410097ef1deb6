package dev.vitals.history;

import dev.vitals.judge.Baseline;
import dev.vitals.judge.Baselines;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The file in which what is usual outlives the JVM. It is always written as a whole, beside the old
 * one, whose name it then takes.
 *
 * <p><i>Threads:</i> one. <i>Errors:</i> where it cannot be written, the old one stays. What cannot
 * be read is set aside; what comes before it counts.
 */
final class BaselineFile {
  static final String NAME = "baselines" + TierFiles.SUFFIX;
  private static final String NEXT = "baselines.next";

  /** No tier and not the events. */
  private static final int CONTENT = 1;

  private final File file;
  private final File next;
  private final Room room;
  private final Recovery recovery;
  private long bytes;

  BaselineFile(File directory, Room room, Recovery recovery) {
    this.file = new File(directory, NAME);
    this.next = new File(directory, NEXT);
    this.room = room;
    this.recovery = recovery;
  }

  /** What an earlier run learned; null where there is nothing of it. */
  Baselines open() throws IOException {
    List<Baselines.Entry> entries = new ArrayList<>();
    if (file.exists()) {
      bytes = recovery.recover(file, CONTENT, false, payload -> entries.add(entry(payload)));
    }
    return entries.isEmpty() ? null : Baselines.of(entries);
  }

  void write(Baselines baselines) throws IOException {
    List<byte[]> payloads = new ArrayList<>();
    long size = Records.HEADER_BYTES;
    for (Baselines.Entry entry : baselines.entries()) {
      byte[] payload = payload(entry);
      payloads.add(payload);
      size += Records.FRAME_BYTES + payload.length;
    }
    if (payloads.isEmpty()) {
      return;
    }
    room.make(size);
    delete(next);
    try (SegmentOutput out = SegmentOutput.create(next, CONTENT)) {
      for (byte[] payload : payloads) {
        out.append(payload);
      }
    }
    if (!next.renameTo(file)) {
      // Windows does not put one file in the place of another.
      delete(file);
      if (!next.renameTo(file)) {
        throw new IOException("cannot rename " + next);
      }
    }
    bytes = size;
  }

  long bytes() {
    return bytes;
  }

  private static void delete(File file) throws IOException {
    if (file.exists() && !file.delete()) {
      throw new IOException("cannot delete " + file);
    }
  }

  private static byte[] payload(Baselines.Entry entry) {
    Baseline baseline = entry.baseline();
    ByteSink sink = new ByteSink();
    sink.put(Records.BASELINE);
    sink.text(entry.rule());
    sink.text(entry.scope());
    sink.text(entry.subject());
    sink.number(entry.ageQuarters());
    sink.number(baseline.learned());
    sink.real(baseline.meanError());
    for (int hour = 0; hour < Baseline.HOURS; hour++) {
      float[] values = baseline.values(hour);
      float[] spreads = baseline.spreads(hour);
      sink.number(values.length);
      for (int index = 0; index < values.length; index++) {
        sink.single(values[index]);
        sink.single(spreads[index]);
      }
    }
    return sink.toBytes();
  }

  private static Baselines.Entry entry(byte[] payload) {
    ByteSource source = new ByteSource(payload);
    if (source.get() != Records.BASELINE) {
      throw new Malformed("not a baseline");
    }
    String rule = source.text();
    String scope = source.text();
    String subject = source.text();
    long ageQuarters = source.number();
    long learned = source.number();
    double meanError = source.real();
    float[][] values = new float[Baseline.HOURS][];
    float[][] spreads = new float[Baseline.HOURS][];
    for (int hour = 0; hour < Baseline.HOURS; hour++) {
      int count = source.size();
      values[hour] = new float[count];
      spreads[hour] = new float[count];
      for (int index = 0; index < count; index++) {
        values[hour][index] = source.single();
        spreads[hour][index] = source.single();
      }
    }
    try {
      Baseline baseline = Baseline.of(values, spreads, learned, meanError);
      return new Baselines.Entry(rule, scope, subject, ageQuarters, baseline);
    } catch (IllegalArgumentException e) {
      throw new Malformed(e.getMessage());
    }
  }
}
