package dev.vitals.history;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Memory and a directory, written without threads. */
final class Direct implements AutoCloseable {
  final List<String> told = new ArrayList<>();
  final EventLog events = new EventLog(true);
  final MemoryRing memory = new MemoryRing(HistorySettings.MEMORY_BYTES);
  final IntervalPacker packer = new IntervalPacker();
  final Store store;
  final long base;

  Direct(Path root) throws IOException {
    this(root, HistorySettings.DISK_BYTES);
  }

  Direct(Path root, long budgetBytes) throws IOException {
    store = Store.open(root.toFile(), "shop", budgetBytes, events, told::add);
    base = store.next();
  }

  void accept(Interval interval) throws IOException {
    Block block = packer.pack(interval);
    memory.add(block);
    store.append(block.shifted(base));
  }

  /** Plain intervals with these numbers. */
  Direct plain(int from, int to) throws IOException {
    for (int n = from; n < to; n++) {
      accept(Samples.plain(n));
    }
    return this;
  }

  Timeline timeline() {
    return new Timeline(memory, () -> new Archive(base, store.tiers()));
  }

  List<Block> blocks(Tier tier) {
    List<Block> blocks = new ArrayList<>();
    TierFiles files = store.tiers().get(tier.ordinal());
    BlockVisitor<RuntimeException> keep = blocks::add;
    files.read(files.segments(), Wanted.everythingAfter(-1), keep);
    return blocks;
  }

  List<Long> numbers(Tier tier) {
    List<Long> numbers = new ArrayList<>();
    for (Block block : blocks(tier)) {
      numbers.add(block.last());
    }
    return numbers;
  }

  /** The files of a tier, the oldest first. */
  List<File> files(Tier tier) {
    List<File> files = new ArrayList<>();
    for (Segment segment : store.tiers().get(tier.ordinal()).segments()) {
      files.add(segment.file());
    }
    return files;
  }

  /** All numbers of a block of one series together. */
  static long count(List<Block> blocks, String metric, String scope) {
    long count = 0;
    for (Block block : blocks) {
      for (Entry entry : block.entries()) {
        if (entry.name().metric().equals(metric) && entry.name().scope().equals(scope)) {
          count += entry.count();
        }
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
