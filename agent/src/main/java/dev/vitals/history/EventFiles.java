package dev.vitals.history;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The segment files of events: four of them at most, of one megabyte.
 *
 * <p><i>Threads:</i> one. <i>Errors:</i> as {@link TierFiles}.
 */
final class EventFiles implements Closeable {
  /** The largest record of an event, 32 pairs of texts in UTF-8, fits several times. */
  private static final long SEGMENT_BYTES = 1_000_000;

  private static final int SEGMENTS = 4;
  private static final int CONTENT = 0;
  private static final String PREFIX = "events-";

  private final File directory;
  private final Room room;
  private final Recovery recovery;
  private final Deque<File> files = new ArrayDeque<>();
  private SegmentOutput current;
  private long fullBytes;
  private int next;

  EventFiles(File directory, Room room, Recovery recovery) {
    this.directory = directory;
    this.room = room;
    this.recovery = recovery;
  }

  /** What earlier runs wrote, the oldest first. */
  List<Map<String, String>> open() throws IOException {
    File[] found =
        directory.listFiles(
            (folder, name) -> name.startsWith(PREFIX) && name.endsWith(TierFiles.SUFFIX));
    if (found == null) {
      throw new IOException("cannot list " + directory);
    }
    Arrays.sort(found);
    Deque<Map<String, String>> events = new ArrayDeque<>();
    for (int index = 0; index < found.length; index++) {
      File file = found[index];
      boolean newest = index == found.length - 1;
      next = Math.max(next, number(file.getName()) + 1);
      long bytes =
          recovery.recover(
              file,
              CONTENT,
              newest,
              payload -> {
                events.addLast(event(payload));
                if (events.size() > EventLog.MOST_EVENTS) {
                  events.removeFirst();
                }
              });
      if (bytes > 0) {
        files.addLast(file);
        if (newest) {
          current = SegmentOutput.resume(file, bytes);
        } else {
          fullBytes += bytes;
        }
      }
    }
    return new ArrayList<>(events);
  }

  void append(Map<String, String> event) throws IOException {
    byte[] payload = payload(event);
    if (current != null && current.length() + payload.length > SEGMENT_BYTES) {
      fullBytes += current.length();
      close();
    }
    while (current == null && files.size() >= SEGMENTS) {
      File oldest = files.removeFirst();
      fullBytes -= oldest.length();
      if (!oldest.delete()) {
        throw new IOException("cannot delete " + oldest);
      }
    }
    room.make(Records.HEADER_BYTES + Records.FRAME_BYTES + payload.length);
    if (current == null) {
      File file = new File(directory, name(next));
      current = SegmentOutput.create(file, CONTENT);
      files.addLast(file);
      next++;
    }
    current.append(payload);
  }

  long bytes() {
    return fullBytes + (current == null ? 0 : current.length());
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      SegmentOutput closing = current;
      current = null;
      closing.close();
    }
  }

  private static byte[] payload(Map<String, String> event) {
    ByteSink sink = new ByteSink();
    sink.put(Records.EVENT);
    sink.number(event.size());
    for (Map.Entry<String, String> pair : event.entrySet()) {
      sink.text(pair.getKey());
      sink.text(pair.getValue());
    }
    return sink.toBytes();
  }

  private static Map<String, String> event(byte[] payload) {
    ByteSource source = new ByteSource(payload);
    if (source.get() != Records.EVENT) {
      throw new Malformed("not an event");
    }
    Map<String, String> event = new LinkedHashMap<>();
    for (int left = source.size(); left > 0; left--) {
      String key = source.text();
      event.put(key, source.text());
    }
    return Collections.unmodifiableMap(event);
  }

  private static String name(int number) {
    String digits = Integer.toString(number);
    return PREFIX + "0".repeat(10 - digits.length()) + digits + TierFiles.SUFFIX;
  }

  /** -1 where the name holds none. */
  private static int number(String name) {
    try {
      return Integer.parseInt(
          name.substring(PREFIX.length(), name.length() - TierFiles.SUFFIX.length()));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
