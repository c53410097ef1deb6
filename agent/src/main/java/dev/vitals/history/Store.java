package dev.vitals.history;

import dev.vitals.judge.Baselines;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The directory of this JVM: three tiers of blocks, the events, what is usual, and a budget for all
 * of it.
 *
 * <p>A coarser block is made of what the finer tier holds on disk. So a restart needs nothing but
 * the files, and whatever was killed in the middle of a quarter of an hour is made up for.
 *
 * <p><i>Threads:</i> one; {@link #tiers} may be read by any. <i>Errors:</i> after an {@link
 * IOException} it must be closed and opened anew.
 */
final class Store implements Closeable {
  private final Slot slot;
  private final long budgetBytes;
  private final SetAside setAside;
  private final List<TierFiles> tiers = new ArrayList<>();
  private final EventFiles eventFiles;
  private final BaselineFile baselineFile;
  private Baselines earlier;

  /** The span of the coarser tier that the newest block of the finer one is in. */
  private final long[] openSpans = {Long.MIN_VALUE, Long.MIN_VALUE};

  private boolean isSound = true;

  private Store(Slot slot, long budgetBytes, Consumer<String> told) {
    this.slot = slot;
    this.budgetBytes = budgetBytes;
    this.setAside = new SetAside(told);
    Recovery recovery = new Recovery(setAside, told);
    for (Tier tier : Tier.values()) {
      tiers.add(new TierFiles(slot.directory(), tier, this::makeRoom, recovery));
    }
    eventFiles = new EventFiles(slot.directory(), this::makeRoom, recovery);
    baselineFile = new BaselineFile(slot.directory(), this::makeRoom, recovery);
  }

  /**
   * @param told what the user should know of the files that are there
   */
  static Store open(
      File root, String service, long budgetBytes, EventLog events, Consumer<String> told)
      throws IOException {
    Slot slot = Slot.take(root, service);
    Store store = new Store(slot, budgetBytes, told);
    try {
      store.setAside.open(slot.directory());
      for (TierFiles tier : store.tiers) {
        tier.open();
      }
      events.load(store.eventFiles.open());
      store.earlier = store.baselineFile.open();
      store.rollUp(0);
      store.rollUp(1);
      return store;
    } catch (IOException | RuntimeException e) {
      store.isSound = false;
      try {
        store.close();
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  /** The number the next block must have at least. */
  long next() {
    long next = 0;
    for (TierFiles tier : tiers) {
      next = Math.max(next, tier.next());
    }
    return next;
  }

  void append(Block block) throws IOException {
    try {
      add(0, block);
    } catch (IOException e) {
      isSound = false;
      throw e;
    }
  }

  void append(Map<String, String> event) throws IOException {
    try {
      eventFiles.append(event);
    } catch (IOException e) {
      isSound = false;
      throw e;
    }
  }

  /** May fail and be tried again without opening anew. */
  void write(Baselines baselines) throws IOException {
    baselineFile.write(baselines);
  }

  /** What an earlier run learned; null where there is nothing of it. */
  Baselines earlier() {
    return earlier;
  }

  /** From the finest to the coarsest. */
  List<TierFiles> tiers() {
    return tiers;
  }

  long bytes() {
    long bytes = eventFiles.bytes() + baselineFile.bytes() + setAside.bytes();
    for (TierFiles tier : tiers) {
      bytes += tier.bytes();
    }
    return bytes;
  }

  long setAside() {
    return setAside.count();
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (TierFiles tier : tiers) {
      try (tier) {
        if (isSound) {
          tier.seal();
        }
      } catch (IOException e) {
        failure = e;
      }
    }
    try {
      eventFiles.close();
    } finally {
      slot.close();
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void add(int level, Block block) throws IOException {
    tiers.get(level).append(block);
    if (level < openSpans.length) {
      long span = Tier.values()[level + 1].floor(block.startMillis());
      if (span != openSpans[level]) {
        rollUp(level);
        openSpans[level] = span;
      }
    }
  }

  /**
   * Merges what is finished: the blocks in a row that start in one span of the coarser tier. Where
   * the clock steps back, a span comes twice and has two blocks.
   */
  private void rollUp(int level) throws IOException {
    TierFiles fine = tiers.get(level);
    TierFiles coarse = tiers.get(level + 1);
    Tier tier = Tier.values()[level + 1];
    List<Block> run = new ArrayList<>();
    BlockVisitor<IOException> visitor =
        block -> {
          boolean isSame =
              run.isEmpty()
                  || tier.floor(block.startMillis()) == tier.floor(run.get(0).startMillis());
          if (!isSame) {
            add(level + 1, Merge.of(run, tier));
            run.clear();
          }
          run.add(block);
        };
    fine.read(fine.segments(), Wanted.everythingAfter(coarse.next() - 1), visitor);
    if (!run.isEmpty()) {
      openSpans[level] = tier.floor(run.get(0).startMillis());
    }
  }

  /** Files that are full go by age, whatever they hold; before them what was damaged. */
  private void makeRoom(long bytes) throws IOException {
    while (bytes() + bytes > budgetBytes) {
      if (setAside.deleteOldest()) {
        continue;
      }
      TierFiles oldest = null;
      for (TierFiles tier : tiers) {
        Segment segment = tier.oldest();
        if (segment != null
            && (oldest == null || segment.extent().first() < oldest.oldest().extent().first())) {
          oldest = tier;
        }
      }
      if (oldest == null || !oldest.deleteOldest()) {
        throw new IOException("the budget of " + budgetBytes + " bytes is used up");
      }
    }
  }
}
