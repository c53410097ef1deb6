package dev.vitals.pipeline;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A bounded map from objects of the application, by identity and without keeping them alive, to
 * what we know of them. Values must not refer to their key.
 *
 * <p><i>Threads:</i> any; lock-free. Only {@link #expunge} belongs to one thread. <i>Errors:</i>
 * where {@value #LONGEST_CHAIN} keys share a bucket a put of another does nothing and is counted.
 * <i>Cost:</i> a lookup allocates nothing.
 */
public final class WeakIdentityMap<V> {
  static final int LONGEST_CHAIN = 8;

  // Chains are immutable: whoever changes one replaces its head by compare-and-set, so that a
  // reader never sees a chain in between and a change is never half lost.
  private final AtomicReferenceArray<Node<V>> heads;
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final LongAdder refused = new LongAdder();
  private final int mask;
  private final int longestChain;

  /**
   * @param capacity keys that nearly always find room: so many take two places of {@value
   *     #LONGEST_CHAIN} in a bucket on average. There is no count of keys, because all threads
   *     would have to write it.
   */
  public WeakIdentityMap(int capacity) {
    if (capacity < 1 || capacity > 1 << 24) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    // Nearly no map is ever full, and an array of buckets always is there.
    int buckets = Math.max(2, Integer.highestOneBit(capacity) / 2);
    this.mask = buckets - 1;
    this.longestChain = LONGEST_CHAIN;
    this.heads = new AtomicReferenceArray<>(buckets);
  }

  /**
   * @param buckets a power of two
   * @param longestChain how many keys may share one
   */
  WeakIdentityMap(int buckets, int longestChain) {
    this.mask = buckets - 1;
    this.longestChain = longestChain;
    this.heads = new AtomicReferenceArray<>(buckets);
  }

  /** What the key was put with, or null. */
  public V get(Object key) {
    return find(heads.getAcquire(bucket(System.identityHashCode(key))), key);
  }

  /** Returns what the key already has; null when the value was put, or refused. */
  public V putIfAbsent(Object key, V value) {
    int bucket = bucket(System.identityHashCode(key));
    Node<V> added = null;
    while (true) {
      Node<V> head = heads.getAcquire(bucket);
      V present = find(head, key);
      if (present != null) {
        return present;
      }
      if (added == null) {
        if (isFull(head)) {
          refused.increment();
          return null;
        }
        added = new Node<>(new Key(key, bucket, collected), value, null);
      }
      if (heads.compareAndSet(bucket, head, added.before(head))) {
        return null;
      }
    }
  }

  /** Puts or replaces. */
  public void put(Object key, V value) {
    if (!putIfRoom(key, value)) {
      refused.increment();
    }
  }

  /** Puts or replaces; false where the bucket of a new key is full, which is not counted. */
  boolean putIfRoom(Object key, V value) {
    int bucket = bucket(System.identityHashCode(key));
    while (true) {
      Node<V> head = heads.getAcquire(bucket);
      Node<V> present = node(head, key);
      if (present == null) {
        if (isFull(head)) {
          return false;
        }
        Node<V> added = new Node<>(new Key(key, bucket, collected), value, head);
        if (heads.compareAndSet(bucket, head, added)) {
          return true;
        }
      } else if (heads.compareAndSet(
          bucket, head, new Node<>(present.key, value, without(head, present.key)))) {
        return true;
      }
    }
  }

  /** Forgets the key and returns what it had, or null. */
  public V remove(Object key) {
    int bucket = bucket(System.identityHashCode(key));
    while (true) {
      Node<V> head = heads.getAcquire(bucket);
      Node<V> present = node(head, key);
      if (present == null) {
        return null;
      }
      if (heads.compareAndSet(bucket, head, without(head, present.key))) {
        return present.value;
      }
    }
  }

  /**
   * Entries, those included whose key is collected and not yet expunged. <i>Cost:</i> looks into
   * every bucket.
   */
  int size() {
    int size = 0;
    for (int bucket = 0; bucket <= mask; bucket++) {
      for (Node<V> node = heads.getAcquire(bucket); node != null; node = node.next) {
        size++;
      }
    }
    return size;
  }

  /** Puts that found their bucket full, since the start. */
  public long refused() {
    return refused.sum();
  }

  /** Forgets the entries whose keys were collected and hands over their values. */
  public void expunge(Consumer<? super V> values) {
    for (Object cleared = collected.poll(); cleared != null; cleared = collected.poll()) {
      V value = drop((Key) cleared);
      if (value != null) {
        values.accept(value);
      }
    }
  }

  /** Shows every entry whose key is still there; the key must not be kept. */
  public void forEach(Visitor<? super V> visitor) {
    for (int bucket = 0; bucket <= mask; bucket++) {
      for (Node<V> node = heads.getAcquire(bucket); node != null; node = node.next) {
        Object key = node.key.get();
        if (key != null) {
          visitor.visit(key, node.value);
        }
      }
    }
  }

  /** Sees an entry. */
  @FunctionalInterface
  public interface Visitor<V> {
    void visit(Object key, V value);
  }

  private V drop(Key key) {
    while (true) {
      Node<V> head = heads.getAcquire(key.bucket);
      Node<V> node = head;
      while (node != null && node.key != key) {
        node = node.next;
      }
      if (node == null) {
        return null;
      }
      if (heads.compareAndSet(key.bucket, head, without(head, key))) {
        return node.value;
      }
    }
  }

  private boolean isFull(Node<V> head) {
    int length = 0;
    for (Node<V> node = head; node != null; node = node.next) {
      length++;
    }
    return length >= longestChain;
  }

  private int bucket(int hash) {
    return (hash ^ hash >>> 15) & mask;
  }

  private static <V> V find(Node<V> head, Object key) {
    Node<V> node = node(head, key);
    return node == null ? null : node.value;
  }

  private static <V> Node<V> node(Node<V> head, Object key) {
    Node<V> node = head;
    while (node != null && !node.key.refersTo(key)) {
      node = node.next;
    }
    return node;
  }

  /** The chain without one key: nodes behind it are shared, nodes before it are copied. */
  private static <V> Node<V> without(Node<V> head, Key key) {
    Node<V> kept = null;
    Node<V> node = head;
    while (node.key != key) {
      kept = node.before(kept);
      node = node.next;
    }
    Node<V> rest = node.next;
    while (kept != null) {
      rest = kept.before(rest);
      kept = kept.next;
    }
    return rest;
  }

  private static final class Key extends WeakReference<Object> {
    private final int bucket;

    Key(Object referent, int bucket, ReferenceQueue<Object> queue) {
      super(referent, queue);
      this.bucket = bucket;
    }
  }

  private static final class Node<V> {
    private final Key key;
    private final V value;
    private final Node<V> next;

    Node(Key key, V value, Node<V> next) {
      this.key = key;
      this.value = value;
      this.next = next;
    }

    Node<V> before(Node<V> rest) {
      return new Node<>(key, value, rest);
    }
  }
}
