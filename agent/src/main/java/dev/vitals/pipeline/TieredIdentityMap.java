package dev.vitals.pipeline;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A {@link WeakIdentityMap} for very many objects of which few live at a time, such as statements.
 *
 * <p>Identity hashes spread keys over all buckets, so whoever puts and removes one per statement
 * writes somewhere else in memory each time: with one table of 65,536 buckets a statement that is
 * prepared, executed and closed cost 0.1 to 0.2 microseconds more. So there is a small table for
 * those that come and go, and a large one, made when it is needed, for what the small one has no
 * room for. A key that two threads put at the same moment may stand in both; then the small one's
 * value holds, and both are removed together.
 *
 * <p><i>Threads:</i> any; lock-free. Only {@link #expunge} belongs to one thread. <i>Errors:</i>
 * where both have no room a put of another key does nothing and is counted. <i>Cost:</i> a lookup
 * allocates nothing.
 */
final class TieredIdentityMap<V> {
  static final int NEAR_BUCKETS = 1_024;
  static final int NEAR_CHAIN = 2;

  private final WeakIdentityMap<V> near = new WeakIdentityMap<>(NEAR_BUCKETS, NEAR_CHAIN);
  private final AtomicReference<WeakIdentityMap<V>> far = new AtomicReference<>();
  private final int capacity;

  /**
   * @param capacity keys that nearly always find room
   */
  TieredIdentityMap(int capacity) {
    this.capacity = capacity;
  }

  /** What the key was put with, or null. */
  V get(Object key) {
    V value = near.get(key);
    return value != null ? value : getFar(key);
  }

  /** Puts or replaces. */
  void put(Object key, V value) {
    WeakIdentityMap<V> beyond = far.getAcquire();
    boolean isFar = beyond != null && near.get(key) == null && beyond.get(key) != null;
    if (isFar || !near.putIfRoom(key, value)) {
      far().put(key, value);
    }
  }

  /** Forgets the key and returns what it had, or null. */
  V remove(Object key) {
    V value = near.remove(key);
    WeakIdentityMap<V> beyond = far.getAcquire();
    if (beyond == null) {
      return value;
    }
    V farValue = beyond.remove(key);
    return value != null ? value : farValue;
  }

  /** Puts that found no room, since the start. */
  long refused() {
    WeakIdentityMap<V> beyond = far.getAcquire();
    return beyond == null ? 0L : beyond.refused();
  }

  /** Entries, those included whose key is collected and not yet expunged. */
  int size() {
    WeakIdentityMap<V> beyond = far.getAcquire();
    return near.size() + (beyond == null ? 0 : beyond.size());
  }

  /** Forgets the entries whose keys were collected and hands over their values. */
  void expunge(Consumer<? super V> values) {
    near.expunge(values);
    WeakIdentityMap<V> beyond = far.getAcquire();
    if (beyond != null) {
      beyond.expunge(values);
    }
  }

  private V getFar(Object key) {
    WeakIdentityMap<V> beyond = far.getAcquire();
    return beyond == null ? null : beyond.get(key);
  }

  private WeakIdentityMap<V> far() {
    WeakIdentityMap<V> beyond = far.getAcquire();
    if (beyond != null) {
      return beyond;
    }
    WeakIdentityMap<V> made = new WeakIdentityMap<>(capacity);
    return far.compareAndSet(null, made) ? made : far.getAcquire();
  }
}
