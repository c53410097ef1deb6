package dev.vitals.history;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The segment files of one tier in one directory.
 *
 * <p><i>Threads:</i> one that writes; any may {@link #read}. <i>Errors:</i> after an {@link
 * IOException} it must be closed and opened anew, which finds out what is on the disk.
 */
final class TierFiles implements Closeable {
  static final String SUFFIX = ".vitals";

  private final File directory;
  private final Tier tier;
  private final Room room;
  private final Recovery recovery;

  /** Files that a reader found damaged. */
  private final Set<File> suspects = ConcurrentHashMap.newKeySet();

  private volatile List<Segment> segments = List.of();
  private SegmentOutput current;
  private BlockWriter names;
  private long next;

  TierFiles(File directory, Tier tier, Room room, Recovery recovery) {
    this.directory = directory;
    this.tier = tier;
    this.room = room;
    this.recovery = recovery;
  }

  void open() throws IOException {
    File[] files = directory.listFiles((folder, name) -> isOurs(name));
    if (files == null) {
      throw new IOException("cannot list " + directory);
    }
    Arrays.sort(files);
    List<Segment> found = new ArrayList<>();
    for (int index = 0; index < files.length; index++) {
      File file = files[index];
      boolean newest = index == files.length - 1;
      Segment segment = newest ? null : sealed(file);
      segment = segment == null ? recovered(file, newest) : segment;
      if (segment != null) {
        next = Math.max(next, segment.extent().last() + 1);
        found.add(segment);
      }
    }
    segments = List.copyOf(found);
  }

  /** The number of the first block that is not here. */
  long next() {
    return next;
  }

  /** The files as they are now, the oldest first. */
  List<Segment> segments() {
    return segments;
  }

  long bytes() {
    long bytes = 0;
    for (Segment segment : segments) {
      bytes += segment.bytes();
    }
    return bytes;
  }

  void append(Block block) throws IOException {
    lookAtSuspects();
    if (current != null && newest().extent().blocks() >= tier.segmentBlocks) {
      seal();
    }
    if (current == null) {
      names = new BlockWriter(List.of());
    }
    byte[] payload = names.write(block);
    if (payload.length > Records.LONGEST_PAYLOAD) {
      throw new IOException("a block of " + payload.length + " bytes is too long");
    }
    room.make(Records.HEADER_BYTES + 2L * Records.FRAME_BYTES + payload.length + Extent.SEAL_BYTES);
    Extent extent = Extent.EMPTY;
    List<Segment> newer = new ArrayList<>(segments);
    File file;
    if (current == null) {
      file = new File(directory, name(block.first()));
      current = SegmentOutput.create(file, tier.content());
    } else {
      Segment growing = newer.remove(newer.size() - 1);
      file = growing.file();
      extent = growing.extent();
    }
    current.append(payload);
    newer.add(new Segment(file, tier.content(), current.length(), extent.with(block)));
    next = Math.max(next, block.last() + 1);
    segments = List.copyOf(newer);
    expire();
  }

  /** <i>Threads:</i> any. */
  <E extends Exception> void read(List<Segment> from, Wanted wanted, BlockVisitor<E> visitor)
      throws E {
    for (Segment segment : from) {
      Extent extent = segment.extent();
      if (wanted.includes(extent.last(), extent.startMillis(), extent.endMillis())
          && !segment.read(wanted, visitor)) {
        suspects.add(segment.file());
      }
    }
  }

  /** The oldest file that is full; null where there is none. */
  Segment oldest() {
    List<Segment> now = segments;
    return now.isEmpty() || now.size() == 1 && current != null ? null : now.get(0);
  }

  /** Deletes the oldest file. */
  boolean deleteOldest() {
    List<Segment> now = segments;
    segments = List.copyOf(now.subList(1, now.size()));
    return now.get(0).file().delete();
  }

  /** Ends the newest file, so that the next start needs not look through it. */
  void seal() throws IOException {
    if (current != null) {
      current.append(newest().extent().seal());
      List<Segment> sealed = new ArrayList<>(segments);
      Segment last = sealed.remove(sealed.size() - 1);
      sealed.add(new Segment(last.file(), last.content(), current.length(), last.extent()));
      segments = List.copyOf(sealed);
      close();
    }
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      SegmentOutput closing = current;
      current = null;
      closing.close();
    }
  }

  private void expire() {
    long blocks = 0;
    for (Segment segment : segments) {
      blocks += segment.extent().blocks();
    }
    Segment first = oldest();
    while (first != null && blocks - first.extent().blocks() >= tier.keptBlocks) {
      blocks -= first.extent().blocks();
      deleteOldest();
      first = oldest();
    }
  }

  private void lookAtSuspects() throws IOException {
    Set<File> now = new HashSet<>(suspects);
    if (now.isEmpty()) {
      return;
    }
    if (current != null && now.contains(newest().file())) {
      throw new IOException(newest().file().getName() + " was changed by somebody else");
    }
    suspects.removeAll(now);
    List<Segment> checked = new ArrayList<>();
    for (Segment segment : segments) {
      Segment found = now.contains(segment.file()) ? recovered(segment.file(), false) : segment;
      if (found != null) {
        checked.add(found);
      }
    }
    segments = List.copyOf(checked);
  }

  private Segment newest() {
    List<Segment> now = segments;
    return now.get(now.size() - 1);
  }

  /** Null where nothing of the file can be used. */
  private Segment recovered(File file, boolean newest) throws IOException {
    BlockReader reader = new BlockReader(Wanted.everythingAfter(-1));
    Extent[] extent = {Extent.EMPTY};
    long bytes =
        recovery.recover(
            file,
            tier.content(),
            newest,
            payload -> {
              Block block = reader.read(payload);
              if (block != null) {
                extent[0] = extent[0].with(block);
              }
            });
    if (bytes == 0 || extent[0].blocks() == 0) {
      return null;
    }
    if (newest) {
      current = SegmentOutput.resume(file, bytes);
      names = new BlockWriter(reader.names());
    }
    return new Segment(file, tier.content(), bytes, extent[0]);
  }

  /** Null where the file does not end in a seal. */
  private Segment sealed(File file) {
    int tail = Records.FRAME_BYTES + Extent.SEAL_BYTES;
    byte[] header = new byte[Records.HEADER_BYTES];
    byte[] frame = new byte[tail];
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      long length = in.length();
      if (length < header.length + tail) {
        return null;
      }
      in.readFully(header);
      in.seek(length - tail);
      in.readFully(frame);
      byte[] payload = Arrays.copyOfRange(frame, Records.FRAME_BYTES, tail);
      Extent extent = Extent.sealed(payload);
      boolean isSound =
          extent != null
              && Arrays.equals(header, Records.header(tier.content()))
              && Arrays.equals(frame, Records.framed(payload));
      return isSound ? new Segment(file, tier.content(), length, extent) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private boolean isOurs(String name) {
    return name.startsWith(tier.label + '-') && name.endsWith(SUFFIX);
  }

  private String name(long first) {
    String digits = Long.toHexString(first);
    return tier.label + '-' + "0".repeat(16 - digits.length()) + digits + SUFFIX;
  }
}
