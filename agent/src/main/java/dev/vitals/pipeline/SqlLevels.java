package dev.vitals.pipeline;

/**
 * What is known of each level of parentheses, one bit per question: whether it lists tables, and
 * whether its FROM is still to come, so that EXTRACT(YEAR FROM x) is not taken for a table. Levels
 * beyond 64 name nothing.
 */
final class SqlLevels {
  private static final int DEEPEST = 64;

  private int depth;
  private long tableLists;
  private long fromsToCome;

  void open(boolean listsTables) {
    depth++;
    awaitsFrom(false);
    listsTables(listsTables);
  }

  void close() {
    depth = Math.max(0, depth - 1);
  }

  void restart() {
    depth = 0;
    tableLists = 0L;
    fromsToCome = 0L;
  }

  boolean listsTables() {
    return (tableLists & level()) != 0;
  }

  void listsTables(boolean does) {
    tableLists = does ? tableLists | level() : tableLists & ~level();
  }

  boolean awaitsFrom() {
    return (fromsToCome & level()) != 0;
  }

  void awaitsFrom(boolean does) {
    fromsToCome = does ? fromsToCome | level() : fromsToCome & ~level();
  }

  /** The bit of the current level; none where it is too deep. */
  private long level() {
    return depth < DEEPEST ? 1L << depth : 0L;
  }
}
