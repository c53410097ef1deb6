package dev.vitals.history;

import dev.vitals.judge.Baselines;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Writes blocks and events to the directory, on a thread of its own.
 *
 * <p><i>Threads:</i> {@link #run} is the thread; {@link #offer} the aggregator; others any.
 * <i>Errors:</i> what cannot be written is counted, said once, and tried again with the next block;
 * nobody ever waits.
 */
final class Disk implements Runnable {
  private static final int MOST_WAITING = 8;

  /** An hour of ten-second intervals. */
  private static final long BLOCKS_BETWEEN_COMPLAINTS = 360;

  private static final int MOST_SAID = 100;
  private static final Block END = new Block(-1, -1, 0, 0, 0, List.of());

  private final BlockingQueue<Block> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final HistorySettings settings;
  private final EventLog events;
  private final Consumer<String> told;
  private final File root;
  private volatile Archive archive;
  private volatile boolean stopping;
  private volatile long dropped;
  private volatile long written;
  private volatile long failed;
  private volatile long bytes;
  private volatile long setAside;

  /** What shall be written, and what an earlier run wrote as long as nobody has taken it. */
  private volatile Baselines newest;

  private volatile Baselines earlier;
  private boolean hasReadEarlier;
  private long writtenQuarters;
  private final Set<String> said = new HashSet<>();
  private long setAsideBefore;
  private Store store;
  private long base;
  private boolean hasRoot;
  private boolean isInTrouble;
  private long blocks;
  private long complainedAt = -BLOCKS_BETWEEN_COMPLAINTS;

  Disk(HistorySettings settings, EventLog events, Consumer<String> told) {
    this.settings = settings;
    this.events = events;
    this.told = told;
    this.root = new File(settings.directory());
  }

  /** Hands a block over, or drops it: never waits. */
  void offer(Block block) {
    if (stopping || !waiting.offer(block)) {
      dropped++;
    }
  }

  /** Hands over what is usual; it is written with the next block when there is news in it. */
  void keep(Baselines baselines) {
    newest = baselines;
  }

  /** What an earlier run learned, once; null where there is nothing, or it is not read yet. */
  Baselines takeEarlier() {
    Baselines taken = earlier;
    if (taken != null) {
      // In this order, or what this run learned so far would be written over it.
      newest = null;
      earlier = null;
    }
    return taken;
  }

  /** Ends the thread once it has written what waits. */
  void stop() {
    stopping = true;
    // Where there is no room for it the thread does not wait, and sees by itself that it shall end.
    waiting.offer(END);
  }

  @Override
  public void run() {
    attempt(0, null);
    Block block = next();
    while (block != null) {
      blocks++;
      attempt(block.first(), block);
      block = next();
    }
    try {
      if (store != null) {
        writeEvents();
        writeBaselines();
      }
      close();
    } catch (IOException | RuntimeException e) {
      complain(e);
    }
  }

  /** Null as long as nothing could be opened. */
  Archive archive() {
    return archive;
  }

  /** Blocks that are on disk. */
  long written() {
    return written;
  }

  /** Blocks that found no room in front of the disk. */
  long dropped() {
    return dropped;
  }

  /** Blocks that could not be written. */
  long failed() {
    return failed;
  }

  long bytes() {
    return bytes;
  }

  /** Files that were given another name. */
  long setAside() {
    return setAside;
  }

  private Block next() {
    try {
      Block block = stopping ? waiting.poll() : waiting.take();
      return block == END ? null : block;
    } catch (InterruptedException e) {
      // Nobody of ours interrupts; whoever did wants the thread to end.
      return null;
    }
  }

  /**
   * @param number of the block, counted from the start of this JVM
   * @param block null to open only
   */
  private void attempt(long number, Block block) {
    try {
      if (store == null) {
        open(number);
      }
      writeEvents();
      if (block != null) {
        store.append(block.shifted(base));
      }
      isInTrouble = !hasWrittenBaselines();
      look();
      written += block == null ? 0 : 1;
    } catch (IOException | RuntimeException | Error e) {
      failed += block == null ? 0 : 1;
      complain(e);
      try {
        close();
      } catch (IOException | RuntimeException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
    }
  }

  private void open(long number) throws IOException {
    if (!hasRoot) {
      // Only once: a directory that vanishes later may be a disk that was taken away.
      hasRoot = root.isDirectory() || root.mkdirs();
    }
    store = Store.open(root, settings.service(), settings.diskBytes(), events, this::tell);
    if (!hasReadEarlier) {
      hasReadEarlier = true;
      earlier = store.earlier();
    }
    base = Math.max(base, store.next() - number);
    archive = new Archive(base, store.tiers());
  }

  private void writeEvents() throws IOException {
    Map<String, String> event = events.firstUnwritten();
    while (event != null) {
      store.append(event);
      events.written(event);
      event = events.firstUnwritten();
    }
  }

  /** What is usual is worth another attempt, but no block. */
  private boolean hasWrittenBaselines() {
    try {
      writeBaselines();
      return true;
    } catch (IOException | RuntimeException e) {
      complain(e);
      return false;
    }
  }

  private void writeBaselines() throws IOException {
    if (earlier != null) {
      return;
    }
    Baselines now = newest;
    if (now != null && now.quarters() != writtenQuarters) {
      store.write(now);
      writtenQuarters = now.quarters();
    }
  }

  private void look() {
    bytes = store.bytes();
    setAside = setAsideBefore + store.setAside();
  }

  private void complain(Throwable cause) {
    if (!isInTrouble && blocks - complainedAt >= BLOCKS_BETWEEN_COMPLAINTS) {
      complainedAt = blocks;
      String reason =
          cause instanceof IOException && cause.getMessage() != null
              ? cause.getMessage()
              : cause.toString();
      tell(
          "history: cannot write to "
              + root
              + ": "
              + reason
              + "; the last hour is kept in memory, and it is tried again");
    }
    isInTrouble = true;
  }

  /** Nothing twice: a file that is in the way is found again at every attempt. */
  private void tell(String line) {
    if (said.size() < MOST_SAID && said.add(line)) {
      told.accept(line);
    }
  }

  private void close() throws IOException {
    if (store != null) {
      Store closing = store;
      store = null;
      setAsideBefore += closing.setAside();
      setAside = setAsideBefore;
      closing.close();
    }
  }
}
