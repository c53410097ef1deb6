package dev.vitals.pipeline;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is known of one pool of connections. Never keeps the pool or its settings alive.
 *
 * <p><i>Threads:</i> any.
 */
final class PoolCounts {
  /** The number of the pool's name in the dictionary; pools of one name are shown as one. */
  final int name;

  final PoolLibrary library;

  /** Those who gave up. */
  final LongAdder timeouts = new LongAdder();

  /** Those who have asked and not been answered, where the library does not say who waits. */
  final LongAdder asking = new LongAdder();

  private final WeakReference<Object> settings;

  PoolCounts(int name, PoolLibrary library, Object settings) {
    this.name = name;
    this.library = library;
    this.settings = new WeakReference<>(settings);
  }

  /** What the pool was set up with; null where there is no such thing. */
  Object settings() {
    return settings.get();
  }
}
