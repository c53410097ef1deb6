package dev.vitals.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Memory and disk as one: reads a range at the finest resolution that reaches back to its start,
 * and what a coarse tier does not have yet from the finer ones.
 *
 * <p><i>Threads:</i> any.
 */
final class Timeline {
  private static final int MEMORY = -1;

  private final MemoryRing memory;
  private final Supplier<Archive> archive;

  /**
   * @param archive says null where nothing is on disk
   */
  Timeline(MemoryRing memory, Supplier<Archive> archive) {
    this.memory = memory;
    this.archive = archive;
  }

  /**
   * Where a range is read.
   *
   * @param level a tier, or -1 for memory
   * @param resolutionMillis how long the longest of its blocks are
   */
  record Source(Archive archive, int level, long resolutionMillis) {}

  /** The finest that reaches back so far, or as far as any does. */
  Source source(long fromMillis) {
    Archive now = archive.get();
    if (now == null) {
      return new Source(null, MEMORY, memory.spanMillis());
    }
    int coarsest = now.tiers().size() - 1;
    for (int level = MEMORY; level < coarsest; level++) {
      long oldestBeyond = Long.MAX_VALUE;
      for (int coarser = level + 1; coarser <= coarsest; coarser++) {
        oldestBeyond = Math.min(oldestBeyond, first(now, coarser));
      }
      if (startMillis(now, level) <= fromMillis || first(now, level) <= oldestBeyond) {
        return new Source(
            now, level, level == MEMORY ? memory.spanMillis() : Tier.values()[level].spanMillis);
      }
    }
    return new Source(now, coarsest, Tier.values()[coarsest].spanMillis);
  }

  /** Shows the blocks of the range, in the order they were measured. */
  <E extends Exception> void read(
      Source source, long fromMillis, long toMillis, Predicate<Name> names, BlockVisitor<E> visitor)
      throws E {
    long after = -1;
    long base = 0;
    if (source.archive() != null) {
      base = source.archive().base();
      for (int level = source.level(); level >= 0; level--) {
        TierFiles tier = source.archive().tiers().get(level);
        List<Segment> segments = tier.segments();
        tier.read(segments, new Wanted(fromMillis, toMillis, after, names), visitor);
        for (Segment segment : segments) {
          after = Math.max(after, segment.extent().last());
        }
      }
    }
    memory.read(new Wanted(fromMillis, toMillis, after - base, names), visitor);
  }

  /** One series, in steps that are not shorter than the resolution. */
  List<Point> points(String metric, String scope, long fromMillis, long toMillis, long stepMillis) {
    return points(List.of(new Asked(metric, scope, stepMillis)), fromMillis, toMillis).get(0);
  }

  /** Some series, in their order; the range is read once for all of them. */
  List<List<Point>> points(List<Asked> asked, long fromMillis, long toMillis) {
    List<List<Point>> answers = new ArrayList<>();
    if (toMillis <= fromMillis) {
      for (int number = 0; number < asked.size(); number++) {
        answers.add(List.of());
      }
      return answers;
    }
    Source source = source(fromMillis);
    List<Points> rows = new ArrayList<>();
    for (Asked each : asked) {
      long stepMillis = Math.max(each.stepMillis(), source.resolutionMillis());
      rows.add(new Points(fromMillis, toMillis, stepMillis));
    }
    this.<RuntimeException>read(
        source,
        fromMillis,
        toMillis,
        name -> isAsked(asked, name),
        block -> {
          for (int number = 0; number < rows.size(); number++) {
            rows.get(number).add(block, of(asked.get(number), block));
          }
        });
    for (Points row : rows) {
      answers.add(row.points());
    }
    return answers;
  }

  private static boolean isAsked(List<Asked> asked, Name name) {
    for (Asked each : asked) {
      if (each.is(name)) {
        return true;
      }
    }
    return false;
  }

  private static List<Entry> of(Asked asked, Block block) {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : block.entries()) {
      if (asked.is(entry.name())) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Asks for every name of the last hours, once or more often. */
  void names(Predicate<Name> names) {
    Wanted nothing = new Wanted(Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, names);
    BlockVisitor<RuntimeException> nobody = block -> {};
    memory.read(nothing, nobody);
    Archive now = archive.get();
    if (now != null) {
      for (TierFiles tier : now.tiers()) {
        List<Segment> segments = new ArrayList<>(tier.segments());
        for (Segment segment :
            segments.subList(Math.max(0, segments.size() - 2), segments.size())) {
          segment.read(nothing, nobody);
        }
      }
    }
  }

  private long first(Archive now, int level) {
    if (level == MEMORY) {
      long first = memory.first();
      return first == Long.MAX_VALUE ? first : now.base() + first;
    }
    List<Segment> segments = now.tiers().get(level).segments();
    return segments.isEmpty() ? Long.MAX_VALUE : segments.get(0).extent().first();
  }

  private long startMillis(Archive now, int level) {
    if (level == MEMORY) {
      return memory.startMillis();
    }
    List<Segment> segments = now.tiers().get(level).segments();
    return segments.isEmpty() ? Long.MAX_VALUE : segments.get(0).extent().startMillis();
  }
}
